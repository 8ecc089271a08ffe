package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunEvent;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts of a PostgreSQL server that change how a migration's transaction runs. */
class PostgresRepetitionTest {

    private static final RunOptions YES = RunOptions.DEFAULT.with(Confirmation.YES);

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabases.postgres();

    private RunOutcome apply(ConnectionSettings settings, RunListener listener) {
        try (TargetDatabase target = Switchback.open(folder, Map.of()).on(settings)) {
            Plan plan = (Plan) target.plan(PlanRequest.upEverything());
            return target.run(plan, YES, listener, new Cancellation());
        }
    }

    @Test
    void serializationFailureOfTheServerBeginsTheMigrationAgain() {
        database.execute("CREATE TABLE stock (id integer, pieces integer)", "INSERT INTO stock VALUES (1, 10)");
        new ProjectFolder(folder)
                .migration(
                        "001_less",
                        "SELECT pieces FROM stock;\nUPDATE stock SET pieces = pieces - 1 WHERE id = 1;",
                        "");
        ConnectionSettings plain = database.settings();
        ConnectionSettings serializable = new ConnectionSettings(
                plain.url(),
                plain.user(),
                plain.password(),
                plain.connectTimeout(),
                new ConnectionSettings.Session(
                        Optional.empty(), Optional.empty(), Map.of("default_transaction_isolation", "serializable")));
        List<RunEvent.Retrying> again = new ArrayList<>();

        RunOutcome outcome = apply(serializable, event -> {
            if (event instanceof RunEvent.StatementFinished first && first.number() == 1 && again.isEmpty()) {
                database.execute("UPDATE stock SET pieces = pieces - 3 WHERE id = 1");
            } else if (event instanceof RunEvent.Retrying retrying) {
                again.add(retrying);
            }
        });

        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        assertThat(again)
                .extracting(RunEvent.Retrying::cause)
                .containsExactly("could not serialize access due to concurrent update");
        assertThat(database.query("SELECT pieces FROM stock")).isEqualTo("6");
    }

    /** The extension itself is not at hand: its entry in the catalogue and the setting are what Switchback sees and sets. */
    @Test
    void citusIsToldToWorkOneAfterTheOtherInEachTransaction() {
        database.execute(
                "INSERT INTO pg_extension SELECT 987654, 'citus', extowner, extnamespace, true, '12.1', NULL, NULL "
                        + "FROM pg_extension WHERE extname = 'plpgsql'");
        String mode = "AS SELECT current_setting('citus.multi_shard_modify_mode', true) AS mode";
        new ProjectFolder(folder)
                .migration("001_type", "CREATE TABLE whole " + mode + ";", "")
                .migration(
                        "002_parts",
                        "BEGIN;\nCREATE TABLE part " + mode + ";\nCOMMIT;\nVACUUM part;\nCREATE TABLE bare " + mode
                                + ";",
                        "");

        assertThat(apply(database.settings(), RunListener.SILENT)).isInstanceOf(RunOutcome.Completed.class);

        for (String table : List.of("whole", "part", "bare")) {
            assertThat(database.query("SELECT mode FROM " + table)).isEqualTo("sequential");
        }
    }
}

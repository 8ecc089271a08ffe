package dev.switchback.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.Switchback;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.database.ConnectionSettings.Session;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.DatabaseState;
import dev.switchback.engine.run.RunEvent;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOptions.Retries;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.run.StatementReport;
import dev.switchback.engine.run.StepReport;
import dev.switchback.support.PostgresVersion;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small migrations that are sent together: few round trips, and everything as if each had been sent by itself. */
class PipelinedRunTest {

    private static final int MIGRATIONS = 60;
    private static final RunOptions YES =
            RunOptions.DEFAULT.with(Confirmation.YES).with(new Retries(2, Duration.ofMillis(1)));

    @TempDir
    Path folder;

    private final List<RunEvent> events = new ArrayList<>();

    private void writeProject() {
        for (int i = 0; i < MIGRATIONS; i++) {
            write(i, "INSERT INTO t_%d VALUES (1, 'it''s \\ $1 ?'), (2, NULL);".formatted(i));
        }
    }

    private void write(int number, String more) {
        new ProjectFolder(folder)
                .migration(
                        id(number),
                        "CREATE TABLE t_%1$d (id integer, note text);\nCREATE INDEX i_%1$d ON t_%1$d (id);\n%2$s"
                                .formatted(number, more),
                        "DROP TABLE t_%d;".formatted(number));
    }

    private static String id(int number) {
        return "%03d_table".formatted(number);
    }

    private RunOutcome run(TestDatabase database, Direction direction, RunListener listener) {
        try (TargetDatabase target = open(database.settings())) {
            return run(target, direction, listener);
        }
    }

    private static RunOutcome run(TargetDatabase target, Direction direction, RunListener listener) {
        PlanRequest request =
                new PlanRequest(direction, new Selection.Everything(), Optional.empty(), PlanRequest.Options.DEFAULT);
        return target.run((Plan) target.plan(request), YES, listener, new Cancellation());
    }

    private TargetDatabase open(ConnectionSettings settings) {
        return Switchback.open(folder, Map.of()).on(settings);
    }

    private static String ledger(TestDatabase database) {
        return database.query("SELECT string_agg(id || ' ' || status, ',' ORDER BY applied_order) "
                + "FROM switchback.schema_migrations WHERE status <> 'failed'");
    }

    private static String tables(TestDatabase database) {
        return database.query("SELECT count(*) FROM pg_class WHERE relname ~ '^t_[0-9]+$'");
    }

    @ParameterizedTest
    @MethodSource("dev.switchback.support.PostgresVersion#here")
    void smallMigrationsShareRoundTripsOnEveryVersion(PostgresVersion version) {
        writeProject();
        TestDatabase database = TestDatabases.postgres(version);
        run(database, Direction.UP, RunListener.SILENT);
        run(database, Direction.DOWN, RunListener.SILENT); // the ledger's tables are there from now on
        try (CutProxy proxy = new CutProxy(database);
                TargetDatabase target = open(proxy.through(database).settings())) {
            PlanRequest request = PlanRequest.upEverything();
            Plan plan = (Plan) target.plan(request);
            int before = proxy.roundTrips();

            RunOutcome outcome = target.run(plan, YES, events::add, new Cancellation());

            assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
            assertThat(proxy.roundTrips() - before)
                    .as("round trips for %d migrations, those of a run around them included", MIGRATIONS)
                    .isLessThan((int) (MIGRATIONS * 0.4));
        }
        assertThat(tables(database)).isEqualTo(String.valueOf(MIGRATIONS));
        assertThat(database.query("SELECT note FROM t_7 WHERE id = 1")).isEqualTo("it's \\ $1 ?");
        assertThat(database.query("SELECT applied_count || ' ' || last_migration FROM switchback.database_schema"))
                .isEqualTo(MIGRATIONS + " " + id(MIGRATIONS - 1));
        assertThat(database.query("SELECT count(*) FROM switchback.migration_history h JOIN switchback.scripts s "
                        + "ON s.digest = h.script_digest WHERE h.direction = 'up'"))
                .isEqualTo(String.valueOf(2 * MIGRATIONS));
        assertThat(database.query("SELECT count(DISTINCT xmin::text) FROM switchback.schema_migrations"))
                .as("a transaction each")
                .isEqualTo(String.valueOf(MIGRATIONS));
    }

    @Test
    void reportsTellRowsAndNoticesOfEachStatementAndTheTimeOfEachMigration() {
        writeProject();
        write(1, "DROP TABLE IF EXISTS never_there;\nINSERT INTO t_1 VALUES (1), (2), (3);");
        TestDatabase database = TestDatabases.postgres();

        RunOutcome.Completed completed = (RunOutcome.Completed) run(database, Direction.UP, events::add);

        StepReport second = completed.steps().get(1);
        assertThat(second.statements())
                .extracting(StatementReport::rows)
                .endsWith(OptionalLong.of(0), OptionalLong.of(3));
        assertThat(second.statements()).allMatch(statement -> statement.time().isEmpty());
        assertThat(second.statements().get(2).notices())
                .containsExactly("table \"never_there\" does not exist, skipping");
        assertThat(events.stream().filter(RunEvent.Notice.class::isInstance)).hasSize(1);
        assertThat(database.query("SELECT string_agg(execution_time_ms::text, ',' ORDER BY applied_order) "
                        + "FROM switchback.schema_migrations"))
                .isEqualTo(String.join(
                        ",",
                        completed.steps().stream()
                                .map(step -> String.valueOf(step.time().toMillis()))
                                .toList()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 18, 33, 59})
    void failureInOneKeepsThoseBeforeItAndLeavesNothingOfItAndTheRest(int broken) {
        writeProject();
        write(broken, "INSERT INTO t_%d VALUES (1, 'a'),\n  (1 / 0, 'b');".formatted(broken));
        TestDatabase database = TestDatabases.postgres();

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) run(database, Direction.UP, events::add);

        assertThat(stopped.failure().id().orElseThrow()).hasToString(id(broken));
        assertThat(stopped.failure().server().sqlState()).contains("22012");
        assertThat(stopped.failure().place().orElseThrow().line()).isEqualTo(4);
        assertThat(stopped.failure().advice()).startsWith("Rolled back; nothing of " + id(broken) + " is left.");
        assertThat(stopped.databaseState())
                .isEqualTo(broken == 0 ? DatabaseState.ROLLED_BACK : DatabaseState.PARTLY_CHANGED);
        assertThat(tables(database)).isEqualTo(String.valueOf(broken));
        assertThat(database.query("SELECT count(*) FROM switchback.schema_migrations WHERE status = 'completed'"))
                .isEqualTo(String.valueOf(broken));
        assertThat(database.query(
                        "SELECT string_agg(id, ',') FROM switchback.schema_migrations WHERE status = 'failed'"))
                .isEqualTo(id(broken));

        write(broken, "");

        assertThat(run(database, Direction.UP, RunListener.SILENT)).isInstanceOf(RunOutcome.Completed.class);
        assertThat(tables(database)).isEqualTo(String.valueOf(MIGRATIONS));
        assertThat(database.query("SELECT applied_count FROM switchback.database_schema"))
                .isEqualTo(String.valueOf(MIGRATIONS));
    }

    @Test
    void wayBackIsSharedToo() {
        writeProject();
        TestDatabase database = TestDatabases.postgres();
        run(database, Direction.UP, RunListener.SILENT);

        assertThat(run(database, Direction.DOWN, RunListener.SILENT)).isInstanceOf(RunOutcome.Completed.class);

        assertThat(tables(database)).isEqualTo("0");
        assertThat(database.query("SELECT count(*) FROM switchback.schema_migrations WHERE status = 'rolled_back'"))
                .isEqualTo(String.valueOf(MIGRATIONS));
        assertThat(database.query(
                        "SELECT applied_count || coalesce(last_migration, '-') FROM switchback.database_schema"))
                .isEqualTo("0-");
    }

    @Test
    void constraintThatIsCheckedAtTheCommitFailsItsOwnMigration() {
        writeProject();
        write(
                5,
                "CREATE TABLE one_each (id integer PRIMARY KEY DEFERRABLE INITIALLY DEFERRED);\n"
                        + "INSERT INTO one_each VALUES (1), (1);");
        TestDatabase database = TestDatabases.postgres();

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) run(database, Direction.UP, RunListener.SILENT);

        assertThat(stopped.failure().server().sqlState()).contains("23505");
        assertThat(stopped.failure().id().orElseThrow()).hasToString(id(5));
        assertThat(tables(database)).isEqualTo("5");
    }

    @Test
    void lostLockOfManagersKeepsTheRestFromCommitting() {
        writeProject();
        TestDatabase database = TestDatabases.postgres();
        RunListener killsTheLock = event -> {
            events.add(event);
            if (event instanceof RunEvent.MigrationFinished && events.size() < 20) {
                database.query(
                        "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_locks WHERE locktype = 'advisory'");
            }
        };

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) run(database, Direction.UP, killsTheLock);

        assertThat(stopped.failure().code()).isEqualTo("lock_lost");
        long finished = events.stream()
                .filter(RunEvent.MigrationFinished.class::isInstance)
                .count();
        assertThat(finished).isLessThan(MIGRATIONS);
        assertThat(tables(database)).isEqualTo(String.valueOf(finished));
        assertThat(ledger(database).split(",")).hasSize((int) finished);
    }

    @Test
    void migrationThatWaitsForAnotherSessionIsTriedAgainAndTheRestFollows() throws SQLException {
        writeProject();
        TestDatabase database = TestDatabases.postgres();
        ConnectionSettings plain = database.settings();
        Session session = new Session(Optional.of(Duration.ofMillis(200)), Optional.empty(), Map.of());
        ConnectionSettings hasty = new ConnectionSettings(
                plain.url(), plain.user(), plain.password(), ConnectionSettings.DEFAULT_CONNECT_TIMEOUT, session);
        try (Connection blocker = database.connect();
                Statement statement = blocker.createStatement();
                TargetDatabase target = open(hasty)) {
            blocker.setAutoCommit(false);
            statement.execute("CREATE TABLE t_20 (id integer)");
            RunListener letsGo = event -> {
                events.add(event);
                if (event instanceof RunEvent.Retrying) {
                    TestDatabase.rollBack(blocker);
                }
            };

            assertThat(run(target, Direction.UP, letsGo)).isInstanceOf(RunOutcome.Completed.class);

            assertThat(target.status().sets().getFirst().count(MigrationState.COMPLETED))
                    .isEqualTo(MIGRATIONS);
        }
        assertThat(events.stream().filter(RunEvent.Retrying.class::isInstance)).hasSize(1);
        assertThat(database.query("SELECT applied_count || last_migration FROM switchback.database_schema"))
                .isEqualTo(MIGRATIONS + id(MIGRATIONS - 1));
    }

    @Test
    void tablesThatWereThereBeforeAreWorkedOnOneStatementAtATime() {
        TestDatabase database = TestDatabases.postgres();
        database.execute("CREATE TABLE old (id integer)");
        new ProjectFolder(folder)
                .migration("001_new", "CREATE TABLE new_one (id integer);", "")
                .migration("002_old", "ALTER TABLE old ADD COLUMN note text;", "")
                .migration("003_filled", "INSERT INTO new_one SELECT 1;", "")
                .migration("004_changed", "UPDATE new_one SET id = 2;", "")
                .migration("005_other", "CREATE TABLE other (id integer);", "");

        assertThat(run(database, Direction.UP, events::add)).isInstanceOf(RunOutcome.Completed.class);

        assertThat(events.stream()
                        .filter(RunEvent.StatementStarted.class::isInstance)
                        .map(event -> ((RunEvent.StatementStarted) event).id().value()))
                .containsExactly("002_old", "003_filled", "004_changed");
    }
}

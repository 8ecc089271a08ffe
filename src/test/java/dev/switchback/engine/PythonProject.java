package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.DryRunReport;
import dev.switchback.engine.run.RunEvent;
import dev.switchback.engine.run.RunFailure;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A project of Python migrations on a database, with a Python that has nothing but its own library. */
abstract class PythonProject {

    @TempDir
    Path folder;

    ProjectFolder project;
    TestDatabase database;
    final List<String> heard = new CopyOnWriteArrayList<>();
    private Map<String, String> environment = System.getenv();
    private Optional<TargetDatabase> target = Optional.empty();

    abstract TestDatabase newDatabase();

    @BeforeEach
    void connect() {
        project = new ProjectFolder(folder);
        database = newDatabase();
    }

    @AfterEach
    void disconnect() {
        target.ifPresent(TargetDatabase::close);
    }

    void environment(Map<String, String> variables) {
        environment = variables;
    }

    TargetDatabase target() {
        if (target.isEmpty()) {
            target = Optional.of(Switchback.open(folder, environment).on(database.settings()));
        }
        return target.get();
    }

    /** A migration whose apply has these lines, and that takes the table t back. */
    void migration(String... apply) {
        project.write("001_first.py", """
                import psycopg2


                def apply(connection):
                    cursor = connection.cursor()
                    %s


                def rollback(connection):
                    connection.cursor().execute("DROP TABLE t")
                """.formatted(String.join("\n    ", apply)));
    }

    Plan plan(Direction direction) {
        return (Plan) target().plan(new PlanRequest(
                direction, new Selection.Everything(), Optional.empty(), PlanRequest.Options.DEFAULT));
    }

    RunOutcome run(Direction direction, Cancellation cancellation) {
        RunOptions yes = RunOptions.DEFAULT.with(Confirmation.YES);
        return target().run(plan(direction), yes, this::hear, cancellation);
    }

    RunOutcome apply() {
        return run(Direction.UP, new Cancellation());
    }

    DryRunReport dryRun() {
        return target().dryRun(plan(Direction.UP), RunOptions.DEFAULT, this::hear, new Cancellation());
    }

    void hear(RunEvent event) {
        if (event instanceof RunEvent.Notice notice) {
            heard.add(notice.message());
        }
    }

    RunFailure failure(RunOutcome outcome) {
        assertThat(outcome).isInstanceOf(RunOutcome.Stopped.class);
        return ((RunOutcome.Stopped) outcome).failure();
    }

    MigrationStatus status() {
        return target().status()
                .sets()
                .getFirst()
                .find(new MigrationId("001_first"))
                .orElseThrow();
    }

    boolean exists(String table) {
        return !database.query("SELECT 1 FROM information_schema.tables WHERE lower(table_name) = '" + table + "'")
                .isEmpty();
    }
}

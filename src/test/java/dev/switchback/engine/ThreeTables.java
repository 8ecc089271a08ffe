package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunEvent;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import dev.switchback.support.WatchedDataSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Three migrations on H2 that make a table each, runs of them, and what the ledger says. */
abstract class ThreeTables {

    static final RunOptions YES = RunOptions.DEFAULT.with(Confirmation.YES);
    static final String COMPLETED = "completed 1 false";
    static final String ANNOUNCED = "running 0 true";
    static final String NO_ROW = "";

    @TempDir
    Path folder;

    final TestDatabase database = TestDatabases.h2();
    final WatchedDataSource source = new WatchedDataSource(database);
    final Cancellation cancellation = new Cancellation();
    ProjectFolder project;

    @BeforeEach
    void writeThreeTables() {
        project = new ProjectFolder(folder)
                .migration("001_a", "CREATE TABLE a (id integer);", "DROP TABLE a;")
                .migration("002_b", "CREATE TABLE b (id integer);", "DROP TABLE b;")
                .migration("003_c", "CREATE TABLE c (id integer);", "DROP TABLE c;");
    }

    TargetDatabase open() {
        return Switchback.open(folder, Map.of()).on(source).target();
    }

    RunOutcome run(Direction direction, RunListener listener) {
        try (TargetDatabase target = open()) {
            Plan plan = (Plan) target.plan(new PlanRequest(
                    direction, new Selection.Everything(), Optional.empty(), PlanRequest.Options.DEFAULT));
            return target.run(plan, YES, listener, cancellation);
        }
    }

    RunOutcome apply() {
        return run(Direction.UP, RunListener.SILENT);
    }

    /** Something happens when a migration has ended, and the next one has not begun. */
    static RunListener behind(String id, Runnable between) {
        return event -> {
            if (event instanceof RunEvent.MigrationFinished finished
                    && finished.report().step().id().value().equals(id)) {
                between.run();
            }
        };
    }

    static RunListener atTheBeginningOf(String id, Runnable between) {
        return event -> {
            if (event instanceof RunEvent.MigrationStarted started
                    && started.step().id().value().equals(id)) {
                between.run();
            }
        };
    }

    /** State, statements done, and whether one is in doubt. */
    String row(String id) {
        return database.query("SELECT status || ' ' || statements_done || ' ' || lower(CAST(in_doubt AS varchar)) "
                + "FROM \"switchback\".schema_migrations WHERE id = '" + id + "'");
    }

    MigrationStatus status(String id) {
        try (TargetDatabase target = open()) {
            return target.status().sets().getFirst().find(new MigrationId(id)).orElseThrow();
        }
    }

    void assertPending(String id) {
        assertThat(row(id)).isEqualTo(NO_ROW);
        assertThat(status(id).state()).isEqualTo(MigrationState.PENDING);
        assertThat(status(id).findings()).isEmpty();
    }

    void assertAllIsAppliedInTheEnd() {
        assertThat(apply()).isInstanceOfAny(RunOutcome.Completed.class, RunOutcome.NothingToDo.class);
        for (String table : new String[] {"a", "b", "c"}) {
            assertThat(database.query("SELECT count(*) FROM " + table)).isEqualTo("0");
        }
        assertThat(
                        database.query(
                                "SELECT count(*) FROM \"switchback\".schema_migrations WHERE status <> 'completed' OR in_doubt"))
                .isEqualTo("0");
    }

    void resume(String id) {
        try (TargetDatabase target = open()) {
            ResumeRequest request = new ResumeRequest("main", new MigrationId(id), ResumeRequest.Decision.CONTINUE);
            assertThat(target.resume(request, YES, RunListener.SILENT, new Cancellation()))
                    .isInstanceOf(RunOutcome.Completed.class);
        }
    }
}

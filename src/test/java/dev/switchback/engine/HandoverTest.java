package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.FindingCode;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On H2 the commit that ends a migration announces the next one: what the ledger says in between, and afterwards. */
class HandoverTest {

    private static final RunOptions YES = RunOptions.DEFAULT.with(Confirmation.YES);
    private static final String COMPLETED = "completed 1 false";
    private static final String ANNOUNCED = "running 0 true";
    private static final String NO_ROW = "";

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabases.h2();
    private final WatchedDataSource source = new WatchedDataSource(database);
    private final Cancellation cancellation = new Cancellation();
    private ProjectFolder project;

    /** What happens between two migrations. */
    @FunctionalInterface
    private interface Between {
        void happen();
    }

    @BeforeEach
    void writeThreeTables() {
        project = new ProjectFolder(folder)
                .migration("001_a", "CREATE TABLE a (id integer);", "DROP TABLE a;")
                .migration("002_b", "CREATE TABLE b (id integer);", "DROP TABLE b;")
                .migration("003_c", "CREATE TABLE c (id integer);", "DROP TABLE c;");
    }

    private TargetDatabase open() {
        return Switchback.open(folder, Map.of()).on(source).target();
    }

    private RunOutcome run(Direction direction, RunListener listener) {
        try (TargetDatabase target = open()) {
            Plan plan = (Plan) target.plan(new PlanRequest(
                    direction, new Selection.Everything(), Optional.empty(), PlanRequest.Options.DEFAULT));
            return target.run(plan, YES, listener, cancellation);
        }
    }

    private RunOutcome apply() {
        return run(Direction.UP, RunListener.SILENT);
    }

    /** Something happens when a migration has ended, and the next one has not begun. */
    private static RunListener behind(String id, Between between) {
        return event -> {
            if (event instanceof RunEvent.MigrationFinished finished
                    && finished.report().step().id().value().equals(id)) {
                between.happen();
            }
        };
    }

    private static RunListener atTheBeginningOf(String id, Between between) {
        return event -> {
            if (event instanceof RunEvent.MigrationStarted started
                    && started.step().id().value().equals(id)) {
                between.happen();
            }
        };
    }

    /** State, statements done, and whether one is in doubt. */
    private String row(String id) {
        return database.query("SELECT status || ' ' || statements_done || ' ' || lower(CAST(in_doubt AS varchar)) "
                + "FROM \"switchback\".schema_migrations WHERE id = '" + id + "'");
    }

    private MigrationStatus status(String id) {
        try (TargetDatabase target = open()) {
            return target.status().sets().getFirst().find(new MigrationId(id)).orElseThrow();
        }
    }

    private void assertPending(String id) {
        assertThat(row(id)).isEqualTo(NO_ROW);
        assertThat(status(id).state()).isEqualTo(MigrationState.PENDING);
        assertThat(status(id).findings()).isEmpty();
    }

    private void assertAllIsAppliedInTheEnd() {
        assertThat(apply()).isInstanceOfAny(RunOutcome.Completed.class, RunOutcome.NothingToDo.class);
        for (String table : new String[] {"a", "b", "c"}) {
            assertThat(database.query("SELECT count(*) FROM " + table)).isEqualTo("0");
        }
        assertThat(
                        database.query(
                                "SELECT count(*) FROM \"switchback\".schema_migrations WHERE status <> 'completed' OR in_doubt"))
                .isEqualTo("0");
    }

    @Test
    void oneCommitEndsAMigrationAndAnnouncesTheNext() {
        assertThat(run(Direction.UP, behind("001_a", () -> {
                    assertThat(row("001_a")).isEqualTo(COMPLETED);
                    assertThat(row("002_b")).isEqualTo(ANNOUNCED);
                    assertThat(row("003_c")).isEqualTo(NO_ROW);
                    source.breakAt(Integer.MAX_VALUE);
                })))
                .isInstanceOf(RunOutcome.Completed.class);

        assertThat(source.sent().stream().filter("commit"::equals))
                .as("commits of the two behind")
                .hasSize(2);
        assertAllIsAppliedInTheEnd();
    }

    @Test
    void cancelledInBetweenLeavesTheNextAsItWas() {
        RunOutcome outcome = run(Direction.UP, behind("001_a", cancellation::request));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RunOutcome.Cancelled.class,
                        cancelled -> assertThat(cancelled.advice()).contains("Stopped between two migrations"));
        assertThat(row("001_a")).isEqualTo(COMPLETED);
        assertPending("002_b");
    }

    @Test
    void killedInBetweenLeavesTheNextInDoubtAndItIsResumed() {
        assertThatThrownBy(() -> run(Direction.UP, behind("001_a", () -> source.breakAt(1))))
                .isInstanceOf(SwitchbackException.class);
        source.breakAt(Integer.MAX_VALUE);

        assertThat(row("001_a")).isEqualTo(COMPLETED);
        assertThat(row("002_b")).isEqualTo(ANNOUNCED);
        assertThat(status("002_b").has(FindingCode.INTERRUPTED)).isTrue();
        resume("002_b");
        assertAllIsAppliedInTheEnd();
    }

    private void resume(String id) {
        try (TargetDatabase target = open()) {
            ResumeRequest request = new ResumeRequest("main", new MigrationId(id), ResumeRequest.Decision.CONTINUE);
            assertThat(target.resume(request, YES, RunListener.SILENT, new Cancellation()))
                    .isInstanceOf(RunOutcome.Completed.class);
        }
    }

    @Test
    void whoWatchesMayFailInBetweenAndTheNextIsAsItWas() {
        assertThatThrownBy(() -> run(Direction.UP, behind("001_a", () -> {
                    throw new IllegalStateException("the watcher fails");
                })))
                .hasMessageContaining("the watcher fails");

        assertThat(row("001_a")).isEqualTo(COMPLETED);
        assertPending("002_b");
        assertAllIsAppliedInTheEnd();
    }

    @Test
    void lockLostInAMigrationEndsTheRunBehindItAndAnnouncesNothing() {
        assertThatThrownBy(() -> run(Direction.UP, atTheBeginningOf("001_a", source::loseLock)))
                .isInstanceOf(SwitchbackException.class);

        assertThat(row("001_a")).isEqualTo(COMPLETED);
        assertPending("002_b");
        assertAllIsAppliedInTheEnd();
    }

    @Test
    void lockLostInBetweenIsNoticedBehindWhatWasAnnounced() {
        assertThatThrownBy(() -> run(Direction.UP, behind("001_a", source::loseLock)))
                .isInstanceOf(SwitchbackException.class);

        assertThat(row("002_b")).isEqualTo(COMPLETED);
        assertPending("003_c");
        assertAllIsAppliedInTheEnd();
    }

    /** Whoever got the lock meanwhile may have begun the very same migration: its row is not ours to take away. */
    @Test
    void withoutTheLockAnAnnouncementIsNotTakenBack() {
        RunOutcome outcome = run(Direction.UP, behind("001_a", () -> {
            source.loseLock();
            cancellation.request();
        }));

        assertThat(outcome).isInstanceOf(RunOutcome.Cancelled.class);
        assertThat(row("002_b")).isEqualTo(ANNOUNCED);
        resume("002_b");
    }

    @Test
    void nextThatFailsItsCheckIsFailedAndTriedAgain() {
        project.write(
                "002_b.sql",
                "-- @check before\nSELECT false;\n-- @up\nCREATE TABLE b (id integer);\n-- @down\nDROP TABLE b;");

        RunOutcome outcome =
                run(Direction.UP, behind("001_a", () -> assertThat(row("002_b")).isEqualTo("running 0 false")));

        assertThat(outcome).isInstanceOf(RunOutcome.Stopped.class);
        assertThat(row("001_a")).isEqualTo(COMPLETED);
        assertThat(row("002_b")).isEqualTo("failed 0 false");
        assertThat(status("002_b").has(FindingCode.INTERRUPTED)).isFalse();
        project.migration("002_b", "CREATE TABLE b (id integer);", "DROP TABLE b;");
        assertAllIsAppliedInTheEnd();
    }

    @Test
    void nextThatIsOneTransactionIsNotAnnouncedButAnnouncesWhatFollows() {
        project.migration("002_b", "INSERT INTO a VALUES (1);", "DELETE FROM a;");

        RunOutcome outcome = run(Direction.UP, event -> {
            behind("001_a", () -> assertThat(row("002_b")).isEqualTo(NO_ROW)).on(event);
            behind("002_b", () -> {
                        assertThat(row("002_b")).isEqualTo(COMPLETED);
                        assertThat(row("003_c")).isEqualTo(ANNOUNCED);
                    })
                    .on(event);
        });

        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        assertThat(row("003_c")).isEqualTo(COMPLETED);
    }

    @Test
    void failedTransactionTakesTheAnnouncementAlong() {
        project.migration("002_b", "INSERT INTO a VALUES (1);\nINSERT INTO missing VALUES (1);", "DELETE FROM a;");

        assertThat(apply()).isInstanceOf(RunOutcome.Stopped.class);

        assertPending("003_c");
    }

    @Test
    void hooksRunBetweenTheAnnouncementAndTheFirstStatement() {
        project.write("switchback.toml", """
                layout = "annotated"
                [hooks]
                before_all = "CREATE TABLE IF NOT EXISTS seen (what varchar(40))"
                before_each = "INSERT INTO seen VALUES ('before')"
                after_each = "INSERT INTO seen VALUES ('after')"
                """);

        RunOutcome outcome =
                run(Direction.UP, behind("001_a", () -> assertThat(row("002_b")).isEqualTo("running 0 false")));

        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        assertThat(database.query("SELECT count(*) FROM seen")).isEqualTo("6");
        assertAllIsAppliedInTheEnd();
    }

    @Test
    void migrationThatHasARowAlreadyAnnouncesItself() {
        apply();
        run(Direction.DOWN, RunListener.SILENT);

        RunOutcome outcome = run(Direction.UP, behind("001_a", () -> {
            assertThat(row("002_b")).startsWith("rolled_back");
            cancellation.request();
        }));

        assertThat(outcome).isInstanceOf(RunOutcome.Cancelled.class);
        assertThat(row("002_b")).startsWith("rolled_back");
    }

    @Test
    void wayBackAnnouncesEachStepByItself() {
        apply();

        RunOutcome outcome = run(
                Direction.DOWN, behind("003_c", () -> assertThat(row("002_b")).isEqualTo(COMPLETED)));

        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        assertThat(row("001_a")).startsWith("rolled_back");
    }

    @Test
    void resumedMigrationAnnouncesNothing() {
        project.migration("001_a", "CREATE TABLE a (id integer);\nINSERT INTO later VALUES (1);", "DROP TABLE a;");
        assertThat(apply()).isInstanceOf(RunOutcome.Stopped.class);
        database.execute("CREATE TABLE later (id integer)");

        resume("001_a");

        assertPending("002_b");
        assertAllIsAppliedInTheEnd();
    }
}

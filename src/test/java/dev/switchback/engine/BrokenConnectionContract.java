package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.WatchedDataSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the ledger says is what the database has, wherever the connection breaks. */
abstract class BrokenConnectionContract {

    private static final RunOptions YES = RunOptions.DEFAULT.with(Confirmation.YES);

    @TempDir
    Path folder;

    abstract TestDatabase newDatabase();

    /** The second migration, in the way of this database, with the table {@code b} and one row in it at its end. */
    abstract String second();

    @Test
    void everyPointAtWhichApplyingCanBreakIsToldAsItIs() {
        writeProject();
        int point = 1;
        while (breaks(Direction.UP, point)) {
            point++;
        }
        assertThat(point).as("messages of the whole run").isGreaterThan(10);
    }

    @Test
    void everyPointAtWhichRollingBackCanBreakIsToldAsItIs() {
        writeProject();
        int point = 1;
        while (breaks(Direction.DOWN, point)) {
            point++;
        }
        assertThat(point).as("messages of the whole run").isGreaterThan(10);
    }

    @Test
    void statusAsksAtMostTwice() {
        writeProject();
        TestDatabase database = newDatabase();
        finish(database, Direction.UP);
        WatchedDataSource source = new WatchedDataSource(database);
        try (TargetDatabase target = open(source)) {
            source.breakAt(Integer.MAX_VALUE);
            target.status();
            assertThat(source.sent()).hasSizeLessThanOrEqualTo(2);
        }
    }

    private void writeProject() {
        new ProjectFolder(folder)
                .migration("001_a", "CREATE TABLE a (id integer);\nINSERT INTO a VALUES (1);", "DROP TABLE a;")
                .migration("002_b", second(), "DELETE FROM b;\nDROP TABLE b;");
    }

    private TargetDatabase open(WatchedDataSource source) {
        return Switchback.open(folder, Map.of()).on(source).target();
    }

    private static Plan plan(TargetDatabase target, Direction direction) {
        return (Plan) target.plan(
                new PlanRequest(direction, new Selection.Everything(), Optional.empty(), PlanRequest.Options.DEFAULT));
    }

    /** Whether the run was broken off at this point; afterwards everything is brought to its end. */
    private boolean breaks(Direction direction, int point) {
        TestDatabase database = newDatabase();
        if (direction == Direction.DOWN) {
            finish(database, Direction.UP);
        }
        boolean completed = false;
        WatchedDataSource source = new WatchedDataSource(database);
        try (TargetDatabase target = open(source)) {
            Plan plan = plan(target, direction);
            source.breakAt(point);
            completed = target.run(plan, YES, RunListener.SILENT, new Cancellation()) instanceof RunOutcome.Completed;
        } catch (SwitchbackException cut) {
            assertThat(cut.code()).as("point %d: %s", point, cut.getMessage()).isEqualTo("connection_lost");
        }
        assertTold(database, direction, "broken at " + point + " after " + source.sent());
        finish(database, direction);
        return !completed || source.sent().size() >= point;
    }

    private void assertTold(TestDatabase database, Direction direction, String where) {
        try (TargetDatabase target = open(new WatchedDataSource(database))) {
            for (MigrationStatus status : onceTheServerNoticed(target)) {
                String table = status.id().value().substring(4);
                boolean there = !database.query(
                                "SELECT 1 FROM information_schema.tables WHERE lower(table_name) = '" + table + "'")
                        .isEmpty();
                if (status.has(FindingCode.INTERRUPTED)) {
                    continue;
                }
                assertThat(status.state() == MigrationState.COMPLETED)
                        .as("%s %s, %s", direction, status.id(), where)
                        .isEqualTo(there);
            }
        }
    }

    /** Until the server has seen that a client is gone, its run counts as being at work. */
    private static List<MigrationStatus> onceTheServerNoticed(TargetDatabase target) {
        List<MigrationStatus> statuses;
        do {
            statuses = target.status().sets().getFirst().migrations();
        } while (statuses.stream().anyMatch(status -> status.has(FindingCode.AT_WORK)));
        return statuses;
    }

    private void finish(TestDatabase database, Direction direction) {
        try (TargetDatabase target = open(new WatchedDataSource(database))) {
            for (MigrationStatus status : onceTheServerNoticed(target)) {
                if (status.has(FindingCode.INTERRUPTED)) {
                    ResumeRequest request = new ResumeRequest("main", status.id(), ResumeRequest.Decision.CONTINUE);
                    assertThat(target.resume(request, YES, RunListener.SILENT, new Cancellation()))
                            .isInstanceOf(RunOutcome.Completed.class);
                }
            }
            RunOutcome rest = target.run(plan(target, direction), YES, RunListener.SILENT, new Cancellation());
            assertThat(rest).isInstanceOfAny(RunOutcome.Completed.class, RunOutcome.NothingToDo.class);
        }
        if (direction == Direction.UP) {
            assertThat(database.query("SELECT count(*) FROM a") + database.query("SELECT count(*) FROM b"))
                    .isEqualTo("11");
        }
    }
}

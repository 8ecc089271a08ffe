package dev.switchback.faults;

import static dev.switchback.faults.OnlineRevision.sends;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.ledger.HistoryAction;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunEvent;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.AlembicTarget;
import dev.switchback.support.SwitchbackProcess;
import dev.switchback.support.Terminal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A revision that only Alembic can run, cut off in the middle: nothing of it is left, and it is simply tried again. */
class InterruptedRevisionTest {

    private static final String AT_WORK = "sent: SELECT pg_sleep";
    private static final String TAKES_ITS_TIME = sends("SELECT pg_sleep(seconds) FROM holds");

    @TempDir
    Path folder;

    private OnlineRevision one;
    private AlembicTarget target;

    @BeforeEach
    void revisionThatTakesAsLongAsTheTableSays() {
        one = new OnlineRevision(
                folder,
                List.of(sends("CREATE TABLE piers (id integer)"), TAKES_ITS_TIME),
                List.of(sends("DROP TABLE piers"), TAKES_ITS_TIME));
        target = one.target();
        target.database().execute("CREATE TABLE holds (seconds integer)", "INSERT INTO holds VALUES (3)");
    }

    private MigrationStatus revision() {
        return target.status().find(new MigrationId("one")).orElseThrow();
    }

    private void nothingIsLeftAndItCanBeTriedAgain() {
        assertThat(target.database().query("SELECT to_regclass('piers') IS NULL"))
                .isEqualTo("t");
        assertThat(revision().state()).isEqualTo(MigrationState.FAILED);
        assertThat(target.status().blocking()).isEmpty();

        target.database().execute("DELETE FROM holds");
        assertThat(target.run(Direction.UP, new Selection.Everything())).isInstanceOf(RunOutcome.Completed.class);
        assertThat(revision().state()).isEqualTo(MigrationState.COMPLETED);
        assertThat(target.alembic().run("current")).contains("one (head)");
        assertThat(target.database().query("SELECT status FROM switchback.schema_migrations WHERE id = 'one'"))
                .isEqualTo("completed");
    }

    @Test
    void killedProcessTakesAlembicWithItAndLeavesNothing() throws Exception {
        Process apply = new SwitchbackProcess(folder, target.database()).startedUntil(AT_WORK, "apply", "--yes");
        assertThat(apply.isAlive()).isTrue();

        apply.destroyForcibly().waitFor();

        one.awaitTheEndOfItsSession();
        assertThat(revision().findings())
                .extracting(Finding::message)
                .contains(
                        "the last attempt failed: its connection or its process ended before it could be recorded why");
        nothingIsLeftAndItCanBeTriedAgain();
        assertThat(target.history())
                .as("what the ledger learned from Alembic's table is noted once")
                .filteredOn(entry -> entry.action() == HistoryAction.ADOPT)
                .hasSize(1);
    }

    @Test
    void cancelledRevisionIsEndedOnTheServerAndLeavesNothing() {
        target.database().execute("UPDATE holds SET seconds = 600");

        assertThat(cancelledAtWork(Direction.UP)).isInstanceOf(RunOutcome.Cancelled.class);

        one.awaitTheEndOfItsSession();
        nothingIsLeftAndItCanBeTriedAgain();
    }

    /** The terminal tells Ctrl+C to Alembic's Python, too. */
    @Test
    void ctrlCIsACancellationAlsoForAlembic() throws Exception {
        target.database().execute("UPDATE holds SET seconds = 600");
        try (Terminal terminal = new Terminal(folder, target.database())) {
            assertThat(terminal.interrupt(() -> terminal.messages().contains(AT_WORK), "apply", "--yes"))
                    .isEqualTo(130);

            assertThat(terminal.output()).contains("Cancelled.");
        }

        one.awaitTheEndOfItsSession();
        nothingIsLeftAndItCanBeTriedAgain();
    }

    @Test
    void revisionThatIsNeverSilentIsCancelledToo() {
        new OnlineRevision(
                folder,
                target,
                List.of(sends("CREATE TABLE piers (id integer)"), "while True:", "    " + sends("SELECT 1")),
                List.of(sends("DROP TABLE piers")));
        Cancellation cancellation = new Cancellation();

        RunOutcome outcome = target.run(
                Direction.UP,
                new Selection.Everything(),
                event -> {
                    if (event instanceof RunEvent.Notice notice
                            && notice.message().equals("sent: SELECT 1")) {
                        cancellation.request();
                    }
                },
                cancellation);

        assertThat(outcome).isInstanceOf(RunOutcome.Cancelled.class);
        one.awaitTheEndOfItsSession();
        assertThat(target.database().query("SELECT to_regclass('piers') IS NULL"))
                .isEqualTo("t");
    }

    private RunOutcome cancelledAtWork(Direction direction) {
        Cancellation cancellation = new Cancellation();
        return target.run(
                direction,
                new Selection.Everything(),
                event -> {
                    if (event instanceof RunEvent.Notice notice
                            && notice.message().startsWith(AT_WORK)) {
                        cancellation.request();
                    }
                },
                cancellation);
    }

    private void appliedWithoutDelay() {
        target.database().execute("UPDATE holds SET seconds = 0");
        assertThat(target.run(Direction.UP, new Selection.Everything())).isInstanceOf(RunOutcome.Completed.class);
    }

    private void allIsThereAndCanBeTakenBackAgain() {
        assertThat(target.database().query("SELECT to_regclass('piers') IS NULL"))
                .isEqualTo("f");
        assertThat(target.alembic().run("current")).contains("one (head)");
        assertThat(revision().state()).isEqualTo(MigrationState.COMPLETED);
        assertThat(target.status().blocking()).isEmpty();

        target.database().execute("UPDATE holds SET seconds = 0");
        assertThat(target.run(Direction.DOWN, new Selection.Everything())).isInstanceOf(RunOutcome.Completed.class);
        assertThat(revision().state()).isEqualTo(MigrationState.ROLLED_BACK);
        assertThat(target.heads()).isEmpty();
        assertThat(target.database().query("SELECT to_regclass('piers') IS NULL"))
                .isEqualTo("t");
        assertThat(target.run(Direction.UP, new Selection.Everything())).isInstanceOf(RunOutcome.Completed.class);
    }

    @Test
    void wayBackThatWasKilledIsNotTaken() throws Exception {
        appliedWithoutDelay();
        target.database().execute("UPDATE holds SET seconds = 3");
        Process rollback =
                new SwitchbackProcess(folder, target.database()).startedUntil(AT_WORK, "rollback", "--all", "--yes");
        assertThat(rollback.isAlive()).isTrue();

        rollback.destroyForcibly().waitFor();

        one.awaitTheEndOfItsSession();
        allIsThereAndCanBeTakenBackAgain();
    }

    @Test
    void wayBackThatWasCancelledIsNotTaken() {
        appliedWithoutDelay();
        target.database().execute("UPDATE holds SET seconds = 600");

        assertThat(cancelledAtWork(Direction.DOWN)).isInstanceOf(RunOutcome.Cancelled.class);

        one.awaitTheEndOfItsSession();
        allIsThereAndCanBeTakenBackAgain();
    }
}

package dev.switchback.faults;

import static dev.switchback.faults.OnlineRevision.sends;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.RunEvent;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.AlembicTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A revision that only Alembic can run may take long over a statement, and not over nothing. */
class SilentRevisionTest {

    private static final String CREATES = sends("CREATE TABLE piers (id integer)");
    private static final String DROPS = sends("DROP TABLE piers");
    private static final List<String> LOOPS = List.of("while True:", "    pass");

    @TempDir
    Path folder;

    private final List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());

    private OnlineRevision project(List<String> upgrade, List<String> downgrade) {
        OnlineRevision one = new OnlineRevision(folder, upgrade, downgrade);
        one.project().write("switchback.toml", "[timeouts]\nprogram = \"2s\"\n");
        return one;
    }

    private static MigrationState state(AlembicTarget target) {
        return target.status().find(new MigrationId("one")).orElseThrow().state();
    }

    private static String piersAreThere(AlembicTarget target) {
        return target.database().query("SELECT to_regclass('piers') IS NOT NULL");
    }

    @Test
    void loopBetweenStatementsIsEndedWithItsLine() {
        OnlineRevision one = project(List.of(CREATES, LOOPS.getFirst(), LOOPS.getLast()), List.of(DROPS));

        RunOutcome outcome = one.target().run(Direction.UP, new Selection.Everything());

        assertThat(outcome).isInstanceOfSatisfying(RunOutcome.Stopped.class, stopped -> {
            assertThat(stopped.failure().code()).isEqualTo("program_timeout");
            assertThat(stopped.failure().message()).contains("neither ended nor sent a statement for 2 seconds");
            assertThat(stopped.failure().place()).hasValueSatisfying(place -> {
                assertThat(place.file()).hasFileName("one.py");
                assertThat(place.line()).isBetween(11, 12);
            });
            assertThat(stopped.failure().advice()).contains("[timeouts] program");
        });
        one.awaitTheEndOfItsSession();
        assertThat(piersAreThere(one.target())).isEqualTo("f");
        assertThat(one.target().alembic().run("current")).doesNotContain("one");
        assertThat(state(one.target())).isEqualTo(MigrationState.FAILED);
        assertThat(one.target().status().blocking()).isEmpty();
    }

    @Test
    void loopOnTheWayBackLeavesWhatIsApplied() {
        OnlineRevision one = project(List.of(CREATES), List.of(DROPS, LOOPS.getFirst(), LOOPS.getLast()));
        assertThat(one.target().run(Direction.UP, new Selection.Everything())).isInstanceOf(RunOutcome.Completed.class);

        RunOutcome outcome = one.target().run(Direction.DOWN, new Selection.Everything());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RunOutcome.Stopped.class,
                        stopped -> assertThat(stopped.failure().code()).isEqualTo("program_timeout"));
        one.awaitTheEndOfItsSession();
        assertThat(piersAreThere(one.target())).isEqualTo("t");
        assertThat(one.target().heads()).containsExactly("one");
        assertThat(state(one.target())).isEqualTo(MigrationState.COMPLETED);
    }

    @Test
    void statementsThatTakeLongerAreNotEndedAndTheirEndIsTold() {
        OnlineRevision one = project(
                List.of(
                        CREATES,
                        sends("SELECT pg_sleep(4)"),
                        "bind.connection.cursor().execute('SELECT pg_sleep(4.5)')"),
                List.of(DROPS));

        RunOutcome outcome = one.target().run(Direction.UP, new Selection.Everything(), events::add);

        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        assertThat(state(one.target())).isEqualTo(MigrationState.COMPLETED);
        assertThat(one.target().heads()).containsExactly("one");
        assertThat(events)
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                RunEvent.Notice.class,
                                notice -> assertThat(notice.message()).matches("ended after [45]\\.\\d s")));
        assertThat(events)
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(RunEvent.StatementFinished.class, finished -> {
                            assertThat(finished.report().statement().text()).isEqualTo("SELECT pg_sleep(4)");
                            assertThat(finished.report().statement().line()).isEqualTo(11);
                        }));
    }

    @Test
    void printingWithoutEndIsShownInItsBeginning() {
        OnlineRevision one = project(List.of(CREATES, "for each in range(100_000): print(each)"), List.of(DROPS));

        assertThat(one.target().run(Direction.UP, new Selection.Everything(), events::add))
                .isInstanceOf(RunOutcome.Completed.class);

        List<String> notices = events.stream()
                .filter(RunEvent.Notice.class::isInstance)
                .map(event -> ((RunEvent.Notice) event).message())
                .toList();
        assertThat(notices)
                .contains("0", "… and more is printed, which is not shown")
                .hasSizeBetween(2_000, 2_100);
    }

    @Test
    void withoutALimitNothingIsEnded() {
        OnlineRevision one = project(List.of(CREATES, "import time", "time.sleep(4)"), List.of(DROPS));
        one.project().write("switchback.toml", "[timeouts]\nprogram = \"0s\"\n");

        assertThat(one.target().run(Direction.UP, new Selection.Everything())).isInstanceOf(RunOutcome.Completed.class);
    }
}

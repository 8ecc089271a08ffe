package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.run.RunOutcome;
import org.junit.jupiter.api.Test;

/** A run ends between two migrations of which the second has been announced, whoever ended it. */
class InterruptedHandoverTest extends ThreeTables {

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
}

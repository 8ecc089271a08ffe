package dev.switchback.engine.run;

import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.DownChoice;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How to run a plan.
 *
 * @param downChoices which down script runs, per migration; recorded where nothing is said
 * @param reason typed by the user, kept in the history
 * @param confirmation what the user confirmed
 * @param lockWait how long to wait for another manager
 */
public record RunOptions(
        Atomicity atomicity,
        Map<MigrationId, DownChoice> downChoices,
        Optional<String> reason,
        Confirmation confirmation,
        Duration lockWait) {

    /** What one transaction holds. */
    public enum Atomicity {
        PER_MIGRATION,
        ALL_OR_NOTHING
    }

    /**
     * What stands between a request and the database: the gate is the same in window, command line and Java API.
     *
     * @param agreed the user said yes to what was shown
     * @param typedName the database's name as typed by the user, for guarded databases
     */
    public record Confirmation(Answer agreed, Optional<String> typedName) {

        public static final Confirmation NONE = new Confirmation(Answer.NOT_ASKED, Optional.empty());
        public static final Confirmation YES = new Confirmation(Answer.YES, Optional.empty());

        /** A yes with the database's name typed. */
        public static Confirmation typed(String name) {
            return new Confirmation(Answer.YES, Optional.of(name));
        }
    }

    /** Whether the user agreed. */
    public enum Answer {
        NOT_ASKED,
        YES
    }

    public static final Duration DEFAULT_LOCK_WAIT = Duration.ofMinutes(1);

    public static final RunOptions DEFAULT =
            new RunOptions(Atomicity.PER_MIGRATION, Map.of(), Optional.empty(), Confirmation.NONE, DEFAULT_LOCK_WAIT);

    public RunOptions {
        downChoices = Map.copyOf(downChoices);
    }

    public RunOptions with(Confirmation newConfirmation) {
        return new RunOptions(atomicity, downChoices, reason, newConfirmation, lockWait);
    }

    public RunOptions with(Duration newLockWait) {
        return new RunOptions(atomicity, downChoices, reason, confirmation, newLockWait);
    }

    public RunOptions with(Atomicity newAtomicity) {
        return new RunOptions(newAtomicity, downChoices, reason, confirmation, lockWait);
    }

    public DownChoice choiceFor(MigrationId id) {
        return downChoices.getOrDefault(id, DownChoice.RECORDED);
    }
}

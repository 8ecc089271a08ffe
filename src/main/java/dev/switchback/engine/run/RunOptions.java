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
 * @param retries what to do when a table is in use
 */
public record RunOptions(
        Atomicity atomicity,
        Map<MigrationId, DownChoice> downChoices,
        Optional<String> reason,
        Confirmation confirmation,
        Duration lockWait,
        Retries retries) {

    /**
     * How often a transactional migration is begun again when a lock was not to be had in time, or the server took it
     * back because others were at work.
     *
     * @param attempts the first one included
     * @param firstPause doubled, and varied by chance, for each further one
     */
    public record Retries(int attempts, Duration firstPause) {

        public static final Retries DEFAULT = new Retries(3, Duration.ofMillis(300));

        public Retries {
            if (attempts < 1) {
                throw new IllegalArgumentException("at least one attempt");
            }
        }

        /** The usual pauses with another number of attempts. */
        public static Retries further(int retries) {
            return new Retries(1 + Math.max(0, retries), DEFAULT.firstPause());
        }
    }

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

    /** With the usual retries. */
    public RunOptions(
            Atomicity atomicity,
            Map<MigrationId, DownChoice> downChoices,
            Optional<String> reason,
            Confirmation confirmation,
            Duration lockWait) {
        this(atomicity, downChoices, reason, confirmation, lockWait, Retries.DEFAULT);
    }

    public RunOptions {
        downChoices = Map.copyOf(downChoices);
    }

    public RunOptions with(Confirmation newConfirmation) {
        return new RunOptions(atomicity, downChoices, reason, newConfirmation, lockWait, retries);
    }

    public RunOptions with(Duration newLockWait) {
        return new RunOptions(atomicity, downChoices, reason, confirmation, newLockWait, retries);
    }

    public RunOptions with(Atomicity newAtomicity) {
        return new RunOptions(newAtomicity, downChoices, reason, confirmation, lockWait, retries);
    }

    public RunOptions with(Retries newRetries) {
        return new RunOptions(atomicity, downChoices, reason, confirmation, lockWait, newRetries);
    }

    public DownChoice choiceFor(MigrationId id) {
        return downChoices.getOrDefault(id, DownChoice.RECORDED);
    }
}

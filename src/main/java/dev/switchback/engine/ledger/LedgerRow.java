package dev.switchback.engine.ledger;

import dev.switchback.engine.migration.Digests;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One row of {@code schema_migrations}, without the SQL texts.
 *
 * @param set the set's key
 * @param dependencies what the migration needed when it was applied
 */
public record LedgerRow(
        String set,
        MigrationId id,
        MigrationState state,
        List<MigrationId> dependencies,
        Digests digests,
        Execution execution) {

    /**
     * How and when it ran.
     *
     * @param order position in the order of application; rolling back goes the other way
     * @param appliedAt when its last run ended well; empty when it never did
     * @param statementsDone statements known to have finished
     * @param statementsTotal statements of the script that ran
     * @param doubt whether the statement after the finished ones may have taken effect
     * @param error the server's message of the last failure
     * @param direction which way the run went that the statements are counted of; a row that is running or failed on the
     *     way down was applied before, wholly when it says when
     */
    public record Execution(
            long order,
            Optional<Instant> appliedAt,
            Duration time,
            int statementsDone,
            int statementsTotal,
            Doubt doubt,
            Optional<String> error,
            Direction direction) {

        /** A run on the way up. */
        public Execution(
                long order,
                Optional<Instant> appliedAt,
                Duration time,
                int statementsDone,
                int statementsTotal,
                Doubt doubt,
                Optional<String> error) {
            this(order, appliedAt, time, statementsDone, statementsTotal, doubt, error, Direction.UP);
        }

        /**
         * Whether something of the run may have stayed: a finished statement, or one whose end is not known. A way down
         * that began on a half applied migration found something there, even when it did nothing itself.
         */
        public boolean leftTraces() {
            boolean halfAppliedBefore = direction == Direction.DOWN && appliedAt.isEmpty();
            return statementsDone > 0 || doubt == Doubt.IN_DOUBT || halfAppliedBefore;
        }
    }

    /** What is known of the statement that was under way when a run ended. */
    public enum Doubt {
        NONE,
        /** It was begun outside of a transaction, and its end was not recorded. */
        IN_DOUBT
    }

    public LedgerRow {
        dependencies = List.copyOf(dependencies);
    }
}

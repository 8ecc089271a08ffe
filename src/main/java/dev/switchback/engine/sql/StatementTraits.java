package dev.switchback.engine.sql;

import java.util.Optional;

/**
 * What is known of a statement from its words alone.
 *
 * @param transaction whether it may, must or must not run inside a transaction
 * @param effect what it does to structure and data
 * @param reach how far beyond the database it acts
 * @param reason why it refuses a transaction, for people; empty when it does not
 */
public record StatementTraits(Transaction transaction, Effect effect, Reach reach, Optional<String> reason) {

    /** The rule of a statement about transactions. */
    public enum Transaction {
        EITHER,
        /** {@code LOCK TABLE}, {@code SAVEPOINT}: an error or useless outside of one. */
        REQUIRED,
        /** {@code VACUUM}, {@code CREATE INDEX CONCURRENTLY}: an error inside of one. */
        FORBIDDEN,
        /** Changes of the structure where they are no part of a transaction: commit what is open, and themselves. */
        COMMITS,
        /** {@code BEGIN}, {@code COMMIT}, {@code ROLLBACK}: moves the border itself. */
        CONTROL
    }

    /** What a statement does to structure and data. */
    public enum Effect {
        READS,
        WRITES,
        DEFINES,
        /** {@code DROP}, {@code TRUNCATE}, {@code DELETE}, {@code ALTER TABLE … DROP COLUMN}. */
        DESTROYS,
        SETS_SESSION
    }

    /** How far a statement acts. */
    public enum Reach {
        DATABASE,
        /** Roles, tablespaces, databases, system settings: shared by all databases of the server. */
        CLUSTER
    }
}

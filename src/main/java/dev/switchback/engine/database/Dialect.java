package dev.switchback.engine.database;

import dev.switchback.engine.sql.SqlSyntax;
import java.time.Duration;
import java.util.List;

/** What differs between databases: SQL text and capabilities. */
public interface Dialect {

    String product();

    SqlSyntax syntax();

    int majorVersion();

    SchemaChanges schemaChanges();

    LockKind lockKind();

    /** Whether what a session is told outlives a transaction. */
    default Sessions sessions() {
        return Sessions.OWN;
    }

    /** The same database behind a proxy that lends sessions for one transaction at a time. */
    default Dialect sharingSessions() {
        return this;
    }

    /** Whether statements may travel together. */
    default Sending sending() {
        return Sending.ONE_BY_ONE;
    }

    /** Whether the server can say who blocks whom, and how far it is. */
    default boolean isObservable() {
        return false;
    }

    /** What is said first in the transaction of each migration. */
    default List<String> beginTransaction() {
        return List.of();
    }

    /** What makes a session ours again until its transaction ends, whatever role a script has taken. */
    default List<String> becomeOurselves() {
        return List.of();
    }

    /** How a row of the ledger is held; {@code schema} is quoted already. */
    RowLock rowLock(String schema);

    /** The statements that give a session back what it started with. */
    List<String> resetSession();

    /** SQL that limits how long a statement waits for a lock; zero means without limit. */
    String limitLockWait(Duration limit);

    /** SQL that limits how long a statement runs; zero means without limit. */
    String limitStatement(Duration limit);

    /** The statements that create the ledger where it is missing; {@code schema} is quoted already. */
    List<String> createLedger(String schema);

    /** The version of the ledger's tables that {@link #createLedger} makes. */
    default int ledgerVersion() {
        return LedgerSchema.VERSION;
    }

    /** How statements travel. */
    enum Sending {
        /** Several in one go. */
        TOGETHER,
        ONE_BY_ONE
    }

    /**
     * The SQL of a lock that is a row, held by an open transaction.
     *
     * @param prepare said first in that transaction
     * @param take returns the row, or fails at once when somebody else has it
     * @param confirm fails when the row is no longer ours
     * @param holder what is known of somebody else who has it
     */
    record RowLock(String prepare, String take, String confirm, String holder) {}

    /** How managers keep out of each other's way. */
    enum LockKind {
        /** A session advisory lock. */
        ADVISORY,
        /** A row that is locked for update on a connection of its own. */
        ROW
    }

    /** Quotes an identifier. */
    default String quote(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }
}

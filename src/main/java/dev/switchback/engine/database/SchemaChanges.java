package dev.switchback.engine.database;

/** What a database does with changes of the structure. */
public enum SchemaChanges {
    /** They are part of the transaction. */
    TRANSACTIONAL,
    /** They commit what is open. */
    COMMIT_BY_THEMSELVES,
    /** They may fail, or stay, whatever becomes of their transaction: each is sent outside of one. */
    ALONE
}

package dev.switchback.engine.sql;

import java.util.List;

/** Statements that commit together. */
public record ScriptUnit(List<SqlStatement> statements, Border border) {

    /** What stands around a unit. */
    public enum Border {
        /** A transaction. */
        TRANSACTION,
        /** Nothing: the statement refuses a transaction. */
        NONE
    }

    public ScriptUnit {
        statements = List.copyOf(statements);
    }
}

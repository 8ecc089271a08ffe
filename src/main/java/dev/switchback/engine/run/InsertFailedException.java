package dev.switchback.engine.run;

import dev.switchback.engine.sql.SqlStatement;
import java.sql.SQLException;

/** The error of a statement that was left on disk, with the statement. */
final class InsertFailedException extends SQLException {

    private static final long serialVersionUID = 1L;

    private final transient SqlStatement statement;
    private final SQLException original;

    InsertFailedException(SqlStatement statement, SQLException original) {
        super(original);
        this.statement = statement;
        this.original = original;
    }

    SqlStatement statement() {
        return statement;
    }

    SQLException original() {
        return original;
    }
}

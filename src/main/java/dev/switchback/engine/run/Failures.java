package dev.switchback.engine.run;

import dev.switchback.engine.database.DatabaseErrors;
import dev.switchback.engine.database.DatabaseErrors.ServerError;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.run.RunFailure.Place;
import dev.switchback.engine.run.RunFailure.Server;
import dev.switchback.engine.sql.LineCounter;
import dev.switchback.engine.sql.SqlStatement;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/** Says what went wrong in a statement, and where in the file. */
final class Failures {

    private static final int LONGEST_STATEMENT = 2_000;

    private Failures() {}

    static RunFailure of(SQLException failure, MigrationId id, Path file, SqlStatement statement) {
        ServerError error = DatabaseErrors.describe(failure);
        return new RunFailure(
                DatabaseErrors.isLockTimeout(failure) ? "lock_timeout" : "statement_failed",
                error.message(),
                Optional.of(id),
                Optional.of(place(file, statement, error.position())),
                new Server(
                        Optional.of(error.sqlState()).filter(state -> !state.isEmpty()), error.detail(), error.hint()),
                "");
    }

    /** The server counts characters of the statement; people count lines of the file. */
    private static Place place(Path file, SqlStatement statement, int position) {
        String text = statement.text();
        String shown = text.length() <= LONGEST_STATEMENT ? text : text.substring(0, LONGEST_STATEMENT) + "…";
        if (position < 1 || position > text.length()) {
            return new Place(file, statement.line(), statement.column(), shown);
        }
        int offset = text.offsetByCodePoints(0, position - 1);
        LineCounter lines = new LineCounter(text, statement.line());
        int line = lines.line(offset);
        int column = line == statement.line() ? statement.column() + offset : lines.column(offset);
        return new Place(file, line, column, shown);
    }

    /** Adds what the database is now and what the user can do. */
    static RunFailure advise(RunFailure failure, String advice) {
        return new RunFailure(
                failure.code(), failure.message(), failure.id(), failure.place(), failure.server(), advice);
    }
}

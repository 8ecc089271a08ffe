package dev.switchback.engine.run;

import dev.switchback.engine.database.DatabaseErrors;
import dev.switchback.engine.database.DatabaseErrors.ServerError;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.run.RunFailure.Place;
import dev.switchback.engine.run.RunFailure.Server;
import dev.switchback.engine.sql.LineCounter;
import dev.switchback.engine.sql.SqlStatement;
import java.sql.SQLException;
import java.util.Optional;

/** Says what went wrong in a statement, and where in the file. */
final class Failures {

    private static final int LONGEST_STATEMENT = 2_000;

    static final String LOCK_TIMEOUT = "lock_timeout";
    static final String SERIALIZATION_FAILURE = "serialization_failure";
    static final String CONNECTION_LOST = "connection_lost";
    static final String STATEMENT_TIMEOUT = "statement_timeout";
    /** A value of an enum, used before the transaction that added it has committed. */
    static final String UNCOMMITTED_VALUE = "uncommitted_value";

    private Failures() {}

    private static String code(SQLException failure) {
        if (DatabaseErrors.isLockTimeout(failure)) {
            return LOCK_TIMEOUT;
        }
        if (DatabaseErrors.wantsRepetition(failure)) {
            return SERIALIZATION_FAILURE;
        }
        if (DatabaseErrors.isConnectionLost(failure)) {
            return CONNECTION_LOST;
        }
        if (DatabaseErrors.isCancelled(failure)) {
            return STATEMENT_TIMEOUT;
        }
        return DatabaseErrors.isUncommittedValue(failure) ? UNCOMMITTED_VALUE : "statement_failed";
    }

    static RunFailure of(SQLException failure, MigrationId id, Script script, SqlStatement statement) {
        ServerError error = DatabaseErrors.describe(failure);
        return new RunFailure(
                code(failure),
                error.message(),
                Optional.of(id),
                Optional.of(place(script, statement, error.position())),
                new Server(
                        Optional.of(error.sqlState()).filter(state -> !state.isEmpty()),
                        error.detail(),
                        error.hint().or(() -> hint(failure))),
                "");
    }

    private static Optional<String> hint(SQLException failure) {
        return DatabaseErrors.refusesTransaction(failure)
                ? Optional.of("Give the migration a header with the line \"Transaction: off\".")
                : Optional.empty();
    }

    /** Where a statement begins. */
    static Place place(Script script, SqlStatement statement) {
        return place(script, statement, 0);
    }

    /** The server counts characters of the statement; people count lines of the file, also of one that is included. */
    private static Place place(Script script, SqlStatement statement, int position) {
        String text = statement.text();
        String shown = text.length() <= LONGEST_STATEMENT ? text : text.substring(0, LONGEST_STATEMENT) + "…";
        if (position < 1 || position > text.length()) {
            return place(script.placeOf(statement.line()), statement.column(), shown);
        }
        int offset = text.offsetByCodePoints(0, position - 1);
        LineCounter lines = new LineCounter(text, statement.line());
        int line = lines.line(offset);
        int column = line == statement.line() ? statement.column() + offset : lines.column(offset);
        return place(script.placeOf(line), column, shown);
    }

    private static Place place(Script.Place place, int column, String shown) {
        return new Place(place.file(), place.line(), column, shown);
    }

    /** Adds what the database is now and what the user can do. */
    static RunFailure advise(RunFailure failure, String advice) {
        return new RunFailure(
                failure.code(), failure.message(), failure.id(), failure.place(), failure.server(), advice);
    }
}

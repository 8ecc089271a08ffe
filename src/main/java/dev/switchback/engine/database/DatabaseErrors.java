package dev.switchback.engine.database;

import dev.switchback.engine.failure.SwitchbackException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns what drivers throw into sentences for people; the only place that reads an SQLSTATE. */
public final class DatabaseErrors {

    private DatabaseErrors() {}

    /**
     * What the server said.
     *
     * @param position of the error in the statement, in characters from 1; 0 where the server names none
     */
    public record ServerError(
            String message, String sqlState, Optional<String> detail, Optional<String> hint, int position) {}

    /** Takes an error apart. */
    public static ServerError describe(SQLException failure) {
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        if (failure instanceof PSQLException postgres && postgres.getServerErrorMessage() != null) {
            ServerErrorMessage server = postgres.getServerErrorMessage();
            return new ServerError(
                    Optional.ofNullable(server.getMessage()).orElse(text(failure)),
                    state,
                    Optional.ofNullable(server.getDetail()),
                    Optional.ofNullable(server.getHint()),
                    server.getPosition());
        }
        return new ServerError(firstLine(text(failure)), state, Optional.empty(), Optional.empty(), 0);
    }

    /** The names of what an error is about, by kind, such as table or constraint, as far as the server gives them. */
    public static Map<String, String> objects(SQLException failure) {
        Map<String, String> names = new TreeMap<>();
        if (failure instanceof PSQLException postgres && postgres.getServerErrorMessage() != null) {
            ServerErrorMessage server = postgres.getServerErrorMessage();
            put(names, "schema", server.getSchema());
            put(names, "table", server.getTable());
            put(names, "column", server.getColumn());
            put(names, "datatype", server.getDatatype());
            put(names, "constraint", server.getConstraint());
            put(names, "context", server.getWhere());
        }
        return names;
    }

    private static void put(Map<String, String> names, String kind, @Nullable String name) {
        if (name != null) {
            names.put(kind, name);
        }
    }

    public static boolean isLockTimeout(SQLException failure) {
        String state = describe(failure).sqlState();
        return state.equals("55P03") || state.equals("HYT00");
    }

    /** The server took the transaction back and asks to begin it again: others were at work at the same time. */
    public static boolean wantsRepetition(SQLException failure) {
        return describe(failure).sqlState().equals("40001");
    }

    /** A statement that the server was asked to keep is not there any more: a script let all of them go. */
    public static boolean isForgotten(SQLException failure) {
        return describe(failure).sqlState().equals("26000");
    }

    /** The session is gone, and with it every answer that was on its way. */
    public static boolean isConnectionLost(SQLException failure) {
        String state = describe(failure).sqlState();
        return state.startsWith("08") || state.startsWith("57P") || state.equals("90067") || state.equals("90121");
    }

    /** What H2 says while a shared file passes from the program that served it to the next. */
    public static boolean isBetweenOwners(SQLException failure) {
        return switch (describe(failure).sqlState()) {
            case "08000", "90020", "90028", "90067", "90121" -> true;
            default -> false;
        };
    }

    public static boolean isCancelled(SQLException failure) {
        String state = describe(failure).sqlState();
        return state.equals("57014");
    }

    /** A column that must have a value got none. */
    public static boolean isMissingValue(SQLException failure) {
        return describe(failure).sqlState().equals("23502");
    }

    /** PostgreSQL does not let a new value of an enum be used before the transaction that added it has committed. */
    public static boolean isUncommittedValue(SQLException failure) {
        return describe(failure).sqlState().equals("55P04");
    }

    /** The statement, or the code that it runs, wants no transaction block around it. */
    public static boolean refusesTransaction(SQLException failure) {
        String state = describe(failure).sqlState();
        return state.equals("25001") || state.equals("2D000");
    }

    /** The table or schema that was asked for is not there. */
    public static boolean isMissingTable(SQLException failure) {
        return switch (describe(failure).sqlState()) {
            case "42P01", "3F000", "42S02", "42S03", "42S04", "90079" -> true;
            default -> false;
        };
    }

    /** A column that was asked for is not there. */
    public static boolean isMissingColumn(SQLException failure) {
        String state = describe(failure).sqlState();
        return state.equals("42703") || state.equals("42S22");
    }

    /** An error while connecting, as an expected failure. */
    public static SwitchbackException connecting(SQLException failure, String url) {
        ServerError error = describe(failure);
        String where = url.replaceFirst("^jdbc:", "");
        return switch (error.sqlState()) {
            case "28P01" ->
                unavailable(
                        error,
                        "wrong_password",
                        where + " does not accept this user and password",
                        "Check user and password.");
            case "28000" ->
                unavailable(
                        error,
                        "wrong_password",
                        where + " does not let this user in: " + error.message(),
                        "Check user and password, and whom the server lets in from here.");
            case "3D000" -> unavailable(error, "no_database", error.message(), "Check the database's name in the URL.");
            case "53300" ->
                unavailable(
                        error,
                        "too_many_connections",
                        error.message(),
                        "Close other connections, or raise the server's limit.");
            case "90067", "90020" -> unreachable(failure, error, where);
            default -> notConnected(failure, error, where);
        };
    }

    /** Everything that happens on the way in says nothing about what was committed before. */
    private static SwitchbackException notConnected(SQLException failure, ServerError error, String where) {
        boolean onTheWay = error.sqlState().startsWith("08") || error.sqlState().startsWith("57P");
        return onTheWay ? unreachable(failure, error, where) : mapped(failure, "cannot connect to " + where);
    }

    private static SwitchbackException unreachable(SQLException failure, ServerError error, String where) {
        if (error.message().contains("no password was provided")) {
            return unavailable(
                    error,
                    "no_password",
                    where + " wants a password, and none was found",
                    "Set SWITCHBACK_PASSWORD, write it into .pgpass (which only you may read), or use a terminal.");
        }
        String why = failure.getCause() instanceof UnknownHostException unknown
                ? "unknown host " + unknown.getMessage()
                : error.message();
        return unavailable(
                error,
                "unreachable",
                "cannot reach " + where + ": " + why,
                "Check host, port and network, and that the server runs.");
    }

    /** Any other error outside of a migration, as an expected failure. */
    public static SwitchbackException mapped(SQLException failure, String doing) {
        ServerError error = describe(failure);
        String message = doing + ": " + error.message();
        if (isConnectionLost(failure)) {
            return unavailable(
                    error, "connection_lost", message, "Look at the status: it says what was committed before.");
        }
        return switch (error.sqlState()) {
            case "28000" -> unavailable(error, "wrong_password", message, "Check user and password.");
            case "42501", "90096" ->
                unavailable(error, "no_permission", message, "Ask for the right, or use another database user.");
            case "25006", "90097" ->
                unavailable(
                        error,
                        "read_only",
                        message,
                        "This server only reads (a replica, or default_transaction_read_only): use the primary.");
            default ->
                new SwitchbackException.DatabaseFailure(
                        message, "SQLSTATE " + error.sqlState() + ". Nothing more was done.", error.sqlState());
        };
    }

    private static SwitchbackException unavailable(ServerError error, String code, String message, String advice) {
        return new SwitchbackException.Unavailable(code, message, advice, error.sqlState());
    }

    private static String text(SQLException failure) {
        return Optional.ofNullable(failure.getMessage()).orElse("the driver gives no message");
    }

    /** H2 repeats the statement behind its message. */
    private static String firstLine(String message) {
        return message.replaceFirst("(?s); SQL statement:.*", "")
                .lines()
                .findFirst()
                .orElse(message);
    }
}

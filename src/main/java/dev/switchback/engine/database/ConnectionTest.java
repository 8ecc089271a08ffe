package dev.switchback.engine.database;

import dev.switchback.engine.tool.ToolTable;
import dev.switchback.engine.tool.ToolTables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a trial connection found out.
 *
 * @param latency of one small query
 * @param foundTables tables of other migration tools
 */
public record ConnectionTest(
        String product,
        String version,
        Duration latency,
        Encryption encryption,
        Access access,
        List<ToolTable> foundTables) {

    /** Whether the way to the server is encrypted. */
    public enum Encryption {
        ON,
        OFF,
        /** The server does not tell. */
        UNKNOWN
    }

    /** What the user may do there. */
    public enum Access {
        MAY_CREATE,
        /** Connected, but without the right to create the ledger. */
        NO_CREATE,
        /** A replica, or a server that is set to read only. */
        READ_ONLY
    }

    public ConnectionTest {
        foundTables = List.copyOf(foundTables);
    }

    /** Connects, asks and closes; a database that does not answer is an expected failure. */
    public static ConnectionTest of(ConnectionSettings settings) {
        try (OpenDatabase database = OpenDatabase.open(new Connector(settings), settings.url())) {
            return database.ask("testing the connection", connection -> test(database, connection));
        }
    }

    private static ConnectionTest test(OpenDatabase database, Connection connection) throws SQLException {
        long start = System.nanoTime();
        ask(connection, "SELECT 1");
        Duration latency = Duration.ofNanos(System.nanoTime() - start);
        return new ConnectionTest(
                database.facts().product(),
                database.facts().version(),
                latency,
                encryption(database.dialect(), connection),
                database.dialect() instanceof PostgresDialect ? access(connection) : Access.MAY_CREATE,
                ToolTables.find(connection, database.dialect().syntax()));
    }

    private static Encryption encryption(Dialect dialect, Connection connection) throws SQLException {
        if (!(dialect instanceof PostgresDialect postgres)) {
            return Encryption.OFF;
        }
        return switch (postgres.flavour()) {
            case POSTGRESQL, CITUS, YUGABYTEDB ->
                ask(connection, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
                                .equals("t")
                        ? Encryption.ON
                        : Encryption.OFF;
            case COCKROACHDB -> Encryption.UNKNOWN;
        };
    }

    private static Access access(Connection connection) throws SQLException {
        if (ask(connection, "SHOW transaction_read_only").equals("on")) {
            return Access.READ_ONLY;
        }
        String right = ask(connection, "SELECT has_database_privilege(current_database(), 'CREATE')");
        return right.equals("t") ? Access.MAY_CREATE : Access.NO_CREATE;
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    /** Everything in one line, for people. */
    public String sentence() {
        String rights = switch (access) {
            case MAY_CREATE -> "may create the ledger";
            case NO_CREATE -> "may not create the ledger: ask for CREATE on the database";
            case READ_ONLY -> "only reads: a replica, or set to read only";
        };
        String encrypted = switch (encryption) {
            case ON -> "encrypted";
            case OFF -> "not encrypted";
            case UNKNOWN -> "encrypted or not is not told";
        };
        return product + " " + version + " · " + String.format(Locale.ROOT, "%.1f ms", latency.toNanos() / 1e6)
                + " · " + encrypted + " · " + rights
                + (foundTables.isEmpty()
                        ? ""
                        : " · found "
                                + foundTables.stream().map(ToolTable::sentence).collect(Collectors.joining(", ")));
    }
}

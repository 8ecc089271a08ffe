package dev.switchback.engine.database;

import dev.switchback.engine.failure.SwitchbackException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes a connection ready to hold the lock of managers, and finds out in the same question what server it leads to. */
final class LockConnection {

    private LockConnection() {}

    /** The connection is idle while migrations run; a server that ends idle sessions would give the lock away. */
    static Dialect prepare(Connection connection, Dialect dialect, ConnectionSource source) throws SQLException {
        if (dialect.lockKind() != Dialect.LockKind.ADVISORY) {
            return dialect;
        }
        String sql = """
                SELECT pg_backend_pid(), version(), (SELECT count(*) FROM pg_catalog.pg_extension WHERE extname = 'citus'),
                       (SELECT set_config(name, '0', false) FROM pg_settings WHERE name = 'idle_session_timeout')
                """;
        int pid;
        Dialect found;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            pid = row.getInt(1);
            found = found(dialect, Flavour.of(row.getString(2)), row.getInt(3));
        }
        Sessions sessions = ProxyProbe.sessions(connection, pid, source);
        if (sessions == Sessions.SHARED) {
            restore(connection);
            return found.sharingSessions();
        }
        return found;
    }

    /** What a server did not tell when connecting; one whose locks are no locks is refused here. */
    private static Dialect found(Dialect known, Flavour flavour, int citus) {
        if (!(known instanceof PostgresDialect postgres)) {
            return known;
        }
        if (flavour == Flavour.POSTGRESQL) {
            return citus > 0 ? postgres.as(Flavour.CITUS) : postgres;
        }
        if (flavour != postgres.flavour()) {
            throw new SwitchbackException.Unavailable(
                    "unsupported_database",
                    "this is " + flavour.product() + ", and the way to it hides that",
                    "Use an address that leads to the server itself. Nothing was done.",
                    "");
        }
        return postgres;
    }

    /** To be called before the connection goes back to a pool. */
    static void restore(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SELECT set_config(name, reset_val, false) FROM pg_settings WHERE name = 'idle_session_timeout'");
        }
    }
}

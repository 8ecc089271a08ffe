package dev.switchback.engine.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** Finds out by trying whether a proxy between us and PostgreSQL lends its sessions to several connections. */
final class ProxyProbe {

    private static final int ROUNDS = 5;
    private static final String PID = "SELECT pg_catalog.pg_backend_pid()";

    private ProxyProbe() {}

    /** @param pid what the server itself says on this connection */
    static Sessions sessions(Connection connection, int pid, ConnectionSource source) throws SQLException {
        boolean direct = !connection.isWrapperFor(PGConnection.class)
                || connection.unwrap(PGConnection.class).getBackendPID() == pid;
        return direct ? Sessions.OWN : behindProxy(connection, source);
    }

    /**
     * While a second connection is in a transaction it has a session for itself. If that was the first one's a moment
     * ago, sessions are shared. Other people's traffic may hide it once, so it is tried a few times.
     */
    private static Sessions behindProxy(Connection first, ConnectionSource source) throws SQLException {
        try (Connection second = source.open()) {
            for (int round = 0; round < ROUNDS; round++) {
                int before = pid(first);
                int meanwhile = Transactions.<Integer, RuntimeException>tried(second, () -> pid(second));
                if (before == meanwhile || pid(first) != before) {
                    return Sessions.SHARED;
                }
            }
        }
        return Sessions.OWN;
    }

    private static int pid(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(PID)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}

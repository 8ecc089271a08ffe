package dev.switchback.engine.database;

import dev.switchback.engine.failure.SwitchbackException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/** Recognises the database behind a connection. */
public final class Dialects {

    private static final int OLDEST_POSTGRESQL = 12;

    private Dialects() {}

    /** Asks the driver only; nothing is sent to the server. */
    public static Dialect of(Connection connection) throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        int major = metadata.getDatabaseMajorVersion();
        return switch (metadata.getDatabaseProductName()) {
            case "PostgreSQL" -> postgres(major);
            case "H2" -> new H2Dialect(major);
            default ->
                throw new SwitchbackException.Unavailable(
                        "unknown_database",
                        "Switchback does not know " + metadata.getDatabaseProductName(),
                        "Use PostgreSQL 12 or later, or H2 2.x.",
                        "");
        };
    }

    private static Dialect postgres(int major) {
        if (major < OLDEST_POSTGRESQL) {
            throw new SwitchbackException.Unavailable(
                    "old_database", "this is PostgreSQL " + major, "Switchback needs PostgreSQL 12 or later.", "");
        }
        return new PostgresDialect(major);
    }
}

package dev.switchback.engine.database;

import dev.switchback.engine.failure.SwitchbackException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** Recognises the database behind a connection. */
public final class Dialects {

    private static final int OLDEST_POSTGRESQL = 12;

    private Dialects() {}

    /** Asks the driver only; nothing is sent to the server. */
    public static Dialect of(Connection connection) throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        int major = metadata.getDatabaseMajorVersion();
        return switch (metadata.getDatabaseProductName()) {
            case "PostgreSQL" -> {
                refuseLookalike(version(connection));
                yield postgres(major);
            }
            case "H2" -> new H2Dialect(major);
            default ->
                throw new SwitchbackException.Unavailable(
                        "unknown_database",
                        "Switchback does not know " + metadata.getDatabaseProductName(),
                        "Use PostgreSQL 12 or later, or H2 2.x.",
                        "");
        };
    }

    /** CockroachDB says only in a parameter of its own, told when connecting, that it is not PostgreSQL. */
    private static String version(Connection connection) throws SQLException {
        String told = connection.isWrapperFor(PGConnection.class)
                ? connection.unwrap(PGConnection.class).getParameterStatus("crdb_version")
                : null;
        return told == null ? connection.getMetaData().getDatabaseProductVersion() : told;
    }

    /**
     * Refuses by name what speaks PostgreSQL's protocol but would make the ledger lie: CockroachDB's advisory locks keep
     * nobody out, and neither takes every schema change back with its transaction.
     */
    static void refuseLookalike(String version) {
        if (version.startsWith("CockroachDB")) {
            throw lookalike("CockroachDB", version);
        }
        if (version.contains("-YB-")) {
            throw lookalike("YugabyteDB", version);
        }
    }

    private static SwitchbackException lookalike(String product, String version) {
        return new SwitchbackException.Unavailable(
                "unsupported_database",
                "this is " + product + " (" + version + "), which Switchback does not support yet",
                "Its schema changes do not belong to their transaction as PostgreSQL's do. Nothing was done.",
                "");
    }

    private static Dialect postgres(int major) {
        if (major < OLDEST_POSTGRESQL) {
            throw new SwitchbackException.Unavailable(
                    "old_database", "this is PostgreSQL " + major, "Switchback needs PostgreSQL 12 or later.", "");
        }
        return new PostgresDialect(major);
    }
}

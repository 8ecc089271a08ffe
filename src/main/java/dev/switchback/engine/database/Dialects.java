package dev.switchback.engine.database;

import dev.switchback.engine.failure.SwitchbackException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** Recognises the database behind a connection. */
public final class Dialects {

    private static final int OLDEST_POSTGRESQL = 12;

    /** From here on YugabyteDB has advisory locks; before it answers that they are not supported. */
    private static final int FIRST_YUGABYTE_WITH_ADVISORY_LOCKS = 2025;

    private Dialects() {}

    /** Asks the driver only; nothing is sent to a server that works. */
    public static Dialect of(Connection connection) throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        int major = metadata.getDatabaseMajorVersion();
        return switch (metadata.getDatabaseProductName()) {
            case "PostgreSQL" -> postgres(connection, major);
            case "H2" -> new H2Dialect(major);
            default ->
                throw new SwitchbackException.Unavailable(
                        "unknown_database",
                        "Switchback does not know " + metadata.getDatabaseProductName(),
                        "Use PostgreSQL 12 or later, or H2 2.x.",
                        "");
        };
    }

    /**
     * What a server tells of itself when connecting. CockroachDB says only in a parameter of its own that it is not
     * PostgreSQL; YugabyteDB says it in PostgreSQL's.
     */
    static String told(Connection connection) throws SQLException {
        String own = connection.isWrapperFor(PGConnection.class)
                ? connection.unwrap(PGConnection.class).getParameterStatus("crdb_version")
                : null;
        return own == null ? connection.getMetaData().getDatabaseProductVersion() : own;
    }

    private static Dialect postgres(Connection connection, int major) throws SQLException {
        String told = told(connection);
        Flavour flavour = Flavour.of(told);
        if (flavour == Flavour.POSTGRESQL && major < OLDEST_POSTGRESQL) {
            Flavour.of(version(connection)); // has a better word for most of what calls itself so old
            throw new SwitchbackException.Unavailable(
                    "old_database", "this is PostgreSQL " + major, "Switchback needs PostgreSQL 12 or later.", "");
        }
        return new PostgresDialect(major, Sessions.OWN, flavour, lockKind(flavour, told));
    }

    private static String version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT version()")) {
            return row.next() ? row.getString(1) : "";
        }
    }

    /**
     * A transaction that stays open to hold a row holds up every index build of YugabyteDB, so that its newer releases
     * had better be locked without one. CockroachDB accepts advisory locks and keeps nobody out with them.
     */
    static Dialect.LockKind lockKind(Flavour flavour, String version) {
        return switch (flavour) {
            case POSTGRESQL, CITUS -> Dialect.LockKind.ADVISORY;
            case COCKROACHDB -> Dialect.LockKind.ROW;
            case YUGABYTEDB ->
                year(flavour.release(version).orElse("")) >= FIRST_YUGABYTE_WITH_ADVISORY_LOCKS
                        ? Dialect.LockKind.ADVISORY
                        : Dialect.LockKind.ROW;
        };
    }

    /** Stable releases count by years, such as 2025.1; older and preview ones are 2.x. */
    private static int year(String release) {
        String first = release.split("\\.", 2)[0];
        return first.isEmpty() ? 0 : Integer.parseInt(first);
    }
}

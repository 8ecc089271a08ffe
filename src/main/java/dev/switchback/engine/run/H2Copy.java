package dev.switchback.engine.run;

import dev.switchback.engine.failure.SwitchbackException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A copy of an H2 database in memory; it is gone when it is closed. */
final class H2Copy implements AutoCloseable {

    /** Nobody else knows the database's name, and its own users come with the copy. */
    private static final String USER = "switchback trial";

    /** What a database is opened with and its script does not say, but which changes what SQL means. */
    private static final String SETTINGS = """
            SELECT setting_name || '=' || setting_value FROM information_schema.settings
            WHERE setting_name IN ('MODE', 'DATABASE_TO_LOWER', 'DATABASE_TO_UPPER', 'CASE_INSENSITIVE_IDENTIFIERS',
                                   'DEFAULT_NULL_ORDERING', 'NON_KEYWORDS')
              AND setting_value <> ''
            ORDER BY setting_name
            """;

    private static final String FILE_SIZE =
            "SELECT setting_value FROM information_schema.settings WHERE setting_name = 'info.FILE_SIZE'";
    private static final int SHARE_OF_MEMORY = 8;
    private static final long MEGABYTE = 1L << 20;

    private final String url;
    private final Connection keeper;

    private H2Copy(String url) throws SQLException {
        this.url = url;
        this.keeper = open();
    }

    /** Refuses a database that would crowd the memory of this program. */
    static H2Copy of(Connection original) throws SQLException {
        checkSize(original);
        H2Copy copy = new H2Copy("jdbc:h2:mem:trial-" + UUID.randomUUID() + settings(original));
        try {
            copy.fill(original);
            return copy;
        } catch (SQLException failure) {
            copy.close();
            throw failure;
        }
    }

    private static void checkSize(Connection original) throws SQLException {
        long most = Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY;
        try (Statement statement = original.createStatement();
                ResultSet row = statement.executeQuery(FILE_SIZE)) {
            long size = row.next() ? row.getLong(1) : 0;
            if (size > most) {
                throw new SwitchbackException.DatabaseFailure(
                        "the database is too big to be tried in memory: " + size / MEGABYTE + " MB",
                        "Nothing ran. Give Java more memory (-Xmx), or try the plan on a smaller copy of the database.",
                        "");
            }
        }
    }

    private static String settings(Connection original) throws SQLException {
        StringBuilder settings = new StringBuilder();
        try (Statement statement = original.createStatement();
                ResultSet rows = statement.executeQuery(SETTINGS)) {
            while (rows.next()) {
                settings.append(';').append(rows.getString(1));
            }
        }
        return settings.toString();
    }

    private void fill(Connection original) throws SQLException {
        try (Statement script = original.createStatement();
                ResultSet lines = script.executeQuery("SCRIPT");
                Statement target = keeper.createStatement()) {
            while (lines.next()) {
                target.execute(lines.getString(1));
            }
        }
    }

    Connection open() throws SQLException {
        return DriverManager.getConnection(url, USER, "");
    }

    @Override
    public void close() throws SQLException {
        keeper.close();
    }
}

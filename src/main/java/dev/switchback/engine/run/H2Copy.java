package dev.switchback.engine.run;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A copy of an H2 database in memory; it is gone when it is closed. */
final class H2Copy implements AutoCloseable {

    private static final String USER = "sa";

    private final String url = "jdbc:h2:mem:trial-" + UUID.randomUUID();
    private final Connection keeper;

    private H2Copy() throws SQLException {
        this.keeper = open();
    }

    static H2Copy of(Connection original) throws SQLException {
        H2Copy copy = new H2Copy();
        try (Statement script = original.createStatement();
                ResultSet lines = script.executeQuery("SCRIPT");
                Statement target = copy.keeper.createStatement()) {
            while (lines.next()) {
                String line = lines.getString(1);
                if (!line.startsWith("CREATE USER")) {
                    target.execute(line);
                }
            }
        }
        return copy;
    }

    Connection open() throws SQLException {
        return DriverManager.getConnection(url, USER, "");
    }

    @Override
    public void close() throws SQLException {
        keeper.close();
    }
}

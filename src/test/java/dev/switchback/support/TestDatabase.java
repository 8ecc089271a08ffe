package dev.switchback.support;

import dev.switchback.engine.database.ConnectionSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A fresh, empty database that a test may do anything to. */
public record TestDatabase(String url, String user, String password) {

    public ConnectionSettings settings() {
        return ConnectionSettings.of(url, user, password);
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** Runs SQL as a bystander would, in its own committed connection. */
    public void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new AssertionError("the test's own SQL failed: " + failure.getMessage(), failure);
        }
    }

    /** The first column of the first row as text, or "" when there is no row. */
    public String query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException failure) {
            throw new AssertionError("the test's own query failed: " + failure.getMessage(), failure);
        }
    }

    /** Takes back what a connection holds, where a test may not throw. */
    public static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }
}

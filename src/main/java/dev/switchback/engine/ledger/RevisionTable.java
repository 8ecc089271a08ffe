package dev.switchback.engine.ledger;

import dev.switchback.engine.database.DatabaseErrors;
import dev.switchback.engine.migration.AlembicPlace.VersionTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Alembic's own table, in which it keeps one row for each head of what is applied. */
public final class RevisionTable {

    private final Connection connection;
    private final String name;
    private final String constraint;

    /** @param table as env.py names it; without a schema, the session's search path leads to it as it does for Alembic */
    public RevisionTable(Connection connection, VersionTable table) {
        this.connection = connection;
        this.name = table.schema().map(schema -> quoted(schema) + ".").orElse("") + quoted(table.name());
        this.constraint = quoted(table.name() + "_pkc");
    }

    private static String quoted(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    /** The table with its schema, however the session's search path changes. */
    public static VersionTable located(Connection connection, VersionTable table) throws SQLException {
        if (table.schema().isPresent()) {
            return table;
        }
        String sql = """
                SELECT coalesce(
                    (SELECT n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                     WHERE c.oid = pg_catalog.to_regclass(?)),
                    pg_catalog.current_schema())
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, quoted(table.name()));
            try (ResultSet row = statement.executeQuery()) {
                return new VersionTable(
                        row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty(), table.name());
            }
        }
    }

    /** The heads as no other transaction can change them until this one ends; the table is made where it is missing. */
    public List<String> heldHeads() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + name + " (version_num VARCHAR(32) NOT NULL, CONSTRAINT "
                    + constraint + " PRIMARY KEY (version_num))");
        }
        return read("SELECT version_num FROM " + name + " ORDER BY version_num FOR UPDATE");
    }

    /** Changes the rows from some heads to others, as Alembic does: by update where one takes the place of another. */
    public void move(Collection<String> from, Collection<String> to) throws SQLException {
        Deque<String> gone = new ArrayDeque<>(from);
        gone.removeAll(to);
        Deque<String> come = new ArrayDeque<>(to);
        come.removeAll(from);
        while (!gone.isEmpty() && !come.isEmpty()) {
            change("UPDATE " + name + " SET version_num = ? WHERE version_num = ?", come.remove(), gone.remove());
        }
        for (String head : gone) {
            change("DELETE FROM " + name + " WHERE version_num = ?", head);
        }
        for (String head : come) {
            change("INSERT INTO " + name + " (version_num) VALUES (?)", head);
        }
    }

    private void change(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            if (statement.executeUpdate() != 1) {
                throw new SQLException("Alembic's table " + name + " changed meanwhile");
            }
        }
    }

    private List<String> read(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<String> heads = new ArrayList<>();
            while (rows.next()) {
                heads.add(rows.getString(1));
            }
            return heads;
        }
    }

    /** The heads, in the order of their names; none where there is no table. */
    public List<String> heads() throws SQLException {
        try {
            return read("SELECT version_num FROM " + name + " ORDER BY version_num");
        } catch (SQLException failure) {
            if (DatabaseErrors.isMissingTable(failure)) {
                return List.of();
            }
            throw failure;
        }
    }
}

package dev.switchback.engine.snapshot;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a snapshot of PostgreSQL under settings that make the server word everything alike, whatever a script set. */
final class PostgresSnapshot {

    /**
     * An empty search path makes the server qualify every name; {@code jit} costs more than it saves in a query of many
     * parts that runs once.
     */
    private static final Map<String, String> STEADY = Map.of(
            "search_path", "",
            "DateStyle", "ISO",
            "IntervalStyle", "postgres",
            "TimeZone", "UTC",
            "extra_float_digits", "1",
            "bytea_output", "hex",
            "quote_all_identifiers", "off",
            "jit", "off");

    private PostgresSnapshot() {}

    static Snapshot read(Connection connection, String ledgerSchema) throws SQLException {
        Map<String, String> before = current(connection);
        set(connection, STEADY);
        Snapshot snapshot = objects(connection, ledgerSchema);
        set(connection, before);
        return snapshot;
    }

    private static Map<String, String> current(Connection connection) throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        Array names = connection.createArrayOf("text", STEADY.keySet().toArray());
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT name, pg_catalog.current_setting(name) FROM pg_catalog.unnest(CAST(? AS text[])) AS name")) {
            statement.setArray(1, names);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    settings.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return settings;
    }

    /** Inside a transaction only until its end, so that what a script set for the session stays. */
    private static void set(Connection connection, Map<String, String> settings) throws SQLException {
        Array names = connection.createArrayOf("text", settings.keySet().toArray());
        Array values = connection.createArrayOf("text", settings.values().toArray());
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT pg_catalog.set_config(name, value, ?) FROM ROWS FROM (pg_catalog.unnest(CAST(? AS text[])), pg_catalog.unnest(CAST(? AS text[])))"
                        + " AS given (name, value)")) {
            statement.setBoolean(1, !connection.getAutoCommit());
            statement.setArray(2, names);
            statement.setArray(3, values);
            statement.execute();
        }
    }

    private static Snapshot objects(Connection connection, String ledgerSchema) throws SQLException {
        SortedMap<ObjectKey, String> objects = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(PostgresStructure.QUERY)) {
            statement.setString(1, ledgerSchema);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    add(objects, rows);
                }
            }
        }
        return new Snapshot(objects);
    }

    private static void add(SortedMap<ObjectKey, String> objects, ResultSet row) throws SQLException {
        ObjectKey key = new ObjectKey(row.getString(1), row.getString(2));
        objects.put(key, row.getString(3));
        @Nullable String comment = row.getString(4);
        if (comment != null) {
            objects.put(key.aspect("comment"), comment);
        }
        String rights = Objects.requireNonNullElse(row.getString(5), "");
        if (!rights.equals(Objects.requireNonNullElse(row.getString(6), ""))) {
            objects.put(key.aspect("rights"), rights);
        }
    }
}

package dev.switchback.engine.database;

import dev.switchback.engine.sql.SqlStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the catalogue whether a statement that makes or removes an object has done so. */
public final class ObjectLookup {

    private static final Pattern MAKES_OR_REMOVES = Pattern.compile(
            "(?is)(CREATE|DROP)\\s+(?:OR\\s+REPLACE\\s+)?(?:UNIQUE\\s+)?(?:GLOBAL\\s+|LOCAL\\s+)?(?:TEMP(?:ORARY)?\\s+)?"
                    + "(TABLE|VIEW|INDEX|SEQUENCE|SCHEMA)\\s+(?:CONCURRENTLY\\s+)?(?:IF\\s+(?:NOT\\s+)?EXISTS\\s+)?([\\w.\"]+).*");
    private static final Pattern COLUMN = Pattern.compile(
            "(?is)ALTER\\s+TABLE\\s+(?:IF\\s+EXISTS\\s+)?([\\w.\"]+)\\s+(ADD|DROP)\\s+(?:COLUMN\\s+)(?:IF\\s+(?:NOT\\s+)?EXISTS\\s+)?([\\w\"]+).*");

    private final OpenDatabase database;

    public ObjectLookup(OpenDatabase database) {
        this.database = database;
    }

    /** Whether the object that the statement makes is there, or the one that it removes is gone; false where unknown. */
    public boolean tookEffect(SqlStatement statement) {
        Matcher object = MAKES_OR_REMOVES.matcher(statement.text());
        if (object.matches()) {
            boolean exists = database.ask(
                    "looking up " + object.group(3),
                    connection -> exists(connection, object.group(2), object.group(3)));
            return exists == object.group(1).equalsIgnoreCase("CREATE");
        }
        Matcher column = COLUMN.matcher(statement.text());
        if (column.matches()) {
            boolean exists = database.ask(
                    "looking up " + column.group(3),
                    connection -> hasColumn(connection, column.group(1), column.group(3)));
            return exists == column.group(2).equalsIgnoreCase("ADD");
        }
        return false;
    }

    private static boolean exists(Connection connection, String kind, String name) throws SQLException {
        String sql = switch (kind.toUpperCase(Locale.ROOT)) {
            case "TABLE", "VIEW" -> "SELECT 1 FROM information_schema.tables WHERE lower(table_name) = ?";
            case "SEQUENCE" -> "SELECT 1 FROM information_schema.sequences WHERE lower(sequence_name) = ?";
            case "SCHEMA" -> "SELECT 1 FROM information_schema.schemata WHERE lower(schema_name) = ?";
            default ->
                Dialects.of(connection) instanceof H2Dialect
                        ? "SELECT 1 FROM information_schema.indexes WHERE lower(index_name) = ?"
                        : "SELECT 1 FROM pg_catalog.pg_class WHERE relkind IN ('i', 'I') AND relname = ?";
        };
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, bare(name));
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private static boolean hasColumn(Connection connection, String table, String column) throws SQLException {
        String sql = "SELECT 1 FROM information_schema.columns WHERE lower(table_name) = ? AND lower(column_name) = ?";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, bare(table));
            statement.setString(2, bare(column));
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private static String bare(String name) {
        return name.substring(name.lastIndexOf('.') + 1).replace("\"", "").toLowerCase(Locale.ROOT);
    }
}

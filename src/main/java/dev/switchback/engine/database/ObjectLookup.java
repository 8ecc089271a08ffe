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
            "(?is)(CREATE|DROP)\\s+(?:UNIQUE\\s+)?(?:GLOBAL\\s+|LOCAL\\s+)?(?:TEMP(?:ORARY)?\\s+)?"
                    + "(TABLE|VIEW|INDEX|SEQUENCE|SCHEMA)\\s+(?:CONCURRENTLY\\s+)?(?:IF\\s+(?:NOT\\s+)?EXISTS\\s+)?([\\w.\"]+).*");
    private static final Pattern COLUMN = Pattern.compile(
            "(?is)ALTER\\s+TABLE\\s+(?:IF\\s+EXISTS\\s+)?([\\w.\"]+)\\s+(ADD|DROP)\\s+(?:COLUMN\\s+)(?:IF\\s+(?:NOT\\s+)?EXISTS\\s+)?([\\w\"]+).*");

    private static final String IN_SCHEMA =
            "SELECT 1 FROM information_schema.%1$s WHERE lower(%3$s) = ? AND lower(%2$s) = ?";

    private enum Change {
        CREATE,
        DROP
    }

    private final OpenDatabase database;

    public ObjectLookup(OpenDatabase database) {
        this.database = database;
    }

    /** Whether the object that the statement makes is there, or the one that it removes is gone; false where unknown. */
    public boolean tookEffect(SqlStatement statement) {
        Matcher object = MAKES_OR_REMOVES.matcher(statement.text());
        if (object.matches()) {
            Change change = Change.valueOf(object.group(1).toUpperCase(Locale.ROOT));
            boolean exists = database.ask(
                    "looking up " + object.group(3),
                    connection -> exists(connection, change, object.group(2), object.group(3)));
            return exists == (change == Change.CREATE);
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

    private static boolean exists(Connection connection, Change change, String kind, String name) throws SQLException {
        boolean h2 = Dialects.of(connection) instanceof H2Dialect;
        String sql = switch (kind.toUpperCase(Locale.ROOT)) {
            case "TABLE", "VIEW" -> IN_SCHEMA.formatted("tables", "table_schema", "table_name");
            case "SEQUENCE" -> IN_SCHEMA.formatted("sequences", "sequence_schema", "sequence_name");
            case "SCHEMA" -> "SELECT 1 FROM information_schema.schemata WHERE lower(schema_name) = ?";
            default -> h2 ? IN_SCHEMA.formatted("indexes", "index_schema", "index_name") : index(change);
        };
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, bare(name));
            if (!kind.equalsIgnoreCase("SCHEMA")) {
                statement.setString(2, schema(connection, name));
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** An index whose building was broken off is there without being of use: it was not made, but neither is it gone. */
    private static String index(Change change) {
        String sql = """
                SELECT 1 FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE lower(c.relname) = ? AND lower(n.nspname) = ?""";
        return switch (change) {
            case CREATE -> sql + " AND i.indisvalid";
            case DROP -> sql;
        };
    }

    /** The same name in another schema is another object. */
    private static String schema(Connection connection, String name) throws SQLException {
        int dot = name.lastIndexOf('.');
        String schema = dot < 0 ? String.valueOf(connection.getSchema()) : bare(name.substring(0, dot));
        return schema.toLowerCase(Locale.ROOT);
    }

    private static boolean hasColumn(Connection connection, String table, String column) throws SQLException {
        String sql = "SELECT 1 FROM information_schema.columns "
                + "WHERE lower(table_name) = ? AND lower(column_name) = ? AND lower(table_schema) = ?";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, bare(table));
            statement.setString(2, bare(column));
            statement.setString(3, schema(connection, table));
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private static String bare(String name) {
        return name.substring(name.lastIndexOf('.') + 1).replace("\"", "").toLowerCase(Locale.ROOT);
    }
}

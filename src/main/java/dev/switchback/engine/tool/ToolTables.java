package dev.switchback.engine.tool;

import dev.switchback.engine.sql.SqlSyntax;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the tables of other tools by their columns, not by their names alone; creates nothing, needs no right to write. */
public final class ToolTables {

    /** Only what the user may read; one look into the catalogue by the index on names. */
    private static final String POSTGRESQL = """
            SELECT n.nspname, c.relname, a.attname
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relname IN (%s) AND c.relkind IN ('r', 'p')
              AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
            ORDER BY n.nspname, c.relname, a.attnum
            """;

    private static final String H2 = """
            SELECT table_schema, table_name, column_name FROM information_schema.columns
            WHERE lower(table_name) IN (%s) ORDER BY table_schema, table_name, ordinal_position
            """;

    /** Rails has it beside its table; dbmate's and Rails' tables are alike. */
    private static final String RAILS_METADATA = "ar_internal_metadata";

    private record Place(String schema, String name) {}

    /** Its first versions had the column version only. */
    private static final Place EARLY_SUPABASE = new Place("supabase_migrations", "schema_migrations");

    private ToolTables() {}

    /** All tables of other tools that the user may read. */
    public static List<ToolTable> find(Connection connection, SqlSyntax syntax) throws SQLException {
        Map<Place, List<String>> columns = columns(connection, syntax);
        List<ToolTable> found = new ArrayList<>();
        columns.forEach((place, names) -> tool(place, names, columns)
                .map(tool -> new ToolTable(tool, place.schema(), place.name()))
                .ifPresent(found::add));
        found.sort(Comparator.comparing(ToolTable::tool));
        return List.copyOf(found);
    }

    private static Map<Place, List<String>> columns(Connection connection, SqlSyntax syntax) throws SQLException {
        String names = Stream.concat(Tool.tableNames().stream(), Stream.of(RAILS_METADATA))
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(", "));
        String sql = switch (syntax) {
            case POSTGRESQL -> POSTGRESQL;
            case H2 -> H2;
        };
        Map<Place, List<String>> columns = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(sql.formatted(names));
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                columns.computeIfAbsent(new Place(rows.getString(1), rows.getString(2)), place -> new ArrayList<>())
                        .add(rows.getString(3).toLowerCase(Locale.ROOT));
            }
        }
        return columns;
    }

    private static Optional<Tool> tool(Place place, List<String> columns, Map<Place, List<String>> all) {
        if (place.equals(EARLY_SUPABASE)) {
            return columns.contains("version") ? Optional.of(Tool.SUPABASE) : Optional.empty();
        }
        String name = place.name().toLowerCase(Locale.ROOT);
        boolean rails = all.keySet().stream()
                .anyMatch(other -> other.schema().equals(place.schema())
                        && other.name().toLowerCase(Locale.ROOT).equals(RAILS_METADATA));
        return Arrays.stream(Tool.values())
                .filter(tool -> tool.wrote(name, columns))
                .filter(tool -> tool != (rails ? Tool.DBMATE : Tool.RAILS))
                .findFirst();
    }
}

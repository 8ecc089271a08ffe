package dev.switchback.engine.run;

import dev.switchback.engine.sql.SqlSyntax;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sees what no rollback takes back: PostgreSQL's sequences keep the numbers that they gave out. */
final class SequenceWatch {

    private static final String VALUES = """
            SELECT pg_catalog.quote_ident(schemaname) || '.' || pg_catalog.quote_ident(sequencename),
                   coalesce(last_value::text, 'unused')
            FROM pg_catalog.pg_sequences WHERE schemaname !~ '^pg_'
            """;

    private final Connection connection;
    private final Map<String, String> before;

    private SequenceWatch(Connection connection, Map<String, String> before) {
        this.connection = connection;
        this.before = before;
    }

    /** Begins to look, before the trial's transaction; a copy that is thrown away needs no look. */
    static SequenceWatch begin(Connection connection, SqlSyntax syntax) throws SQLException {
        return new SequenceWatch(connection, syntax == SqlSyntax.POSTGRESQL ? values(connection) : Map.of());
    }

    /** One sentence per sequence that moved, after everything else was taken back; others may have moved it too. */
    List<String> moved() throws SQLException {
        if (before.isEmpty()) {
            return List.of();
        }
        Map<String, String> now = values(connection);
        return before.entrySet().stream()
                .filter(each -> now.containsKey(each.getKey()))
                .filter(each -> !each.getValue().equals(now.get(each.getKey())))
                .map(each -> "Sequence " + each.getKey() + " moved on from " + each.getValue() + " to "
                        + now.get(each.getKey()) + " meanwhile: PostgreSQL does not take numbers back.")
                .toList();
    }

    private static Map<String, String> values(Connection connection) throws SQLException {
        Map<String, String> values = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(VALUES)) {
            while (rows.next()) {
                values.put(rows.getString(1), rows.getString(2));
            }
        }
        return values;
    }
}

package dev.switchback.engine.run;

import dev.switchback.engine.sql.SqlSyntax;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts the rows that a script deletes on PostgreSQL, table by table, whatever deletes them: a statement, a cascading
 * foreign key, a trigger or a function. Tables that the script drops are left out.
 */
final class DeletionWatch {

    private static final String DELETED = """
            SELECT relid::bigint, pg_catalog.quote_ident(schemaname) || '.' || pg_catalog.quote_ident(relname), n_tup_del
            FROM pg_catalog.pg_stat_xact_user_tables WHERE n_tup_del > 0
            """;

    private final Connection connection;
    private final SqlSyntax syntax;
    private final Map<Long, Deleted> before;

    private record Deleted(String table, long rows) {}

    private DeletionWatch(Connection connection, SqlSyntax syntax) throws SQLException {
        this.connection = connection;
        this.syntax = syntax;
        this.before = deleted();
    }

    /** Begins to count; the server counts for the whole transaction. */
    static DeletionWatch begin(RunContext context) throws SQLException {
        return new DeletionWatch(
                context.connection(), context.target().dialect().syntax());
    }

    /** Rows by qualified table; empty where nothing was deleted, or the database does not count. */
    SortedMap<String, Long> rows() throws SQLException {
        SortedMap<String, Long> rows = new TreeMap<>();
        deleted().forEach((table, now) -> {
            Deleted earlier = before.getOrDefault(table, new Deleted(now.table(), 0));
            if (now.rows() > earlier.rows()) {
                rows.put(now.table(), now.rows() - earlier.rows());
            }
        });
        return rows;
    }

    private Map<Long, Deleted> deleted() throws SQLException {
        Map<Long, Deleted> deleted = new HashMap<>();
        if (syntax != SqlSyntax.POSTGRESQL) {
            return deleted;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(DELETED)) {
            while (rows.next()) {
                deleted.put(rows.getLong(1), new Deleted(rows.getString(2), rows.getLong(3)));
            }
        }
        return deleted;
    }
}

package dev.switchback.engine.run;

import dev.switchback.engine.sql.SqlSyntax;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at which locks a statement newly took on PostgreSQL, and which tables it rewrote. */
final class LockWatch {

    private static final String LOCKS = """
            SELECT l.mode, n.nspname || '.' || c.relname
            FROM pg_catalog.pg_locks l
            JOIN pg_catalog.pg_class c ON c.oid = l.relation
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE l.pid = pg_catalog.pg_backend_pid() AND l.granted AND n.nspname !~ '^pg_'
            ORDER BY 2, 1
            """;
    private static final String FILES = """
            SELECT n.nspname || '.' || c.relname, pg_catalog.pg_relation_filenode(c.oid)
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            """;

    private final Connection connection;
    private final SqlSyntax syntax;

    LockWatch(Connection connection, SqlSyntax syntax) {
        this.connection = connection;
        this.syntax = syntax;
    }

    /** What was there before a statement. */
    record Seen(Set<Lock> locks, Map<String, Long> files, long at) {}

    private record Lock(String mode, String relation) {}

    Seen before() throws SQLException {
        return syntax == SqlSyntax.POSTGRESQL
                ? new Seen(locks(), files(), System.nanoTime())
                : new Seen(Set.of(), Map.of(), System.nanoTime());
    }

    StatementReport after(StatementReport report, Seen seen) throws SQLException {
        if (syntax != SqlSyntax.POSTGRESQL) {
            return report;
        }
        List<LockTaken> taken = new ArrayList<>();
        for (Lock lock : locks()) {
            if (!seen.locks().contains(lock)) {
                taken.add(new LockTaken(lock.mode(), lock.relation(), report.time()));
            }
        }
        return new StatementReport(
                report.statement(),
                report.time(),
                report.rows(),
                taken,
                rewritten(seen.files(), files()),
                report.notices());
    }

    private static List<String> rewritten(Map<String, Long> before, Map<String, Long> after) {
        return before.entrySet().stream()
                .filter(file -> after.containsKey(file.getKey())
                        && !after.get(file.getKey()).equals(file.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private Set<Lock> locks() throws SQLException {
        Set<Lock> locks = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LOCKS)) {
            while (rows.next()) {
                locks.add(new Lock(rows.getString(1), rows.getString(2)));
            }
        }
        return locks;
    }

    private Map<String, Long> files() throws SQLException {
        Map<String, Long> files = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(FILES)) {
            while (rows.next()) {
                files.put(rows.getString(1), rows.getLong(2));
            }
        }
        return files;
    }
}

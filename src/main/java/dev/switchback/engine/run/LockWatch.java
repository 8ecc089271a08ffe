package dev.switchback.engine.run;

import dev.switchback.engine.sql.SqlSyntax;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Looks at which locks the statements of one step newly take on PostgreSQL, and which tables they rewrite. Relations
 * that the step makes itself are left out: nobody else can see them. A lock that an earlier step of the same trial
 * holds already is not seen again.
 */
final class LockWatch {

    /** By OID and not by name, because a dropped table keeps its lock but has no name any more. */
    private static final String LOCKS = """
            SELECT relation::bigint, mode FROM pg_catalog.pg_locks
            WHERE locktype = 'relation' AND pid = pg_catalog.pg_backend_pid() AND granted
            ORDER BY 1, 2
            """;

    private static final String RELATIONS = """
            SELECT c.oid::bigint, pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname),
                   CASE WHEN c.relkind IN ('r', 'm') THEN c.relfilenode::bigint ELSE 0 END
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            """;
    private static final String STRONGEST = "AccessExclusiveLock";

    private final Connection connection;
    private Map<Long, Relation> relations = Map.of();
    private final Map<Long, Relation> known = new HashMap<>();
    private final Set<Lock> held = new HashSet<>();
    private final Kind kind;

    private enum Kind {
        POSTGRES,
        /** Takes place in a copy that nobody else uses. */
        NOBODY_WAITS
    }

    private record Lock(long relation, String mode) {}

    /** @param file the number of the file that holds the rows; 0 where there are none */
    private record Relation(String name, long file) {}

    private LockWatch(Connection connection, Kind kind) {
        this.connection = connection;
        this.kind = kind;
    }

    /** Begins to look, before the first statement of a step. */
    static LockWatch begin(Connection connection, SqlSyntax syntax) throws SQLException {
        LockWatch watch = new LockWatch(connection, syntax == SqlSyntax.POSTGRESQL ? Kind.POSTGRES : Kind.NOBODY_WAITS);
        if (watch.kind == Kind.POSTGRES) {
            watch.relations = watch.relations();
            watch.known.putAll(watch.relations);
            watch.held.addAll(watch.locks());
        }
        return watch;
    }

    /** The report of a statement that has just run, with what it locked and rewrote; each lock held as long as it ran. */
    StatementReport after(StatementReport report) throws SQLException {
        if (kind == Kind.NOBODY_WAITS) {
            return report;
        }
        List<LockTaken> taken = new ArrayList<>();
        for (Lock lock : locks()) {
            Relation relation = known.get(lock.relation());
            if (held.add(lock) && relation != null) {
                taken.add(new LockTaken(
                        lock.mode(), relation.name(), report.time().orElse(Duration.ZERO)));
            }
        }
        return new StatementReport(
                report.statement(), report.time(), report.rows(), taken, rewritten(), report.notices());
    }

    /** Only who holds the strongest lock on a table can rewrite it, so that most statements need no look. */
    private List<String> rewritten() throws SQLException {
        if (held.stream().noneMatch(lock -> lock.mode().equals(STRONGEST) && known.containsKey(lock.relation()))) {
            return List.of();
        }
        Map<Long, Relation> now = relations();
        List<String> rewritten = known.keySet().stream()
                .filter(oid ->
                        file(now, oid) != 0 && file(relations, oid) != 0 && file(now, oid) != file(relations, oid))
                .map(oid -> Objects.requireNonNull(known.get(oid)).name())
                .sorted()
                .toList();
        relations = now;
        return rewritten;
    }

    private static long file(Map<Long, Relation> relations, long oid) {
        Relation relation = relations.get(oid);
        return relation == null ? 0 : relation.file();
    }

    private List<Lock> locks() throws SQLException {
        List<Lock> locks = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LOCKS)) {
            while (rows.next()) {
                locks.add(new Lock(rows.getLong(1), rows.getString(2)));
            }
        }
        return locks;
    }

    private Map<Long, Relation> relations() throws SQLException {
        Map<Long, Relation> found = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(RELATIONS)) {
            while (rows.next()) {
                found.put(rows.getLong(1), new Relation(rows.getString(2), rows.getLong(3)));
            }
        }
        return found;
    }
}

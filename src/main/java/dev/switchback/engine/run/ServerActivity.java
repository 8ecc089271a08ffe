package dev.switchback.engine.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/** What PostgreSQL knows about a session that is busy: whom it waits for, and how far it is. */
final class ServerActivity {

    private static final int PROGRESS_OF_COPY = 14;

    /** Prepared transactions block as process 0, which is in no view of activity. */
    private static final String BLOCKERS = """
            SELECT b.pid, coalesce(a.usename, '-'), coalesce(nullif(a.application_name, ''), '-'),
                   coalesce(a.state, 'a prepared transaction'),
                   coalesce(extract(epoch FROM pg_catalog.clock_timestamp() - coalesce(a.xact_start, a.query_start)), 0)::bigint,
                   coalesce(pg_catalog.left(pg_catalog.regexp_replace(a.query, '\\s+', ' ', 'g'), 160), ''),
                   count(*) OVER ()
            FROM (SELECT DISTINCT pid FROM pg_catalog.unnest(pg_catalog.pg_blocking_pids(?)) AS u(pid)) b
            LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = b.pid
            ORDER BY a.xact_start NULLS LAST LIMIT 1
            """;

    private static final String PROGRESS = """
            SELECT 'index: ' || phase, CASE WHEN blocks_total > 0 THEN blocks_done ELSE tuples_done END,
                   CASE WHEN blocks_total > 0 THEN blocks_total ELSE tuples_total END
            FROM pg_catalog.pg_stat_progress_create_index WHERE pid = ?
            UNION ALL
            SELECT 'rewrite: ' || phase, heap_blks_scanned, heap_blks_total
            FROM pg_catalog.pg_stat_progress_cluster WHERE pid = ?
            UNION ALL
            SELECT 'vacuum: ' || phase, heap_blks_scanned, heap_blks_total
            FROM pg_catalog.pg_stat_progress_vacuum WHERE pid = ?
            """;
    private static final String PROGRESS_WITH_COPY = PROGRESS + """
            UNION ALL
            SELECT 'copy: bytes', bytes_processed, bytes_total FROM pg_catalog.pg_stat_progress_copy WHERE pid = ?
            """;

    private final Connection connection;
    private final int pid;
    private final int majorVersion;

    /** @param pid the session that is looked at */
    ServerActivity(Connection connection, int pid, int majorVersion) {
        this.connection = connection;
        this.pid = pid;
        this.majorVersion = majorVersion;
    }

    /**
     * Who holds what a session wants.
     *
     * @param sentence for people
     */
    record Blocker(int pid, String sentence) {}

    /** @param total 0 where the server does not know */
    record Advance(String doing, long done, long total) {}

    Optional<Blocker> blocker() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(BLOCKERS)) {
            query.setInt(1, pid);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(blocker(row)) : Optional.empty();
            }
        }
    }

    private static Blocker blocker(ResultSet row) throws SQLException {
        long others = row.getLong(7) - 1;
        String sentence = "process " + row.getInt(1) + ", user " + row.getString(2) + ", " + row.getString(3) + ", "
                + row.getString(4) + " for " + row.getLong(5) + " s" + statement(row.getString(6))
                + (others > 0 ? " (and " + others + " more)" : "");
        return new Blocker(row.getInt(1), sentence);
    }

    /** A stranger's statement may hold a secret. */
    private static String statement(String text) {
        if (text.isEmpty()) {
            return "";
        }
        return text.toLowerCase(Locale.ROOT).contains("password") ? ": (names a password)" : ": " + text;
    }

    Optional<Advance> advance() throws SQLException {
        boolean copies = majorVersion >= PROGRESS_OF_COPY;
        try (PreparedStatement query = connection.prepareStatement(copies ? PROGRESS_WITH_COPY : PROGRESS)) {
            for (int i = 1; i <= (copies ? 4 : 3); i++) {
                query.setInt(i, pid);
            }
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new Advance(row.getString(1), row.getLong(2), row.getLong(3)))
                        : Optional.empty();
            }
        }
    }
}

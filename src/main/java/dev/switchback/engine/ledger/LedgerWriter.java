package dev.switchback.engine.ledger;

import dev.switchback.engine.migration.Digests;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the ledger, inside whatever transaction is open. */
public final class LedgerWriter {

    private final Connection connection;
    private final String schema;
    private final Map<String, String> texts = new HashMap<>();
    private Holdings holdings = Holdings.unknown();

    /** @param schema quoted */
    public LedgerWriter(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /**
     * Says what the ledger holds at a moment from which on nobody else writes it, so that what is not there need not be
     * looked for before it is added.
     */
    public void beginWith(LedgerContents contents) throws SQLException {
        Set<String> scripts = new HashSet<>();
        try (PreparedStatement query = connection.prepareStatement(sql("SELECT digest FROM %s.scripts"));
                ResultSet digests = query.executeQuery()) {
            while (digests.next()) {
                scripts.add(digests.getString(1));
            }
        }
        holdings = Holdings.of(contents, scripts);
    }

    private String sql(String text) {
        return texts.computeIfAbsent(text, each -> each.formatted(schema));
    }

    /** A migration as it is to be recorded. */
    public record NewRow(String set, Migration migration, MigrationState state, LedgerRow.Execution execution) {}

    /** Writes the row of a migration with its scripts as they are now. */
    public void write(NewRow row) throws SQLException {
        if (!holdings.add(row.set(), row.migration().id())) {
            remove(row.set(), row.migration().id());
        }
        String sql = sql("""
                INSERT INTO %s.schema_migrations (
                    set_key, id, name, description, type, up_sql, down_sql, depends_on, status, applied_at,
                    applied_order, execution_time_ms, checksum, digest_algorithm, digest_raw, digest_up, digest_down,
                    statements_done, statements_total, in_doubt, error, run_direction)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """);
        Migration migration = row.migration();
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, row.set());
            insert.setString(2, migration.id().value());
            insert.setString(3, migration.id().value().replace('_', ' '));
            insert.setString(4, migration.header().description());
            insert.setString(5, migration.header().type().text());
            insert.setString(6, KeptText.of(migration.scripts().up()));
            insert.setString(7, migration.scripts().down().map(KeptText::of).orElse(null));
            insert.setString(
                    8, migration.needs().stream().map(MigrationId::value).collect(Collectors.joining("\n")));
            insert.setString(9, row.state().text());
            digests(insert, migration.digests());
            execution(insert, row.execution());
            insert.executeUpdate();
        }
    }

    private static void digests(PreparedStatement insert, Digests digests) throws SQLException {
        insert.setString(13, digests.lines());
        insert.setString(14, digests.algorithm());
        insert.setString(15, digests.raw());
        insert.setString(16, digests.upTokens());
        insert.setString(17, digests.downTokens());
    }

    private static void execution(PreparedStatement insert, LedgerRow.Execution execution) throws SQLException {
        if (execution.appliedAt().isPresent()) {
            insert.setObject(10, execution.appliedAt().get().atOffset(ZoneOffset.UTC));
        } else {
            insert.setNull(10, Types.TIMESTAMP_WITH_TIMEZONE);
        }
        insert.setLong(11, execution.order());
        insert.setLong(12, execution.time().toMillis());
        insert.setInt(18, execution.statementsDone());
        insert.setInt(19, execution.statementsTotal());
        insert.setBoolean(20, execution.doubt() == LedgerRow.Doubt.IN_DOUBT);
        insert.setString(21, execution.error().orElse(null));
        insert.setString(22, execution.direction().text());
    }

    /** Completes a row that was written when its migration began. */
    public void complete(String set, MigrationId id, LedgerRow.Execution execution) throws SQLException {
        String sql = sql("""
                UPDATE %s.schema_migrations
                SET status = ?, applied_at = ?, execution_time_ms = ?, statements_done = ?, in_doubt = FALSE, error = NULL
                WHERE set_key = ? AND id = ?
                """);
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, MigrationState.COMPLETED.text());
            update.setObject(2, execution.appliedAt().orElseThrow().atOffset(ZoneOffset.UTC));
            update.setLong(3, execution.time().toMillis());
            update.setInt(4, execution.statementsDone());
            update.setString(5, set);
            update.setString(6, id.value());
            update.executeUpdate();
        }
    }

    /** Notes how far a migration without a transaction around it has come. */
    public void progress(String set, MigrationId id, int done, LedgerRow.Doubt doubt) throws SQLException {
        String sql =
                sql("UPDATE %s.schema_migrations SET statements_done = ?, in_doubt = ? WHERE set_key = ? AND id = ?");
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setInt(1, done);
            update.setBoolean(2, doubt == LedgerRow.Doubt.IN_DOUBT);
            update.setString(3, set);
            update.setString(4, id.value());
            update.executeUpdate();
        }
    }

    /**
     * A down script that runs without a transaction around it.
     *
     * @param done statements that finished in an earlier run
     */
    public record WayDown(String script, String digest, int done, int total) {}

    /** Notes that a down script begins or goes on; its text is kept, so that the very same one can be resumed. */
    public void goDown(String set, MigrationId id, WayDown way) throws SQLException {
        keep(way.digest(), way.script());
        String sql = sql("""
                UPDATE %s.schema_migrations
                SET status = ?, statements_done = ?, statements_total = ?, in_doubt = ?, error = NULL,
                    run_direction = ?, run_script = ?
                WHERE set_key = ? AND id = ?
                """);
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, MigrationState.RUNNING.text());
            update.setInt(2, way.done());
            update.setInt(3, way.total());
            update.setBoolean(4, false);
            update.setString(5, Direction.DOWN.text());
            update.setString(6, way.digest());
            update.setString(7, set);
            update.setString(8, id.value());
            update.executeUpdate();
        }
    }

    /** Changes the state of a row and leaves its scripts as recorded. */
    public void state(String set, MigrationId id, MigrationState state, Optional<String> error) throws SQLException {
        String sql = sql("UPDATE %s.schema_migrations SET status = ?, error = ? WHERE set_key = ? AND id = ?");
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, state.text());
            update.setString(2, error.orElse(null));
            update.setString(3, set);
            update.setString(4, id.value());
            update.executeUpdate();
        }
    }

    /** Notes that a run without a transaction around it failed after some time. */
    public void failed(String set, MigrationId id, String error, Duration time) throws SQLException {
        String sql = sql(
                "UPDATE %s.schema_migrations SET status = 'failed', error = ?, execution_time_ms = ? WHERE set_key = ? AND id = ?");
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, error);
            update.setLong(2, time.toMillis());
            update.setString(3, set);
            update.setString(4, id.value());
            update.executeUpdate();
        }
    }

    /** Notes that a way down ended before anything of it took effect: what was applied is, what was half applied too. */
    public void backWhereItWas(String set, MigrationId id, String error) throws SQLException {
        String sql = sql("""
                UPDATE %s.schema_migrations
                SET status = CASE WHEN applied_at IS NULL THEN 'failed' ELSE 'completed' END, error = ?
                WHERE set_key = ? AND id = ?
                """);
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, error);
            update.setString(2, set);
            update.setString(3, id.value());
            update.executeUpdate();
        }
    }

    /** Gives a row another id: its file was renamed. */
    public void rename(String set, MigrationId from, MigrationId to) throws SQLException {
        String sql = sql("UPDATE %s.schema_migrations SET id = ? WHERE set_key = ? AND id = ?");
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, to.value());
            update.setString(2, set);
            update.setString(3, from.value());
            update.executeUpdate();
            holdings.add(set, to);
        }
    }

    /** Forgets the row of a migration; its history stays. */
    public void remove(String set, MigrationId id) throws SQLException {
        String sql = sql("DELETE FROM %s.schema_migrations WHERE set_key = ? AND id = ?");
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setString(1, set);
            delete.setString(2, id.value());
            delete.executeUpdate();
        }
    }

    /** Adds a row to the history, and keeps the text that ran under its digest. */
    public void append(HistoryEntry entry, String script) throws SQLException {
        keep(entry.scriptDigest(), script);
        String sql = sql("""
                INSERT INTO %s.migration_history (
                    run_id, set_key, migration_id, direction, script_digest, status, executed_at, execution_time_ms,
                    error, error_sqlstate, error_statement, database_user, os_user, host, version, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """);
        HistoryEntry.Event event = entry.event();
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, entry.runId());
            insert.setString(2, entry.set());
            insert.setString(3, entry.id().value());
            insert.setString(4, entry.action().text());
            insert.setString(5, entry.scriptDigest());
            insert.setString(6, event.status().text());
            insert.setObject(7, event.executedAt().atOffset(ZoneOffset.UTC));
            insert.setLong(8, event.time().toMillis());
            insert.setString(
                    9, event.failure().map(HistoryEntry.Failure::message).orElse(null));
            insert.setString(
                    10, event.failure().flatMap(HistoryEntry.Failure::sqlState).orElse(null));
            insert.setString(
                    11, event.failure().flatMap(HistoryEntry.Failure::statement).orElse(null));
            insert.setString(12, event.actor().databaseUser());
            insert.setString(13, event.actor().osUser());
            insert.setString(14, event.actor().host());
            insert.setString(15, event.actor().version());
            insert.setString(16, event.reason().orElse(null));
            insert.executeUpdate();
        }
    }

    private void keep(String digest, String script) throws SQLException {
        if (!holdings.add(digest)) {
            keepUnlessThere(digest, script);
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement(sql("INSERT INTO %s.scripts (digest, content) VALUES (?, ?)"))) {
            insert.setString(1, digest);
            insert.setString(2, script);
            insert.executeUpdate();
        }
    }

    private void keepUnlessThere(String digest, String script) throws SQLException {
        String sql = sql("""
                INSERT INTO %1$s.scripts (digest, content)
                SELECT CAST(? AS varchar(64)), ? WHERE NOT EXISTS (SELECT 1 FROM %1$s.scripts WHERE digest = ?)
                """);
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, digest);
            insert.setString(2, script);
            insert.setString(3, digest);
            insert.executeUpdate();
        }
    }
}

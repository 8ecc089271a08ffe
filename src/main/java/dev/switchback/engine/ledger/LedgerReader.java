package dev.switchback.engine.ledger;

import dev.switchback.engine.database.DatabaseErrors;
import dev.switchback.engine.ledger.HistoryEntry.Actor;
import dev.switchback.engine.ledger.HistoryEntry.Event;
import dev.switchback.engine.ledger.HistoryEntry.Failure;
import dev.switchback.engine.migration.Digests;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the ledger; creates nothing and needs no right to write. */
public final class LedgerReader {

    private final Connection connection;
    private final String schema;

    /** @param schema quoted */
    public LedgerReader(Connection connection, String schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /** Everything but the SQL texts, in one query; empty contents where there is no ledger. */
    public LedgerContents contents() throws SQLException {
        String sql = """
                SELECT l.version, l.guarded, m.set_key, m.id, m.status, m.depends_on, m.checksum, m.digest_algorithm,
                       m.digest_raw, m.digest_up, m.digest_down, m.applied_order, m.applied_at, m.execution_time_ms,
                       m.statements_done, m.statements_total, m.in_doubt, m.error,
                       m.run_direction
                FROM %1$s.ledger l LEFT JOIN %1$s.schema_migrations m ON 1 = 1
                """.formatted(schema);
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            LedgerContents contents = LedgerContents.NONE;
            List<LedgerRow> read = new ArrayList<>();
            while (rows.next()) {
                LedgerContents.Mark mark =
                        rows.getBoolean("guarded") ? LedgerContents.Mark.GUARDED : LedgerContents.Mark.OPEN;
                contents = new LedgerContents(rows.getInt("version"), mark, List.of());
                if (rows.getString("id") != null) {
                    read.add(row(rows));
                }
            }
            return new LedgerContents(contents.version(), contents.mark(), read);
        } catch (SQLException failure) {
            if (DatabaseErrors.isMissingTable(failure)) {
                return LedgerContents.NONE;
            }
            throw failure;
        }
    }

    private static LedgerRow row(ResultSet row) throws SQLException {
        Digests digests = new Digests(
                row.getString("digest_algorithm"),
                row.getString("digest_raw"),
                row.getString("checksum"),
                row.getString("digest_up"),
                row.getString("digest_down"));
        LedgerRow.Execution execution = new LedgerRow.Execution(
                row.getLong("applied_order"),
                Optional.ofNullable(row.getObject("applied_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Duration.ofMillis(row.getLong("execution_time_ms")),
                row.getInt("statements_done"),
                row.getInt("statements_total"),
                row.getBoolean("in_doubt") ? LedgerRow.Doubt.IN_DOUBT : LedgerRow.Doubt.NONE,
                Optional.ofNullable(row.getString("error")),
                Direction.valueOf(row.getString("run_direction").toUpperCase(Locale.ROOT)));
        return new LedgerRow(
                row.getString("set_key"),
                new MigrationId(row.getString("id")),
                state(row.getString("status")),
                ids(row.getString("depends_on")),
                digests,
                execution);
    }

    static MigrationState state(String text) {
        return MigrationState.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static List<MigrationId> ids(String lines) {
        return Arrays.stream(lines.split("\n"))
                .filter(line -> !line.isBlank())
                .map(MigrationId::new)
                .toList();
    }

    /** The SQL texts of one migration as applied. */
    public Optional<RecordedScripts> recorded(String set, MigrationId id) throws SQLException {
        String sql = "SELECT up_sql, down_sql FROM %s.schema_migrations WHERE set_key = ? AND id = ?".formatted(schema);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, set);
            statement.setString(2, id.value());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new RecordedScripts(row.getString(1), Optional.ofNullable(row.getString(2))))
                        : Optional.empty();
            }
        } catch (SQLException failure) {
            return missing(failure);
        }
    }

    /** The text of a script that ran; empty where it was not kept. */
    public Optional<String> script(String digest) throws SQLException {
        String sql = "SELECT content FROM %s.scripts WHERE digest = ?".formatted(schema);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, digest);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        } catch (SQLException failure) {
            return missing(failure);
        }
    }

    /** The down script that a run was working on when it ended half way; empty where it is not known. */
    public Optional<String> unfinishedDown(String set, MigrationId id) throws SQLException {
        String sql = """
                SELECT s.content FROM %1$s.schema_migrations m JOIN %1$s.scripts s ON s.digest = m.run_script
                WHERE m.set_key = ? AND m.id = ?
                """.formatted(schema);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, set);
            statement.setString(2, id.value());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** The newest entries first. */
    public List<HistoryEntry> history(int limit) throws SQLException {
        String sql = "SELECT * FROM %s.migration_history ORDER BY entry DESC FETCH FIRST ? ROWS ONLY".formatted(schema);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, limit);
            List<HistoryEntry> entries = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    entries.add(entry(rows));
                }
            }
            return entries;
        } catch (SQLException failure) {
            return LedgerReader.<HistoryEntry>missing(failure).stream().toList();
        }
    }

    private static HistoryEntry entry(ResultSet row) throws SQLException {
        Actor actor = new Actor(
                row.getString("database_user"),
                row.getString("os_user"),
                row.getString("host"),
                row.getString("version"));
        Optional<Failure> failure = Optional.ofNullable(row.getString("error"))
                .map(message -> new Failure(message, Optional.empty(), Optional.empty()));
        if (failure.isPresent()) {
            failure = Optional.of(new Failure(
                    failure.get().message(),
                    Optional.ofNullable(row.getString("error_sqlstate")),
                    Optional.ofNullable(row.getString("error_statement"))));
        }
        Instant at = row.getObject("executed_at", OffsetDateTime.class).toInstant();
        Event event = new Event(
                state(row.getString("status")),
                at,
                Duration.ofMillis(row.getLong("execution_time_ms")),
                actor,
                Optional.ofNullable(row.getString("reason")),
                failure);
        return new HistoryEntry(
                row.getString("run_id"),
                row.getString("set_key"),
                new MigrationId(row.getString("migration_id")),
                HistoryAction.valueOf(row.getString("direction").toUpperCase(Locale.ROOT)),
                row.getString("script_digest"),
                event);
    }

    private static <T> Optional<T> missing(SQLException failure) throws SQLException {
        if (DatabaseErrors.isMissingTable(failure)) {
            return Optional.empty();
        }
        throw failure;
    }
}

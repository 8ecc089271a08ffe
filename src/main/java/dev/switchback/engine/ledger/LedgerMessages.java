package dev.switchback.engine.ledger;

import dev.switchback.engine.database.Pipeline.Message;
import dev.switchback.engine.database.Pipeline.Recurrence;
import dev.switchback.engine.migration.Digests;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says to PostgreSQL in one statement what {@link LedgerWriter} says in six: the row of a migration, the text that ran,
 * the history and the summary. The same statement finds out whether the manager's lock is still held, and breaks a rule
 * of the table when it is not, so that nothing commits that another manager may be doing too.
 */
public final class LedgerMessages {

    private static final String HELD =
            "CASE WHEN pg_catalog.pg_try_advisory_xact_lock_shared(%s) THEN NULL ELSE '%s' END";

    private static final String TOOK =
            "(extract(epoch FROM pg_catalog.clock_timestamp() - pg_catalog.transaction_timestamp()) * 1000)::bigint";

    private static final String COLUMNS = """
            run_id, set_key, migration_id, direction, script_digest, status, executed_at, execution_time_ms,
            database_user, os_user, host, version, reason""";

    private static final String SUMMARY_OF_CONFLICT = """
            ON CONFLICT (set_key) DO UPDATE SET version = 1, last_migration = EXCLUDED.last_migration,
                applied_count = EXCLUDED.applied_count, fingerprint = NULL""";

    private final String completed;
    private final String rolledBack;

    /** @param schema quoted */
    public LedgerMessages(String schema) {
        this.completed = """
                WITH recorded AS (
                    INSERT INTO %1$s.schema_migrations AS m (
                        set_key, id, name, description, type, up_sql, down_sql, depends_on, status, applied_at,
                        applied_order, execution_time_ms, checksum, digest_algorithm, digest_raw, digest_up,
                        digest_down, statements_done, statements_total, in_doubt, run_direction)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, %2$s, $10, $11, coalesce($12, %3$s), $13, $14, $15, $16,
                        $17, $18, $18, false, 'up')
                    ON CONFLICT (set_key, id) DO UPDATE SET name = EXCLUDED.name,
                        description = EXCLUDED.description, type = EXCLUDED.type, up_sql = EXCLUDED.up_sql,
                        down_sql = EXCLUDED.down_sql, depends_on = EXCLUDED.depends_on, status = EXCLUDED.status,
                        applied_at = EXCLUDED.applied_at, applied_order = EXCLUDED.applied_order,
                        execution_time_ms = EXCLUDED.execution_time_ms, checksum = EXCLUDED.checksum,
                        digest_algorithm = EXCLUDED.digest_algorithm, digest_raw = EXCLUDED.digest_raw,
                        digest_up = EXCLUDED.digest_up, digest_down = EXCLUDED.digest_down,
                        statements_done = EXCLUDED.statements_done, statements_total = EXCLUDED.statements_total,
                        in_doubt = false, error = NULL, run_direction = 'up', run_script = NULL
                    RETURNING m.execution_time_ms
                ), summary AS (
                    INSERT INTO %1$s.database_schema (set_key, version, last_migration, applied_count)
                    VALUES ($1, 1, $19, $20) %4$s
                ), kept AS (
                    INSERT INTO %1$s.scripts (digest, content) VALUES ($21, $6) ON CONFLICT (digest) DO NOTHING
                )
                INSERT INTO %1$s.migration_history (%5$s)
                VALUES ($22, $1, $2, 'up', $21, 'completed', $10, (SELECT r.execution_time_ms FROM recorded r), $23,
                    $24, $25, $26, $27)
                RETURNING execution_time_ms
                """.formatted(schema, HELD.formatted("$9", "completed"), TOOK, SUMMARY_OF_CONFLICT, COLUMNS);
        this.rolledBack =
                """
                WITH recorded AS (
                    UPDATE %1$s.schema_migrations SET status = %2$s, error = NULL WHERE set_key = $2 AND id = $3
                ), summary AS (
                    INSERT INTO %1$s.database_schema (set_key, version, last_migration, applied_count)
                    VALUES ($2, 1, $4, $5) %4$s
                ), kept AS (
                    INSERT INTO %1$s.scripts (digest, content) VALUES ($6, $7) ON CONFLICT (digest) DO NOTHING
                )
                INSERT INTO %1$s.migration_history (%5$s)
                VALUES ($8, $2, $3, 'down', $6, 'rolled_back', $9, coalesce($10, %3$s), $11, $12, $13, $14, $15)
                RETURNING execution_time_ms
                """.formatted(schema, HELD.formatted("$1", "rolled_back"), TOOK, SUMMARY_OF_CONFLICT, COLUMNS);
    }

    /**
     * What is to be recorded of one migration.
     *
     * @param script the text that ran, as it is kept
     * @param time how long it took; empty for the server to measure from the beginning of the transaction
     * @param witness key of an advisory lock that lives as long as the manager's
     * @param tally what is applied afterwards
     */
    public record Done(HistoryEntry entry, String script, Optional<Duration> time, long witness, AppliedTally tally) {

        private Optional<String> milliseconds() {
            return time.map(Duration::toMillis).map(String::valueOf);
        }
    }

    /** A migration that is applied; answers with the milliseconds that were recorded. */
    public Message completed(Done done, Migration migration, long order, int statements) {
        HistoryEntry entry = done.entry();
        Digests digests = migration.digests();
        List<Optional<String>> values = new ArrayList<>();
        add(values, entry.set(), migration.id().value(), migration.id().value().replace('_', ' '));
        add(values, migration.header().description(), migration.header().type().text(), done.script());
        values.add(migration.scripts().down().map(KeptText::of));
        add(values, migration.needs().stream().map(MigrationId::value).collect(Collectors.joining("\n")));
        add(values, String.valueOf(done.witness()), entry.event().executedAt().toString(), String.valueOf(order));
        values.add(done.milliseconds());
        add(values, digests.lines(), digests.algorithm(), digests.raw(), digests.upTokens(), digests.downTokens());
        add(values, String.valueOf(statements));
        summary(values, done);
        add(values, entry.scriptDigest(), entry.runId());
        actor(values, entry);
        return new Message(completed, values, Recurrence.OFTEN);
    }

    /** A migration that is taken back; answers with the milliseconds that were recorded. */
    public Message rolledBack(Done done) {
        HistoryEntry entry = done.entry();
        List<Optional<String>> values = new ArrayList<>();
        add(values, String.valueOf(done.witness()), entry.set(), entry.id().value());
        summary(values, done);
        add(values, entry.scriptDigest(), done.script(), entry.runId());
        add(values, entry.event().executedAt().toString());
        values.add(done.milliseconds());
        actor(values, entry);
        return new Message(rolledBack, values, Recurrence.OFTEN);
    }

    private static void add(List<Optional<String>> values, String... more) {
        for (String value : more) {
            values.add(Optional.of(value));
        }
    }

    private static void summary(List<Optional<String>> values, Done done) {
        String set = done.entry().set();
        values.add(done.tally().last(set).map(MigrationId::value));
        values.add(Optional.of(String.valueOf(done.tally().count(set))));
    }

    private static void actor(List<Optional<String>> values, HistoryEntry entry) {
        HistoryEntry.Actor actor = entry.event().actor();
        add(values, actor.databaseUser(), actor.osUser(), actor.host(), actor.version());
        values.add(entry.event().reason());
    }
}

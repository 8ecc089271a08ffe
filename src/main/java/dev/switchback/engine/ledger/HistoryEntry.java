package dev.switchback.engine.ledger;

import dev.switchback.engine.migration.MigrationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One row of {@code migration_history}; rows are only ever added.
 *
 * @param runId shared by all rows of one run
 * @param scriptDigest SHA-256 of the SQL that ran, the key of its text in the ledger
 */
public record HistoryEntry(
        String runId, String set, MigrationId id, HistoryAction action, String scriptDigest, Event event) {

    /** What happened, and who did it. */
    public record Event(
            MigrationState status,
            Instant executedAt,
            Duration time,
            Actor actor,
            Optional<String> reason,
            Optional<Failure> failure) {}

    /** Who ran it, and from where. */
    public record Actor(String databaseUser, String osUser, String host, String version) {}

    /** Why it failed. */
    public record Failure(String message, Optional<String> sqlState, Optional<String> statement) {}
}

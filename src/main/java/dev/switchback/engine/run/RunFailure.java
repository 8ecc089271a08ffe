package dev.switchback.engine.run;

import dev.switchback.engine.migration.MigrationId;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What went wrong, where, and what next.
 *
 * @param code a stable word such as {@code statement_failed}, {@code check_failed}, {@code lock_timeout}
 * @param message the server's message, or ours
 * @param advice what state things are in now and what the user can do
 */
public record RunFailure(
        String code, String message, Optional<MigrationId> id, Optional<Place> place, Server server, String advice) {

    /** Where in which file, from 1. */
    public record Place(Path file, int line, int column, String statement) {}

    /** What the server said beyond its message. */
    public record Server(Optional<String> sqlState, Optional<String> detail, Optional<String> hint) {

        public static final Server SILENT = new Server(Optional.empty(), Optional.empty(), Optional.empty());
    }
}

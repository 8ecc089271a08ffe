package dev.switchback.cli;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.migration.MigrationId;
import java.util.List;
import java.util.Optional;

/** Finds the migration that is meant: its id, or a beginning that only one id has. */
final class Ids {

    private final List<MigrationId> known;

    /** @param set the set that is asked for; empty means all */
    Ids(ProjectStatus status, Optional<String> set) {
        this.known = status.sets().stream()
                .filter(each -> set.map(each.set().name()::equals).orElse(true))
                .flatMap(each -> each.migrations().stream())
                .map(MigrationStatus::id)
                .distinct()
                .toList();
    }

    MigrationId find(String text) {
        Optional<MigrationId> exact =
                known.stream().filter(id -> id.value().equals(text)).findFirst();
        List<MigrationId> beginning =
                known.stream().filter(id -> id.value().startsWith(text)).toList();
        if (exact.isPresent()) {
            return exact.get();
        }
        if (beginning.size() == 1) {
            return beginning.getFirst();
        }
        throw new SwitchbackException.Unreadable(
                "unknown_migration",
                beginning.isEmpty() ? "there is no migration " + text : text + " fits several: " + beginning,
                "Look at `status` for the ids.",
                Optional.empty());
    }
}

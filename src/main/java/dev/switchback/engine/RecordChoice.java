package dev.switchback.engine;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Project;
import java.util.List;
import java.util.Optional;

/** Finds the set and the migrations that a change of the record is about. */
final class RecordChoice {

    private RecordChoice() {}

    static MigrationSet set(Project now, RecordRequest request) {
        return now.sets().stream()
                .filter(set -> request.set().map(set.name()::equals).orElse(true))
                .filter(set -> request.ids().isEmpty()
                        || request.ids().stream().anyMatch(id -> set.find(id).isPresent())
                        || request.set().isPresent())
                .findFirst()
                .orElseThrow(() -> new SwitchbackException.Unreadable(
                        "unknown_migration",
                        "no set of this project has " + request.ids(),
                        "Look at `status` for the ids.",
                        Optional.empty()));
    }

    /** A baseline covers everything up to its migration in plan order. */
    static List<MigrationId> ids(MigrationSet set, RecordRequest request) {
        return switch (request.action()) {
            case BASELINE -> {
                List<MigrationId> all =
                        set.migrations().stream().map(Migration::id).toList();
                yield all.subList(0, all.indexOf(request.ids().getFirst()) + 1);
            }
            case STAMP -> AlembicDesk.implied(set, request.ids());
            case ACCEPT, REPAIR, ADOPT, UP, DOWN -> request.ids();
        };
    }
}

package dev.switchback.cli;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.Selection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which migrations a command is about; ids may be shortened where that is clear. */
final class SelectionOptions {

    @Option(names = "--target", paramLabel = "ID", description = "This migration and all it needs.")
    private @Nullable String target;

    @Option(
            names = "--only",
            paramLabel = "ID",
            description = "Up: exactly this one. Down: this one with its dependents.")
    private @Nullable String only;

    @Option(names = "--count", paramLabel = "N", description = "The next N.")
    private @Nullable Integer count;

    @Option(names = "--phase", paramLabel = "P", description = "Everything up to the end of a phase, past its gate.")
    private @Nullable String phase;

    @Option(names = "--steps", paramLabel = "N", description = "Down: the last N.")
    private @Nullable Integer steps;

    @Option(names = "--to", paramLabel = "ID", description = "Down: everything applied after this one, which stays.")
    private @Nullable String to;

    @Option(names = "--all", description = "Down: everything.")
    private boolean all;

    Selection up(ProjectStatus status) {
        if (target != null) {
            return new Selection.Target(resolve(status, target));
        }
        if (only != null) {
            return new Selection.Only(resolve(status, only));
        }
        if (phase != null) {
            return new Selection.ThroughPhase(phase);
        }
        return count == null ? new Selection.Everything() : counted(count);
    }

    Selection down(ProjectStatus status) {
        if (to != null) {
            return new Selection.Target(resolve(status, to));
        }
        if (only != null) {
            return new Selection.Only(resolve(status, only));
        }
        if (steps != null) {
            return counted(steps);
        }
        if (all) {
            return new Selection.Everything();
        }
        throw wrong("say what to roll back: --steps N, --to ID, --only ID or --all");
    }

    private static Selection counted(int number) {
        if (number < 1) {
            throw wrong("the number has to be 1 or more");
        }
        return new Selection.Count(number);
    }

    static MigrationId resolve(ProjectStatus status, String text) {
        List<MigrationId> ids = status.sets().stream()
                .flatMap(set -> set.migrations().stream())
                .map(MigrationStatus::id)
                .toList();
        Optional<MigrationId> exact =
                ids.stream().filter(id -> id.value().equals(text)).findFirst();
        List<MigrationId> beginning =
                ids.stream().filter(id -> id.value().startsWith(text)).toList();
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

    static SwitchbackException.Unreadable wrong(String message) {
        return new SwitchbackException.Unreadable("wrong_use", message, "Look at --help.", Optional.empty());
    }
}

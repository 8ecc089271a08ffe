package dev.switchback.cli;

import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.difference.TextDifference;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.ledger.RecordedScripts;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An applied migration whose file says something else now.
 *
 * @param lines what was applied against what is there now, as {@code diff -u} writes it
 */
record FileChange(String set, MigrationId id, List<String> lines) {

    FileChange {
        lines = List.copyOf(lines);
    }

    /** All of a project, in order. */
    static List<FileChange> of(ProjectStatus status, TargetDatabase target) {
        return status.sets().stream().flatMap(set -> of(set, target)).toList();
    }

    private static Stream<FileChange> of(SetStatus set, TargetDatabase target) {
        String name = set.set().name();
        return set.migrations().stream()
                .filter(migration -> migration.has(FindingCode.MODIFIED))
                .flatMap(migration -> target.recorded(name, migration.id()).stream()
                        .flatMap(recorded -> lines(migration, recorded).stream())
                        .map(lines -> new FileChange(name, migration.id(), lines)));
    }

    private static Optional<List<String>> lines(MigrationStatus migration, RecordedScripts recorded) {
        return migration
                .migration()
                .map(Migration::scripts)
                .map(scripts -> TextDifference.unified(
                        migration.id() + " as applied",
                        recorded.up(),
                        migration.id() + " in the file now",
                        scripts.up().text()));
    }
}

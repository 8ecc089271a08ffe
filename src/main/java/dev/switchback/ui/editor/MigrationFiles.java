package dev.switchback.ui.editor;

import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.migration.FileInError;
import dev.switchback.engine.migration.Finding;
import dev.switchback.ui.workspace.MigrationKey;
import dev.switchback.ui.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the text of a migration is, and what was noticed in it, also where it could not be read as a migration. */
record MigrationFiles(Workspace workspace) {

    Optional<Path> path(Optional<MigrationKey> key) {
        return key.flatMap(workspace::find)
                .flatMap(MigrationStatus::migration)
                .map(migration -> migration.source().path())
                .or(() -> key.flatMap(this::inError).map(FileInError::file));
    }

    List<Finding> findings(Optional<MigrationKey> key) {
        return key.flatMap(workspace::find)
                .map(MigrationStatus::findings)
                .orElseGet(() -> key.flatMap(this::inError).map(FileInError::finding).stream()
                        .toList());
    }

    private Optional<FileInError> inError(MigrationKey key) {
        return workspace.setsProperty().get().stream()
                .filter(set -> set.set().name().equals(key.set()))
                .flatMap(set -> set.set().problems().files().stream())
                .filter(error -> error.id().equals(key.id()))
                .findFirst();
    }
}

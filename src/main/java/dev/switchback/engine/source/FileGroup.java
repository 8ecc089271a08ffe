package dev.switchback.engine.source;

import dev.switchback.engine.migration.Header.Repetition;
import dev.switchback.engine.migration.MigrationId;
import java.nio.file.Path;
import java.util.Optional;

/** The files that together are one migration. */
record FileGroup(
        MigrationId id,
        FileContent up,
        Optional<FileContent> down,
        Optional<FileContent> verify,
        Repetition repetition) {

    /** A migration without a script that verifies it. */
    FileGroup(MigrationId id, FileContent up, Optional<FileContent> down, Repetition repetition) {
        this(id, up, down, Optional.empty(), repetition);
    }

    Path file() {
        return up.file();
    }
}

package dev.switchback.engine.source;

import dev.switchback.engine.migration.Header.Repetition;
import dev.switchback.engine.migration.MigrationId;
import java.nio.file.Path;
import java.util.Optional;

/** The files that together are one migration. */
record FileGroup(MigrationId id, FileContent up, Optional<FileContent> down, Repetition repetition) {

    Path file() {
        return up.file();
    }
}

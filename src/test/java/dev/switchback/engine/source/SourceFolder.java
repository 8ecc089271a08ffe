package dev.switchback.engine.source;

import dev.switchback.engine.migration.FileInError;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A project folder that a test fills and reads. */
record SourceFolder(Path root) {

    SourceFolder write(String name, String text) {
        return writeBytes(name, text.getBytes(StandardCharsets.UTF_8));
    }

    SourceFolder writeBytes(String name, byte[] bytes) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Files of one trivial statement each. */
    SourceFolder scripts(String... names) {
        for (String name : names) {
            write(name, "SELECT 1;\n");
        }
        return this;
    }

    MigrationSet read() {
        return ProjectReader.read(root).sets().getFirst();
    }

    List<String> ids() {
        return read().migrations().stream()
                .map(migration -> migration.id().value())
                .toList();
    }

    Migration migration(String id) {
        return read().find(new MigrationId(id)).orElseThrow();
    }

    /** The findings of one migration but for a missing way down, as "code:line". */
    List<String> findings(String id) {
        return read().problems().of(new MigrationId(id)).stream()
                .filter(finding -> finding.code() != FindingCode.NO_DOWN)
                .map(finding -> finding.code().text() + ":" + finding.line().orElse(0))
                .toList();
    }

    String message(String id, FindingCode code) {
        return read().problems().of(new MigrationId(id)).stream()
                .filter(finding -> finding.code() == code)
                .map(Finding::message)
                .findFirst()
                .orElseThrow();
    }

    /** The files in error, as "id:line". */
    List<String> errors() {
        return read().problems().files().stream()
                .map(error -> error.id() + ":" + error.finding().line().orElse(0))
                .toList();
    }

    FileInError error() {
        return read().problems().files().getFirst();
    }
}

package dev.switchback.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project folder that a test writes. */
public record ProjectFolder(Path path) {

    public ProjectFolder write(String name, String text) {
        try {
            Path file = path.resolve(name);
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** An annotated migration that depends on the file before it. */
    public ProjectFolder migration(String id, String up, String down) {
        return write(id + ".sql", "-- @up\n" + up + "\n-- @down\n" + down + "\n");
    }
}

package dev.switchback.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A project folder that a test writes. */
public record ProjectFolder(Path path) {

    /** A copy of a folder that a test may change; where it is to be need not exist. */
    public static ProjectFolder copy(Path source, Path target) {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = target.resolve(source.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(file, copy);
            }
            return new ProjectFolder(target);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

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

package dev.switchback.engine.migration;

import java.nio.file.Path;

/**
 * The SQL of one section of a migration, with its place on disk.
 *
 * @param text the SQL with LF line ends and without byte order mark
 * @param file the file it was read from
 * @param firstLine the line of the file, from 1, on which {@code text} begins
 */
public record Script(String text, Path file, int firstLine) {

    public Script {
        if (firstLine < 1) {
            throw new IllegalArgumentException("lines count from 1, not " + firstLine);
        }
    }

    /** Whether there is nothing but white space; comment-only scripts are not blank. */
    public boolean isBlank() {
        return text.isBlank();
    }
}

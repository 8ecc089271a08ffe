package dev.switchback.engine.migration;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a migration is kept.
 *
 * @param path the file that holds the up script
 * @param companions further files that belong to it: a separate down script, files included with {@code \i}
 * @param text the whole main file with LF line ends, without byte order mark
 */
public record SourceFile(Path path, List<Path> companions, String text) {

    public SourceFile {
        companions = List.copyOf(companions);
    }
}

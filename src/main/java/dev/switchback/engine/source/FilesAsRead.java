package dev.switchback.engine.source;

import dev.switchback.engine.migration.Digests;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tells whether files are still what a migration was read from, without reading what they mean. */
public final class FilesAsRead {

    private FilesAsRead() {}

    /** Whether the main file has the same bytes, and each companion the same lines, as when the migration was read. */
    public static boolean of(Migration migration) {
        SourceFile source = migration.source();
        Digests digests = migration.digests();
        if (!(TextFiles.read(source.path()) instanceof FileContent.Text main)
                || !main.rawDigest().equals(digests.raw())) {
            return false;
        }
        return source.companions().isEmpty() || companionsOf(source, main, digests);
    }

    private static boolean companionsOf(SourceFile source, FileContent.Text main, Digests digests) {
        List<FileContent.Text> files = new ArrayList<>(List.of(main));
        for (Path companion : source.companions()) {
            if (!(TextFiles.read(companion) instanceof FileContent.Text text)) {
                return false;
            }
            files.add(text);
        }
        return Fingerprints.lines(files).equals(digests.lines());
    }
}

package dev.switchback.engine.source;

import dev.switchback.engine.migration.BulkData;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** What reading one file gave: its text, or why there is none. */
sealed interface FileContent {

    Path file();

    /**
     * A readable file.
     *
     * @param text with LF line ends, without byte order mark
     * @param rawDigest over the bytes on disk
     * @param bulk what was left on disk
     */
    record Text(Path file, String text, String rawDigest, Bulk bulk) implements FileContent {

        Text(Path file, String text, String rawDigest) {
            this(file, text, rawDigest, Bulk.NONE);
        }
    }

    /**
     * Data of COPY statements that was left on disk.
     *
     * @param cleanDigest over the whole content of the file with LF line ends and without byte order mark; "" where it
     *     was not made yet
     * @param placeholder the first line of it with something like <code>${name}</code>
     */
    record Bulk(List<BulkData> data, String cleanDigest, OptionalInt placeholder) {

        static final Bulk NONE = none("");

        static Bulk none(String cleanDigest) {
            return new Bulk(List.of(), cleanDigest, OptionalInt.empty());
        }

        public Bulk {
            data = List.copyOf(data);
        }
    }

    /**
     * A file that gives no text.
     *
     * @param message what is wrong and what to do
     * @param line the line on which it shows; 1 when it is about the whole file
     */
    record Unreadable(Path file, String message, int line) implements FileContent {}
}

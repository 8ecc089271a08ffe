package dev.switchback.engine.source;

import java.nio.file.Path;

/** What reading one file gave: its text, or why there is none. */
sealed interface FileContent {

    Path file();

    /**
     * A readable file.
     *
     * @param text with LF line ends, without byte order mark
     * @param rawDigest over the bytes on disk
     */
    record Text(Path file, String text, String rawDigest) implements FileContent {}

    /**
     * A file that gives no text.
     *
     * @param message what is wrong and what to do
     * @param line the line on which it shows; 1 when it is about the whole file
     */
    record Unreadable(Path file, String message, int line) implements FileContent {}
}

package dev.switchback.engine.source;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import java.nio.file.Path;

/** A file that cannot take part; caught where the set is read, so that it never hides the others. */
final class UnreadableFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final int line;

    private UnreadableFileException(Path file, String message, int line) {
        super(message, null, false, false);
        this.file = file;
        this.line = line;
    }

    static UnreadableFileException at(Path file, int line, String message) {
        return new UnreadableFileException(file, message, line);
    }

    /** The text of a file, or this exception. */
    static FileContent.Text textOf(FileContent content) {
        return switch (content) {
            case FileContent.Text text -> text;
            case FileContent.Unreadable unreadable ->
                throw new UnreadableFileException(unreadable.file(), unreadable.message(), unreadable.line());
        };
    }

    Path file() {
        return file;
    }

    Finding finding() {
        return Finding.at(FindingCode.UNREADABLE, String.valueOf(getMessage()), line);
    }
}

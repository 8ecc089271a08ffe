package dev.switchback.engine.source;

import java.nio.file.Path;

/** Numbered steps that are not SQL: shown as what they are, never skipped. */
final class OtherLanguages {

    private OtherLanguages() {}

    /** Where switchback.toml says that a set is Python, and one of its files is not. */
    static UnreadableFileException sqlAmongPython(Path file) {
        return UnreadableFileException.at(
                file,
                1,
                "this step is SQL, but its set is Python. Execute it from a Python file, or put it into a set of its own");
    }

    static UnreadableFileException refused(Path file) {
        String name = file.getFileName().toString();
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return UnreadableFileException.at(
                file,
                1,
                "this step is written in another language (." + extension
                        + "), which this set cannot run. Run it by hand "
                        + "when its turn comes, and put an SQL file of the same number in its place");
    }
}

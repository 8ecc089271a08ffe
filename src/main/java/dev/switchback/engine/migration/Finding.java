package dev.switchback.engine.migration;

import java.util.OptionalInt;

/**
 * Something noticed about a migration.
 *
 * @param message what is so, and what the user can do, in one or two sentences
 * @param line the line of the file, from 1, where it shows
 */
public record Finding(FindingCode code, String message, OptionalInt line) {

    /** A finding about the migration as a whole. */
    public static Finding of(FindingCode code, String message) {
        return new Finding(code, message, OptionalInt.empty());
    }

    /** A finding about one line of its file. */
    public static Finding at(FindingCode code, String message, int line) {
        return new Finding(code, message, OptionalInt.of(line));
    }

    public Severity severity() {
        return code.severity();
    }
}

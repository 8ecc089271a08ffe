package dev.switchback.engine.migration;

/**
 * What is left in its file, because it may be larger than memory. In the text of the script its lines stand empty, so
 * that every other line is where it is on disk.
 *
 * @param kind what it is
 * @param start the line on which it begins
 * @param from the byte of the file at which it begins
 * @param to the byte at which it ends, exclusive
 * @param digest SHA-256 of it with LF line ends, hexadecimal: what runs is what was read
 */
public record BulkData(Kind kind, Script.Place start, long from, long to, String digest) {

    /** What was left on disk. */
    public enum Kind {
        /** The data of a COPY. */
        COPY,
        /** INSERT statements behind another one, which stands for all of them in the script. */
        INSERTS
    }
}

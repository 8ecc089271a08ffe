package dev.switchback.engine.migration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The SQL of one section of a migration, or its program, with its place on disk.
 *
 * @param text what runs: LF line ends, no byte order mark, placeholders replaced, included files in place
 * @param file the file it was read from
 * @param firstLine the line of the file, from 1, on which {@code text} begins
 * @param segments where included text begins and ends, in line order; empty when nothing is included
 * @param bulk data of the files that {@code text} came from, which is not in it
 * @param program what runs where {@code text} is no SQL
 */
public record Script(
        String text, Path file, int firstLine, List<Segment> segments, List<BulkData> bulk, Optional<Program> program) {

    /** Longer texts are named by digest and size where others are kept. */
    public static final int LONGEST_KEPT = 1_000_000;

    /**
     * A stretch of lines that all come from one file.
     *
     * @param from the line of the script, counted from {@code firstLine}, on which the stretch begins
     * @param start where that line stands on disk
     */
    public record Segment(int from, Place start) {}

    /** One line of one file. */
    public record Place(Path file, int line) {}

    public Script {
        if (firstLine < 1) {
            throw new IllegalArgumentException("lines count from 1, not " + firstLine);
        }
        segments = List.copyOf(segments);
        bulk = List.copyOf(bulk);
    }

    /** A script of SQL. */
    public Script(String text, Path file, int firstLine, List<Segment> segments, List<BulkData> bulk) {
        this(text, file, firstLine, segments, bulk, Optional.empty());
    }

    /** A script of SQL that includes nothing. */
    public Script(String text, Path file, int firstLine) {
        this(text, file, firstLine, List.of(), List.of());
    }

    /** The text of a program. */
    public Script(String text, Path file, Program program) {
        this(text, file, 1, List.of(), List.of(), Optional.of(program));
    }

    /** Whether the text is all there is, and short enough to be kept in a ledger. */
    public boolean isKeepable() {
        return bulk.isEmpty() && text.length() <= LONGEST_KEPT;
    }

    /** The data that begins on a line of the script, where it was left on disk. */
    public Optional<BulkData> bulkAt(int line) {
        Place place = placeOf(line);
        return bulk.stream().filter(data -> data.start().equals(place)).findFirst();
    }

    /** The INSERT statements behind one that were left on disk; {@code lastLine} is that on which it ends. */
    public Optional<BulkData> insertsBehind(int lastLine) {
        return bulk.isEmpty()
                ? Optional.empty()
                : bulkAt(lastLine + 1).filter(data -> data.kind() == BulkData.Kind.INSERTS);
    }

    /** Whether there is nothing but white space; comment-only scripts are not blank. */
    public boolean isBlank() {
        return text.isBlank();
    }

    /** Where a line of the script, as statements carry it, stands on disk: included text has a file of its own. */
    public Place placeOf(int line) {
        Place place = new Place(file, line);
        for (Segment segment : segments) {
            if (segment.from() <= line) {
                Place start = segment.start();
                place = new Place(start.file(), start.line() + line - segment.from());
            }
        }
        return place;
    }
}

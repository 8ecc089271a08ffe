package dev.switchback.ui.difference;

import dev.switchback.engine.difference.DifferenceRow;
import dev.switchback.engine.difference.DifferenceRow.Line;
import dev.switchback.engine.difference.DifferenceRow.Mark;
import dev.switchback.engine.difference.TextDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One column of a comparison: as many lines as the other column has, with blank ones where this side has none.
 *
 * @param text all lines, joined by LF
 * @param lines what each line of {@code text} shows
 */
record DifferenceSide(String text, List<SideLine> lines) {

    /** How a line of a column looks. */
    enum Look {
        SAME,
        /** There, and different or missing on the other side. */
        DIFFERS,
        /** Not there: it only keeps the columns in step. */
        FILLER
    }

    /**
     * One line of a column.
     *
     * @param number the line's number in its own text; empty for fillers
     * @param start where the line begins in the column's text
     */
    record SideLine(Look look, Optional<Integer> number, int start, List<Mark> marks) {}

    DifferenceSide {
        lines = List.copyOf(lines);
    }

    static DifferenceSide left(TextDifference difference) {
        return of(difference, DifferenceRow::left);
    }

    static DifferenceSide right(TextDifference difference) {
        return of(difference, DifferenceRow::right);
    }

    private static DifferenceSide of(TextDifference difference, Function<DifferenceRow, Optional<Line>> side) {
        StringBuilder text = new StringBuilder();
        List<SideLine> lines = new ArrayList<>();
        for (DifferenceRow row : difference.rows()) {
            if (!lines.isEmpty()) {
                text.append('\n');
            }
            Optional<Line> line = side.apply(row);
            lines.add(new SideLine(
                    look(row, line),
                    line.map(Line::number),
                    text.length(),
                    line.map(Line::marks).orElse(List.of())));
            line.ifPresent(present -> text.append(present.text()));
        }
        return new DifferenceSide(text.toString(), lines);
    }

    private static Look look(DifferenceRow row, Optional<Line> line) {
        if (line.isEmpty()) {
            return Look.FILLER;
        }
        return row.kind() == DifferenceRow.Kind.SAME ? Look.SAME : Look.DIFFERS;
    }
}

package dev.switchback.engine.difference;

import java.util.List;
import java.util.Optional;

/**
 * One row of two texts side by side.
 *
 * @param left empty where the line is only on the right
 * @param right empty where the line is only on the left
 */
public record DifferenceRow(Kind kind, Optional<Line> left, Optional<Line> right) {

    /** How the two sides of a row relate. */
    public enum Kind {
        SAME,
        CHANGED,
        ONLY_LEFT,
        ONLY_RIGHT
    }

    /**
     * One line of one text.
     *
     * @param number from 1
     * @param marks the parts that differ from the other side, in order; empty when the whole line does or nothing
     */
    public record Line(int number, String text, List<Mark> marks) {

        public Line {
            marks = List.copyOf(marks);
        }
    }

    /**
     * A part of a line.
     *
     * @param start from 0, in UTF-16 units
     * @param end exclusive
     */
    public record Mark(int start, int end) {}
}

package dev.switchback.engine.sql;

/** Turns offsets, asked for in ascending order, into lines and columns in one pass over the text. */
public final class LineCounter {

    private final String text;
    private int offset;
    private int line;
    private int lineStart;

    /** @param firstLine the line, from 1, on which the text begins */
    public LineCounter(String text, int firstLine) {
        this.text = text;
        this.line = firstLine;
    }

    /** The line of an offset, from 1; offsets must not descend between calls. */
    public int line(int position) {
        advance(position);
        return line;
    }

    /** The column of an offset, from 1. */
    public int column(int position) {
        advance(position);
        return position - lineStart + 1;
    }

    private void advance(int position) {
        int next = text.indexOf('\n', offset);
        while (next >= 0 && next < position) {
            line++;
            lineStart = next + 1;
            offset = next + 1;
            next = text.indexOf('\n', offset);
        }
    }
}

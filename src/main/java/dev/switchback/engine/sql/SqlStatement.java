package dev.switchback.engine.sql;

import java.util.Optional;

/**
 * One statement of a script, exactly as it is sent.
 *
 * @param text the statement without its terminating semicolon and without surrounding white space
 * @param offset where it begins in the script, in UTF-16 units from 0
 * @param line the line of the file, from 1
 * @param column the column in that line, from 1
 * @param data what {@code COPY … FROM STDIN} reads; empty for every other statement
 */
public record SqlStatement(String text, int offset, int line, int column, Optional<CopyData> data) {

    public SqlStatement {
        if (offset < 0 || line < 1 || column < 1) {
            throw new IllegalArgumentException("not a place in a file: " + offset + ", " + line + ":" + column);
        }
    }

    /** A statement without COPY data. */
    public SqlStatement(String text, int offset, int line, int column) {
        this(text, offset, line, column, Optional.empty());
    }

    /** The line of the file, from 1, on which its last token ends. */
    public int lastLine() {
        return line + (int) text.chars().filter(c -> c == '\n').count();
    }

    /** The first words, on one line of at most {@code limit} characters, for lists and messages. */
    public String summary(int limit) {
        // white space shrinks to one space each, so that a few times the limit is enough of a statement of megabytes
        String head = text.length() <= 8 * limit ? text : text.substring(0, 8 * limit);
        String oneLine = head.replaceAll("\\s+", " ");
        boolean whole = head.length() == text.length() && oneLine.length() <= limit;
        return whole ? oneLine : oneLine.substring(0, Math.min(oneLine.length(), limit - 1)) + "…";
    }
}

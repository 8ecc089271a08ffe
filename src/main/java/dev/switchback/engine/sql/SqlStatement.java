package dev.switchback.engine.sql;

/**
 * One statement of a script, exactly as it is sent.
 *
 * @param text the statement without its terminating semicolon and without surrounding white space
 * @param offset where it begins in the script, in UTF-16 units from 0
 * @param line the line of the file, from 1
 * @param column the column in that line, from 1
 * @param copyData the data lines of {@code COPY … FROM STDIN}; empty for every other statement
 */
public record SqlStatement(String text, int offset, int line, int column, String copyData) {

    public SqlStatement {
        if (offset < 0 || line < 1 || column < 1) {
            throw new IllegalArgumentException("not a place in a file: " + offset + ", " + line + ":" + column);
        }
    }

    /** A statement without COPY data. */
    public SqlStatement(String text, int offset, int line, int column) {
        this(text, offset, line, column, "");
    }

    /** The first words, on one line of at most {@code limit} characters, for lists and messages. */
    public String summary(int limit) {
        String oneLine = text.replaceAll("\\s+", " ");
        return oneLine.length() <= limit ? oneLine : oneLine.substring(0, limit - 1) + "…";
    }
}

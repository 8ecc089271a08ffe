package dev.switchback.engine.sql;

/** A script that cannot be split: an unclosed quote, or a psql command that is refused. */
public final class SqlSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final Reason reason;

    /** What cannot be split. */
    public enum Reason {
        TEXT,
        /** A quote or comment that goes on to the end. */
        UNCLOSED,
        /** A command that includes a file, which whoever reads files may put in its place. */
        INCLUDE
    }

    public SqlSyntaxException(int line, int column, String message) {
        this(line, column, message, Reason.TEXT);
    }

    SqlSyntaxException(int line, int column, String message, Reason reason) {
        super(message);
        this.line = line;
        this.column = column;
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** The line of the file, from 1. */
    public int line() {
        return line;
    }

    /** The column in that line, from 1. */
    public int column() {
        return column;
    }
}

package dev.switchback.engine.source;

/**
 * A piece of a Python file.
 *
 * @param line on which it begins, from 1
 * @param start where it begins in the text, in UTF-16 units
 * @param end exclusive
 */
public record PythonToken(Kind kind, String text, int line, int start, int end) {

    /** What a piece is. */
    public enum Kind {
        NAME,
        NUMBER,
        STRING,
        /** A string that is not closed before its line, or the file, ends. */
        OPEN_STRING,
        SYMBOL,
        COMMENT,
        /** The end of a logical line: not inside of brackets, not behind a backslash. */
        NEWLINE,
        INDENT,
        DEDENT
    }

    boolean is(String symbolOrName) {
        return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equals(symbolOrName);
    }

    boolean isString() {
        return kind == Kind.STRING;
    }
}

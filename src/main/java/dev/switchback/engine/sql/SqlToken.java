package dev.switchback.engine.sql;

/**
 * A piece of SQL text.
 *
 * @param start where it begins, in UTF-16 units from 0
 * @param end where it ends, exclusive
 * @param closing whether a quote or comment that it opens is closed
 */
record SqlToken(Kind kind, int start, int end, Closing closing) {

    /** What a piece is. */
    enum Kind {
        SPACE,
        LINE_COMMENT,
        BLOCK_COMMENT,
        WORD,
        QUOTED_IDENTIFIER,
        STRING,
        DOLLAR_STRING,
        NUMBER,
        PARAMETER,
        SYMBOL,
        SEMICOLON,
        /** A psql command from its backslash to the end of the line. */
        META_COMMAND
    }

    /** Whether the piece ends by itself or by the end of the text. */
    enum Closing {
        CLOSED,
        OPEN
    }

    boolean isSignificant() {
        return switch (kind) {
            case SPACE, LINE_COMMENT, BLOCK_COMMENT -> false;
            case WORD, QUOTED_IDENTIFIER, STRING, DOLLAR_STRING, NUMBER, PARAMETER, SYMBOL, SEMICOLON, META_COMMAND ->
                true;
        };
    }

    int length() {
        return end - start;
    }
}

package dev.switchback.engine.sql;

import dev.switchback.engine.sql.SqlToken.Closing;
import dev.switchback.engine.sql.SqlToken.Kind;

/** Finds the ends of what is quoted: strings with and without escapes, quoted names, dollar quotes, comments that nest. */
final class Strings {

    private final String text;

    Strings(String text) {
        this.text = text;
    }

    /** A comment that begins at a place; comments nest. */
    SqlToken blockComment(int start) {
        int depth = 1;
        int end = start + 2;
        while (end < text.length() && depth > 0) {
            char c = text.charAt(end);
            if (c == '/' && text.startsWith("/*", end)) {
                depth++;
                end += 2;
            } else if (c == '*' && text.startsWith("*/", end)) {
                depth--;
                end += 2;
            } else {
                end++;
            }
        }
        return new SqlToken(
                Kind.BLOCK_COMMENT, start, Math.min(end, text.length()), depth == 0 ? Closing.CLOSED : Closing.OPEN);
    }

    /** Something in quotes in which only the doubled quote stays inside. */
    SqlToken quoted(Kind kind, int start, int body, char quote) {
        int end = text.indexOf(quote, body);
        while (end >= 0) {
            if (end + 1 >= text.length() || text.charAt(end + 1) != quote) {
                return new SqlToken(kind, start, end + 1, Closing.CLOSED);
            }
            end = text.indexOf(quote, end + 2);
        }
        return new SqlToken(kind, start, text.length(), Closing.OPEN);
    }

    /**
     * A string in which a backslash escapes. It goes on behind a line end that is followed by a further quote: there,
     * the escapes still hold.
     */
    SqlToken escaped(int start, int body) {
        int end = body;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c == '\\' || (c == '\'' && end + 1 < text.length() && text.charAt(end + 1) == '\'')) {
                end += 2;
            } else if (c == '\'') {
                int next = continuation(end + 1);
                if (next < 0) {
                    return new SqlToken(Kind.STRING, start, end + 1, Closing.CLOSED);
                }
                end = next;
            } else {
                end++;
            }
        }
        return new SqlToken(Kind.STRING, start, text.length(), Closing.OPEN);
    }

    /** Where the string goes on behind white space with a line end and a quote; -1 where it does not. */
    private int continuation(int from) {
        int at = from;
        boolean newLine = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'') {
                return newLine ? at + 1 : -1;
            }
            if (c == '-' && text.startsWith("--", at)) {
                at = endOfLine(at);
            } else if (SqlLexer.isSpace(c)) {
                newLine |= c == '\n' || c == '\r';
                at++;
            } else {
                return -1;
            }
        }
        return -1;
    }

    /** A text between two equal tags such as {@code $body$}. */
    SqlToken dollarQuoted(int start, int tagEnd) {
        String tag = text.substring(start, tagEnd);
        int close = text.indexOf(tag, tagEnd);
        return close < 0
                ? new SqlToken(Kind.DOLLAR_STRING, start, text.length(), Closing.OPEN)
                : new SqlToken(Kind.DOLLAR_STRING, start, close + tag.length(), Closing.CLOSED);
    }

    /** Where a line ends, its line end excluded; a lone carriage return ends it too. */
    int endOfLine(int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }
}

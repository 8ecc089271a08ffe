package dev.switchback.engine.sql;

import dev.switchback.engine.sql.SqlToken.Closing;
import dev.switchback.engine.sql.SqlToken.Kind;

/**
 * Cuts SQL text into tokens, in one pass and without ever failing: what is not closed ends with the text. The rules
 * are those of PostgreSQL's scanner, see chapter "Lexical Structure" of its manual.
 */
final class SqlLexer {

    private final String text;
    private final SqlSyntax syntax;
    private int at;

    SqlLexer(String text, SqlSyntax syntax) {
        this.text = text;
        this.syntax = syntax;
    }

    boolean hasNext() {
        return at < text.length();
    }

    /** Goes on behind text that is no SQL, such as the data of a COPY. */
    void skipTo(int position) {
        at = position;
    }

    SqlToken next() {
        int start = at;
        char c = text.charAt(start);
        if (Character.isWhitespace(c) || c == '\uFEFF') {
            return spaces(start);
        }
        if (c == '-' && peek(1) == '-') {
            return token(Kind.LINE_COMMENT, start, endOfLine(start), Closing.CLOSED);
        }
        if (c == '/' && peek(1) == '*') {
            return blockComment(start);
        }
        if (c == '\'' || isPrefixedString(start)) {
            return string(start);
        }
        if (c == '"' || ((c == 'U' || c == 'u') && peek(1) == '&' && peek(2) == '"')) {
            return quoted(Kind.QUOTED_IDENTIFIER, start, text.indexOf('"', start) + 1, '"');
        }
        if (c == '$') {
            return dollar(start);
        }
        if (isWordStart(c)) {
            return word(start);
        }
        if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
            return number(start);
        }
        if (c == ';') {
            return token(Kind.SEMICOLON, start, start + 1, Closing.CLOSED);
        }
        if (c == '\\' && syntax == SqlSyntax.POSTGRESQL) {
            return metaCommand(start);
        }
        return token(Kind.SYMBOL, start, start + 1, Closing.CLOSED);
    }

    private SqlToken token(Kind kind, int start, int end, Closing closing) {
        at = end;
        return new SqlToken(kind, start, end, closing);
    }

    private SqlToken spaces(int start) {
        int end = start + 1;
        while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return token(Kind.SPACE, start, end, Closing.CLOSED);
    }

    private int endOfLine(int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }

    private SqlToken blockComment(int start) {
        int depth = 1;
        int end = start + 2;
        while (end < text.length() && depth > 0) {
            if (text.startsWith("/*", end)) {
                depth++;
                end += 2;
            } else if (text.startsWith("*/", end)) {
                depth--;
                end += 2;
            } else {
                end++;
            }
        }
        return token(
                Kind.BLOCK_COMMENT, start, Math.min(end, text.length()), depth == 0 ? Closing.CLOSED : Closing.OPEN);
    }

    /** E'…', B'…', X'…', N'…' and U&'…'. */
    private boolean isPrefixedString(int start) {
        char c = Character.toUpperCase(text.charAt(start));
        if ("EBXN".indexOf(c) >= 0) {
            return peek(1) == '\'';
        }
        return c == 'U' && peek(1) == '&' && peek(2) == '\'';
    }

    private SqlToken string(int start) {
        int body = text.indexOf('\'', start) + 1;
        boolean escapes = Character.toUpperCase(text.charAt(start)) == 'E' && syntax == SqlSyntax.POSTGRESQL;
        return escapes ? escapeString(start, body) : quoted(Kind.STRING, start, body, '\'');
    }

    /** A doubled quote stays inside. */
    private SqlToken quoted(Kind kind, int start, int body, char quote) {
        int end = body;
        while (end < text.length()) {
            if (text.charAt(end) != quote) {
                end++;
            } else if (end + 1 < text.length() && text.charAt(end + 1) == quote) {
                end += 2;
            } else {
                return token(kind, start, end + 1, Closing.CLOSED);
            }
        }
        return token(kind, start, text.length(), Closing.OPEN);
    }

    private SqlToken escapeString(int start, int body) {
        int end = body;
        while (end < text.length()) {
            char c = text.charAt(end);
            boolean doubled = c == '\'' && end + 1 < text.length() && text.charAt(end + 1) == '\'';
            if (c == '\\' || doubled) {
                end += 2;
            } else if (c == '\'') {
                return token(Kind.STRING, start, end + 1, Closing.CLOSED);
            } else {
                end++;
            }
        }
        return token(Kind.STRING, start, text.length(), Closing.OPEN);
    }

    private SqlToken dollar(int start) {
        if (isDigit(peek(1))) {
            return token(Kind.PARAMETER, start, endOfWhile(start + 1, Digits.ONLY), Closing.CLOSED);
        }
        int tagEnd = start + 1;
        while (tagEnd < text.length() && isWordPart(text.charAt(tagEnd)) && text.charAt(tagEnd) != '$') {
            tagEnd++;
        }
        boolean tagged = tagEnd > start + 1;
        if (tagEnd >= text.length() || text.charAt(tagEnd) != '$' || (tagged && syntax == SqlSyntax.H2)) {
            return token(Kind.SYMBOL, start, start + 1, Closing.CLOSED);
        }
        String tag = text.substring(start, tagEnd + 1);
        int close = text.indexOf(tag, tagEnd + 1);
        return close < 0
                ? token(Kind.DOLLAR_STRING, start, text.length(), Closing.OPEN)
                : token(Kind.DOLLAR_STRING, start, close + tag.length(), Closing.CLOSED);
    }

    private SqlToken word(int start) {
        int end = start + 1;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        return token(Kind.WORD, start, end, Closing.CLOSED);
    }

    private SqlToken number(int start) {
        int end = endOfWhile(start, Digits.AND_LETTERS);
        boolean exponent = end < text.length()
                && (text.charAt(end) == '+' || text.charAt(end) == '-')
                && Character.toUpperCase(text.charAt(end - 1)) == 'E'
                && isDigit(end + 1 < text.length() ? text.charAt(end + 1) : ' ');
        return token(Kind.NUMBER, start, exponent ? endOfWhile(end + 1, Digits.ONLY) : end, Closing.CLOSED);
    }

    private enum Digits {
        ONLY,
        AND_LETTERS
    }

    private int endOfWhile(int start, Digits digits) {
        int end = start;
        while (end < text.length()
                && (isDigit(text.charAt(end)) || (digits == Digits.AND_LETTERS && isNumberPart(end)))) {
            end++;
        }
        return end;
    }

    private boolean isNumberPart(int position) {
        char c = text.charAt(position);
        return Character.isLetter(c) || c == '_' || (c == '.' && !text.startsWith("..", position));
    }

    /** {@code \;} separates statements; every other command takes the rest of its line. */
    private SqlToken metaCommand(int start) {
        if (peek(1) == ';') {
            return token(Kind.SEMICOLON, start, start + 2, Closing.CLOSED);
        }
        return token(Kind.META_COMMAND, start, endOfLine(start), Closing.CLOSED);
    }

    private char peek(int distance) {
        int position = at + distance;
        return position < text.length() ? text.charAt(position) : '\0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordStart(char c) {
        return Character.isLetter(c) || c == '_' || c > 127;
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || isDigit(c) || c == '$';
    }
}

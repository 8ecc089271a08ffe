package dev.switchback.engine.sql;

import dev.switchback.engine.sql.SqlToken.Closing;
import dev.switchback.engine.sql.SqlToken.Kind;
import dev.switchback.engine.sql.StringRules.Backslash;

/**
 * Cuts SQL text into tokens, in one pass and without ever failing: what is not closed ends with the text. The rules
 * are those of PostgreSQL's scanner, see chapter "Lexical Structure" of its manual, and of psql's, which reads
 * {@code :name} and commands besides.
 */
final class SqlLexer {

    private final String text;
    private final SqlSyntax syntax;
    private final Strings strings;
    private final StringRules rules = new StringRules();
    private int at;
    private int gapStart = Integer.MAX_VALUE;
    private int gapEnd;

    SqlLexer(String text, SqlSyntax syntax) {
        this.text = text;
        this.syntax = syntax;
        this.strings = new Strings(text);
    }

    boolean hasNext() {
        if (at == gapStart) {
            at = gapEnd;
            gapStart = Integer.MAX_VALUE;
        }
        return at < text.length();
    }

    /** Leaves out what is no SQL, such as the data of a COPY, when its beginning is reached. */
    void leaveOut(int from, int to) {
        gapStart = from;
        gapEnd = to;
    }

    SqlToken next() {
        SqlToken token = read(at);
        at = token.end();
        if (token.isSignificant()) {
            rules.token(text, token);
        }
        return token;
    }

    private SqlToken read(int start) {
        char c = text.charAt(start);
        if (isSpace(c) || (c == '\uFEFF' && start == 0)) {
            return spaces(start);
        }
        if ((c == '-' && peek(start + 1) == '-') || isSlashComment(c, start)) {
            return closed(Kind.LINE_COMMENT, start, strings.endOfLine(start));
        }
        if (c == '/' && peek(start + 1) == '*') {
            return strings.blockComment(start);
        }
        if (c == '\'' || c == '"' || c == '`' || isWordStart(c)) {
            return wordOrQuoted(start, c);
        }
        if (isDigit(c) || (c == '.' && isDigit(peek(start + 1)))) {
            return closed(Kind.NUMBER, start, new Numbers(text).end(start));
        }
        return sign(start, c);
    }

    private SqlToken sign(int start, char c) {
        return switch (c) {
            case ';' -> closed(Kind.SEMICOLON, start, start + 1);
            case '$' -> dollar(start);
            case ':' -> colon(start);
            case '.' -> closed(Kind.SYMBOL, start, start + (peek(start + 1) == '.' ? 2 : 1));
            case '\\' -> syntax == SqlSyntax.POSTGRESQL ? backslash(start) : closed(Kind.SYMBOL, start, start + 1);
            default -> closed(Kind.SYMBOL, start, start + 1);
        };
    }

    private static SqlToken closed(Kind kind, int start, int end) {
        return new SqlToken(kind, start, end, Closing.CLOSED);
    }

    private SqlToken spaces(int start) {
        int end = start + 1;
        while (end < text.length() && end != gapStart && isSpace(text.charAt(end))) {
            end++;
        }
        return closed(Kind.SPACE, start, end);
    }

    private boolean isSlashComment(char c, int start) {
        return syntax == SqlSyntax.H2 && c == '/' && peek(start + 1) == '/';
    }

    private SqlToken wordOrQuoted(int start, char c) {
        return switch (c) {
            case '"' -> strings.quoted(Kind.QUOTED_IDENTIFIER, start, start + 1, '"');
            case '\'' -> string(start, start + 1, syntax == SqlSyntax.H2 ? Backslash.ORDINARY : rules.backslash());
            case '`' ->
                syntax == SqlSyntax.H2
                        ? strings.quoted(Kind.QUOTED_IDENTIFIER, start, start + 1, '`')
                        : closed(Kind.SYMBOL, start, start + 1);
            case 'B', 'b', 'X', 'x' ->
                peek(start + 1) == '\'' ? string(start, start + 2, Backslash.ORDINARY) : word(start);
            case 'E', 'e' ->
                peek(start + 1) == '\'' && syntax == SqlSyntax.POSTGRESQL
                        ? string(start, start + 2, Backslash.ESCAPES)
                        : word(start);
            case 'N', 'n' -> peek(start + 1) == '\'' ? string(start, start + 2, rules.backslash()) : word(start);
            case 'U', 'u' -> unicode(start);
            default -> word(start);
        };
    }

    private SqlToken string(int start, int body, Backslash backslash) {
        return switch (backslash) {
            case ORDINARY -> strings.quoted(Kind.STRING, start, body, '\'');
            case ESCAPES -> strings.escaped(start, body);
        };
    }

    /** U&'…' and U&"…". */
    private SqlToken unicode(int start) {
        if (peek(start + 1) == '&' && peek(start + 2) == '\'') {
            return string(start, start + 3, Backslash.ORDINARY);
        }
        return peek(start + 1) == '&' && peek(start + 2) == '"'
                ? strings.quoted(Kind.QUOTED_IDENTIFIER, start, start + 3, '"')
                : word(start);
    }

    private SqlToken dollar(int start) {
        if (isDigit(peek(start + 1))) {
            return closed(Kind.PARAMETER, start, new Numbers(text).parameterEnd(start + 1));
        }
        int tagEnd = start + 1;
        while (tagEnd < text.length() && isWordPart(text.charAt(tagEnd)) && text.charAt(tagEnd) != '$') {
            tagEnd++;
        }
        boolean tagged = tagEnd > start + 1;
        if (peek(tagEnd) != '$' || (tagged && syntax == SqlSyntax.H2)) {
            return closed(Kind.SYMBOL, start, start + 1);
        }
        return strings.dollarQuoted(start, tagEnd + 1);
    }

    /** {@code ::} is a cast; {@code :name} is a variable of psql, and without one stays as it is written. */
    private SqlToken colon(int start) {
        if (peek(start + 1) == ':') {
            return closed(Kind.SYMBOL, start, start + 2);
        }
        int end = start + 1;
        while (syntax == SqlSyntax.POSTGRESQL && isWordPart(peek(end)) && peek(end) != '$') {
            end++;
        }
        return closed(Kind.SYMBOL, start, end);
    }

    private SqlToken word(int start) {
        int end = start + 1;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        return closed(Kind.WORD, start, end);
    }

    /** {@code \;} separates statements; every other command goes on to the end of its line or the next backslash. */
    private SqlToken backslash(int start) {
        return peek(start + 1) == ';'
                ? closed(Kind.SEMICOLON, start, start + 2)
                : closed(Kind.META_COMMAND, start, MetaCommands.end(text, start));
    }

    private char peek(int position) {
        return position < text.length() ? text.charAt(position) : '\0';
    }

    /** PostgreSQL knows no other white space; every other character beyond ASCII is part of a word. */
    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isWordStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c > 127;
    }

    static boolean isWordPart(char c) {
        return isWordStart(c) || isDigit(c) || c == '$';
    }
}

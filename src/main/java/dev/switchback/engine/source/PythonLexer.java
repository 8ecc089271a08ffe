package dev.switchback.engine.source;

import dev.switchback.engine.source.PythonToken.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** Cuts Python text into tokens as Python does, with indentation; takes any text, finished or not. */
public final class PythonLexer {

    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";
    private static final int TAB = 8;

    private final String text;
    private final List<PythonToken> tokens = new ArrayList<>();
    private final Deque<Integer> indents = new ArrayDeque<>(List.of(0));
    private int at;
    private int line = 1;
    private int depth;
    private boolean lineHasCode;

    private PythonLexer(String text) {
        this.text = text;
    }

    /** All tokens, comments included; white space is not among them. */
    public static List<PythonToken> tokens(String text) {
        PythonLexer lexer = new PythonLexer(text);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        indent();
        while (at < text.length()) {
            next();
        }
        if (lineHasCode) {
            add(Kind.NEWLINE, at, at, line);
        }
        while (indents.peek() > 0) {
            indents.pop();
            add(Kind.DEDENT, at, at, line);
        }
    }

    private void next() {
        char c = text.charAt(at);
        if (c == '\n') {
            endOfLine();
        } else if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
            at += 2;
            line++;
        } else if (Character.isWhitespace(c)) {
            at++;
        } else if (c == '#') {
            comment();
        } else if (stringAt() >= 0) {
            string(stringAt());
        } else {
            word(c);
        }
    }

    private void endOfLine() {
        if (depth == 0 && lineHasCode) {
            add(Kind.NEWLINE, at, at + 1, line);
            lineHasCode = false;
        }
        at++;
        line++;
        if (depth == 0) {
            indent();
        }
    }

    /** Lines without code have no indentation of their own. */
    private void indent() {
        int column = 0;
        int look = at;
        while (look < text.length() && (text.charAt(look) == ' ' || text.charAt(look) == '\t')) {
            column = text.charAt(look) == '\t' ? (column / TAB + 1) * TAB : column + 1;
            look++;
        }
        boolean blank = look == text.length() || text.charAt(look) == '\n' || text.charAt(look) == '#';
        at = look;
        if (blank) {
            return;
        }
        if (column > indents.peek()) {
            indents.push(column);
            add(Kind.INDENT, at, at, line);
        }
        while (column < indents.peek()) {
            indents.pop();
            add(Kind.DEDENT, at, at, line);
        }
    }

    private void comment() {
        int end = text.indexOf('\n', at);
        end = end < 0 ? text.length() : end;
        add(Kind.COMMENT, at, end, line);
        at = end;
    }

    /** Where the quote of a string stands that begins here with its prefix; -1 when none begins. */
    private int stringAt() {
        int look = at;
        while (look < text.length() && look - at < 3 && "rRbBuUfF".indexOf(text.charAt(look)) >= 0) {
            look++;
        }
        return look < text.length() && (text.charAt(look) == '"' || text.charAt(look) == '\'') ? look : -1;
    }

    private void string(int quoteAt) {
        char quote = text.charAt(quoteAt);
        String triple = String.valueOf(quote).repeat(3);
        boolean isLong = text.startsWith(triple, quoteAt);
        int look = quoteAt + (isLong ? 3 : 1);
        int firstLine = line;
        while (look < text.length()) {
            char c = text.charAt(look);
            if (isLong ? text.startsWith(triple, look) : c == quote) {
                finishString(Kind.STRING, look + (isLong ? 3 : 1), firstLine);
                return;
            }
            if (c == '\n' && !isLong) {
                break;
            }
            if (c == '\n') {
                line++;
            }
            if (c == '\\' && look + 1 < text.length()) {
                look++;
                line += text.charAt(look) == '\n' ? 1 : 0;
            }
            look++;
        }
        finishString(Kind.OPEN_STRING, Math.min(look, text.length()), firstLine);
    }

    private void finishString(Kind kind, int end, int firstLine) {
        add(kind, at, end, firstLine);
        at = end;
        lineHasCode = true;
    }

    private void word(char c) {
        int end = at + 1;
        Kind kind = Kind.SYMBOL;
        if (Character.isUnicodeIdentifierStart(c) || c == '_') {
            kind = Kind.NAME;
            while (end < text.length() && Character.isUnicodeIdentifierPart(text.charAt(end))) {
                end++;
            }
        } else if (Character.isDigit(c)) {
            kind = Kind.NUMBER;
            while (end < text.length()
                    && (Character.isLetterOrDigit(text.charAt(end)) || "._".indexOf(text.charAt(end)) >= 0)) {
                end++;
            }
        } else if (OPENING.indexOf(c) >= 0) {
            depth++;
        } else if (CLOSING.indexOf(c) >= 0) {
            depth = Math.max(0, depth - 1);
        }
        add(kind, at, end, line);
        at = end;
        lineHasCode = true;
    }

    private void add(Kind kind, int start, int end, int onLine) {
        tokens.add(new PythonToken(kind, text.substring(start, end), onLine, start, end));
    }

    /** What a string token stands for: prefix and quotes taken away, escapes read. */
    static String valueOf(PythonToken string) {
        String written = string.text();
        int quoteAt = 0;
        while (written.charAt(quoteAt) != '"' && written.charAt(quoteAt) != '\'') {
            quoteAt++;
        }
        boolean isLong = written.length() - quoteAt >= 6
                && written.startsWith(String.valueOf(written.charAt(quoteAt)).repeat(3), quoteAt);
        int quotes = isLong ? 3 : 1;
        String body = written.substring(quoteAt + quotes, written.length() - quotes);
        boolean raw = written.substring(0, quoteAt).toLowerCase(Locale.ROOT).contains("r");
        return raw ? body : PythonEscapes.read(body);
    }

    /** Whether what stands between braces is put in when the program runs. */
    static boolean isFormatted(PythonToken string) {
        int quoteAt = 0;
        String written = string.text();
        while (written.charAt(quoteAt) != '"' && written.charAt(quoteAt) != '\'') {
            quoteAt++;
        }
        return written.substring(0, quoteAt).toLowerCase(Locale.ROOT).contains("f");
    }
}

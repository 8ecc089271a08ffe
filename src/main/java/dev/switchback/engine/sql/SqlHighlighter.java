package dev.switchback.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the spans of a text that an editor shows in their own look; takes any text, finished or not. */
public final class SqlHighlighter {

    /** The look of a span. */
    public enum Look {
        KEYWORD,
        STRING,
        NUMBER,
        COMMENT,
        /** A comment that Switchback reads: a header line or a section marker. */
        MARKER,
        QUOTED_IDENTIFIER,
        PARAMETER
    }

    /** A piece of the text, in UTF-16 units, end exclusive. */
    public record Span(Look look, int start, int end) {}

    private SqlHighlighter() {}

    /** The spans in order, without overlap; what lies between has no look of its own. */
    public static List<Span> spans(String text, SqlSyntax syntax) {
        List<Span> spans = new ArrayList<>();
        SqlLexer lexer = new SqlLexer(text, syntax);
        while (lexer.hasNext()) {
            SqlToken token = lexer.next();
            look(text, token).ifPresent(look -> spans.add(new Span(look, token.start(), token.end())));
        }
        return spans;
    }

    private static Optional<Look> look(String text, SqlToken token) {
        return switch (token.kind()) {
            case SPACE, SYMBOL, SEMICOLON -> Optional.empty();
            case LINE_COMMENT ->
                Optional.of(isMarker(text.substring(token.start(), token.end())) ? Look.MARKER : Look.COMMENT);
            case BLOCK_COMMENT -> Optional.of(Look.COMMENT);
            case STRING, DOLLAR_STRING -> Optional.of(Look.STRING);
            case NUMBER -> Optional.of(Look.NUMBER);
            case QUOTED_IDENTIFIER -> Optional.of(Look.QUOTED_IDENTIFIER);
            case PARAMETER, META_COMMAND -> Optional.of(Look.PARAMETER);
            case WORD ->
                Keywords.ALL.contains(text.substring(token.start(), token.end()).toUpperCase(Locale.ROOT))
                        ? Optional.of(Look.KEYWORD)
                        : Optional.empty();
        };
    }

    private static boolean isMarker(String comment) {
        String body = comment.substring(2).strip().toLowerCase(Locale.ROOT);
        return body.startsWith("@") || body.startsWith("+goose") || body.startsWith("migrate:");
    }
}

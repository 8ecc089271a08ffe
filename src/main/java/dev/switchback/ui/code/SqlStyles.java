package dev.switchback.ui.code;

import dev.switchback.engine.source.PythonHighlighter;
import dev.switchback.engine.sql.SqlHighlighter;
import dev.switchback.engine.sql.SqlHighlighter.Span;
import dev.switchback.engine.sql.SqlSyntax;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

/** The colours of a SQL text, as style classes. */
public final class SqlStyles {

    /** One styled line of 10 KB holds the window for a second, one of 50 KB for a quarter of a minute. */
    public static final int LONGEST_STYLED_LINE = 2_000;

    private SqlStyles() {}

    /** Spans over the whole text, but not over lines that are too long for them; empty for an empty text. */
    public static Optional<StyleSpans<Collection<String>>> of(String text) {
        return of(text, spans(text));
    }

    /** The same with the spans of another language. */
    public static Optional<StyleSpans<Collection<String>>> of(String text, List<Span> spans) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        StyleSpansBuilder<Collection<String>> builder = new StyleSpansBuilder<>();
        LongLines longLines = new LongLines(text);
        int at = 0;
        for (Span span : spans) {
            if (!longLines.touch(span)) {
                builder.add(List.of(), span.start() - at);
                builder.add(
                        List.of("sql-"
                                + span.look().name().toLowerCase(Locale.ROOT).replace('_', '-')),
                        span.end() - span.start());
                at = span.end();
            }
        }
        builder.add(List.of(), text.length() - at);
        return Optional.of(builder.create());
    }

    private static List<Span> spans(String text) {
        return PythonHighlighter.isPython(text)
                ? PythonHighlighter.spans(text)
                : SqlHighlighter.spans(text, SqlSyntax.POSTGRESQL);
    }

    /** The lines that stay without colour, found while the spans are gone through from the beginning. */
    private static final class LongLines {

        private final String text;
        private int start;
        private int end;

        LongLines(String text) {
            this.text = text;
            this.end = endOfLine(0);
        }

        private int endOfLine(int from) {
            int newLine = text.indexOf('\n', from);
            return newLine < 0 ? text.length() : newLine;
        }

        private boolean isLong() {
            return end - start > LONGEST_STYLED_LINE;
        }

        /** Spans come in their order. */
        boolean touch(Span span) {
            while (end < span.start()) {
                start = end + 1;
                end = endOfLine(start);
            }
            boolean touched = isLong();
            while (end < span.end()) {
                start = end + 1;
                end = endOfLine(start);
                touched |= isLong();
            }
            return touched;
        }
    }
}

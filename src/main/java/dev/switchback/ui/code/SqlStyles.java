package dev.switchback.ui.code;

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

    /** Spans over the whole text; empty where it has nothing to colour, or lines that are too long for it. */
    public static Optional<StyleSpans<Collection<String>>> of(String text) {
        if (text.isEmpty() || text.lines().anyMatch(line -> line.length() > LONGEST_STYLED_LINE)) {
            return Optional.empty();
        }
        StyleSpansBuilder<Collection<String>> builder = new StyleSpansBuilder<>();
        int at = 0;
        for (Span span : SqlHighlighter.spans(text, SqlSyntax.POSTGRESQL)) {
            builder.add(List.of(), span.start() - at);
            builder.add(
                    List.of("sql-" + span.look().name().toLowerCase(Locale.ROOT).replace('_', '-')),
                    span.end() - span.start());
            at = span.end();
        }
        builder.add(List.of(), text.length() - at);
        return Optional.of(builder.create());
    }
}

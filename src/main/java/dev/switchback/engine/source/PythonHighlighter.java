package dev.switchback.engine.source;

import dev.switchback.engine.sql.SqlHighlighter.Look;
import dev.switchback.engine.sql.SqlHighlighter.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the looks of Python text, for people who read it. */
public final class PythonHighlighter {

    private static final Pattern TOKEN = Pattern.compile("""
            (?x)
            (?<comment> \\#[^\\n]*+ )
            | (?<string> (?:(?<!\\w)[rRbBfFuU]{1,2}+(?=["']))?+
                (?: \"""(?:[^"\\\\]++|\\\\.|"(?!""))*+\"""
                  | '''(?:[^'\\\\]++|\\\\.|'(?!''))*+'''
                  | "(?:[^"\\\\\\n]++|\\\\.)*+"
                  | '(?:[^'\\\\\\n]++|\\\\.)*+' ) )
            | (?<number> \\b\\d[\\w.]*+ )
            | (?<keyword> \\b(?:False|None|True|and|as|assert|async|await|break|class|continue|def|del|elif|else|except
                |finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield)\\b )
            | (?<word> \\w++ )
            """, Pattern.DOTALL);

    private PythonHighlighter() {}

    /** Whether a text is a Python migration. */
    public static boolean isPython(String text) {
        return text.contains("def " + PythonLayout.APPLY) && PythonText.of(text).defines(PythonLayout.APPLY);
    }

    /** The spans in order, without overlap. */
    public static List<Span> spans(String text) {
        List<Span> spans = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            look(token).ifPresent(look -> spans.add(new Span(look, token.start(), token.end())));
        }
        return spans;
    }

    private static Optional<Look> look(Matcher token) {
        if (token.group("comment") != null) {
            return Optional.of(Look.COMMENT);
        }
        if (token.group("string") != null) {
            return Optional.of(Look.STRING);
        }
        if (token.group("number") != null) {
            return Optional.of(Look.NUMBER);
        }
        return token.group("keyword") == null ? Optional.empty() : Optional.of(Look.KEYWORD);
    }
}

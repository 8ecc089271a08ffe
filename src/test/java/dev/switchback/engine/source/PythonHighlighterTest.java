package dev.switchback.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PythonHighlighterTest {

    private static final String TEXT = """
            # don't
            def apply(connection):
                x = 12 if r'it\\'s' else f"b"
                connection.cursor().execute(\"""
                    SELECT 'a' -- and "b"
                \""")
            """;

    private static List<String> looks(String text) {
        return PythonHighlighter.spans(text).stream()
                .map(span -> span.look() + " " + text.substring(span.start(), span.end()))
                .toList();
    }

    @Test
    void stringsCommentsNumbersAndKeywordsHaveTheirLooks() {
        assertThat(looks(TEXT))
                .containsExactly(
                        "COMMENT # don't",
                        "KEYWORD def",
                        "NUMBER 12",
                        "KEYWORD if",
                        "STRING r'it\\'s'",
                        "KEYWORD else",
                        "STRING f\"b\"",
                        "STRING \"\"\"\n        SELECT 'a' -- and \"b\"\n    \"\"\"");
    }

    @Test
    void aVeryLongStringDoesNotOverflow() {
        String text = "x = \"\"\"" + "a \\\" 'b' \"c\" \n".repeat(50_000) + "\"\"\"";

        assertThat(PythonHighlighter.spans(text)).hasSize(1);
    }

    @Test
    void pythonIsNotJudgedAsSql() {
        assertThat(SyntaxCheck.of(TEXT)).isEmpty();
        assertThat(SyntaxCheck.of("SELECT 'open")).isNotEmpty();
    }
}

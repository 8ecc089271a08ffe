package dev.switchback.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.h2.util.ScriptReader;
import org.junit.jupiter.api.Test;

/**
 * Switchback against H2's own reader of scripts, on tokens in any order. That reader takes {@code $$} for a quote only
 * behind white space, H2 itself everywhere.
 */
class H2OracleTest {

    private static final String[] TOKENS = {
        "SELECT", "'", "'", "''", "\"", "\"", " $$", " $$", "$a$", "/*", "*/", "--", "//", "\n", "\r\n", ";", ";", "a",
        "E'", "\\", "\\'", "U&'", "X'", "1", ".", ":", "é", "?", "?1", "a$b", "+", "-", "*", "/", "CASE", "END", "@x",
        "#", "[", "]", "{", "}"
    };
    private static final int INPUTS = 40_000;

    @Test
    void statementsEndWhereH2EndsThem() {
        Random random = new Random(2);
        int compared = 0;
        for (int i = 0; i < INPUTS; i++) {
            StringBuilder soup = new StringBuilder();
            for (int n = random.nextInt(25); n > 0; n--) {
                soup.append(TOKENS[random.nextInt(TOKENS.length)]).append(random.nextBoolean() ? " " : "");
            }
            String script = soup.toString();
            List<String> ours = ours(script);
            if (!ours.isEmpty()) {
                assertThat(ours).as(script).isEqualTo(theirs(script));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(INPUTS / 10);
    }

    /** Empty where there is no statement, or a quote that is not closed. */
    private static List<String> ours(String script) {
        try {
            return StatementSplitter.split(script, 1, SqlSyntax.H2).stream()
                    .map(SqlStatement::text)
                    .toList();
        } catch (SqlSyntaxException notClosed) {
            return List.of();
        }
    }

    /** From the first token to the last. */
    private static List<String> theirs(String script) {
        List<String> statements = new ArrayList<>();
        try (ScriptReader reader = new ScriptReader(new StringReader(script))) {
            for (String read = reader.readStatement(); read != null; read = reader.readStatement()) {
                ours(read).stream().findFirst().ifPresent(statements::add);
            }
        }
        return statements;
    }
}

package dev.switchback.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchback.engine.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is thrown at the splitter, it ends, loses nothing and cuts where psql does. {@code -Dswitchback.fuzz=N} sets
 * the number of inputs; with {@code -Dswitchback.psql=PATH} a hundredth as many changed files are compared with psql.
 */
class SplitterFuzzTest {

    private static final int INPUTS = Integer.getInteger("switchback.fuzz", 30_000);
    private static final long SEED = Long.getLong("switchback.fuzz.seed", 20261121L);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int BATCH = 100;

    /** Commands that psql would act on beyond SQL, and what Switchback reads differently on purpose. */
    private static final Pattern INCOMPARABLE =
            Pattern.compile("\\\\[;:!]|`|\\\\(?!\\.)[a-z]|standard_conforming_strings|goose|\uFEFF|\u0000|\uFFFD");

    @Test
    void nothingIsLostAndNothingHangs() {
        FuzzInputs inputs = new FuzzInputs(SEED);
        long refused = 0;
        long statements = 0;
        long slowest = 0;
        for (int i = 0; i < INPUTS; i++) {
            String input = switch (i % 3) {
                case 0 -> inputs.bytes();
                case 1 -> inputs.tokens();
                default -> inputs.mutated();
            };
            long start = System.nanoTime();
            for (SqlSyntax syntax : SqlSyntax.values()) {
                List<SqlStatement> found = checked(input, syntax);
                statements += found.size();
                refused += found.isEmpty() ? 1 : 0;
            }
            slowest = Math.max(slowest, System.nanoTime() - start);
        }
        assertThat(Duration.ofNanos(slowest)).isLessThan(LONGEST);
        assertThat(statements).isGreaterThan(INPUTS);
        assertThat(refused).isLessThan(2L * INPUTS);
        report("inputs %d, statements %d, without any %d, slowest %d ms"
                .formatted(INPUTS, statements, refused, slowest / 1_000_000));
    }

    private static List<SqlStatement> checked(String input, SqlSyntax syntax) {
        tokensCoverTheInput(input, syntax);
        TokenNormaliser.normalise(input, syntax);
        SqlHighlighter.spans(input, syntax);
        try {
            List<SqlStatement> statements = StatementSplitter.split(input, 1, syntax);
            StringBuilder joined = new StringBuilder();
            StatementClassifier classifier = new StatementClassifier(syntax, 15);
            for (SqlStatement statement : statements) {
                joined.append(input, joined.length(), statement.offset()).append(statement.text());
                assertThat(classifier.classify(statement)).isNotNull();
            }
            joined.append(input.substring(joined.length()));
            assertThat(joined.toString()).isEqualTo(input);
            return statements;
        } catch (SqlSyntaxException refused) {
            assertThat(refused.line()).isPositive();
            assertThat(refused.column()).isPositive();
            return List.of();
        }
    }

    private static void tokensCoverTheInput(String input, SqlSyntax syntax) {
        SqlLexer lexer = new SqlLexer(input, syntax);
        int at = 0;
        while (lexer.hasNext()) {
            SqlToken token = lexer.next();
            assertThat(token.start()).isEqualTo(at);
            assertThat(token.end()).isGreaterThan(at);
            at = token.end();
        }
        assertThat(at).isEqualTo(input.length());
    }

    @Test
    void changedFilesAreCutWherePsqlCutsThem(@TempDir Path folder) throws IOException {
        String program = System.getProperty("switchback.psql", "");
        assumeTrue(!program.isEmpty(), "-Dswitchback.psql=PATH compares");
        FuzzInputs inputs = new FuzzInputs(SEED + 1);
        Psql psql = new Psql(program, folder);
        psql.runAll(List.of(CorpusKinds.resource("dump.sql"), "CREATE TABLE t (a int, b text);"));
        int files = 0;
        int statements = 0;
        List<String> different = new ArrayList<>();
        while (files < INPUTS / 100) {
            List<String> batch = comparable(inputs);
            List<List<PsqlLog.Sent>> sent = psql.runAll(batch);
            for (int i = 0; i < batch.size(); i++) {
                statements += compare(batch.get(i), sent.get(i), different);
            }
            files += batch.size();
        }
        report("files compared with psql %d, statements %d, different %d"
                .formatted(files, statements, different.size()));
        assertThat(different).isEmpty();
    }

    private static List<String> comparable(FuzzInputs inputs) {
        List<String> batch = new ArrayList<>();
        while (batch.size() < BATCH) {
            String input = inputs.mutated();
            if (!INCOMPARABLE.matcher(input).find() && !split(input).isEmpty()) {
                batch.add(input);
            }
        }
        return batch;
    }

    private static List<SqlStatement> split(String input) {
        try {
            return StatementSplitter.split(SourceText.clean(input), 1, SqlSyntax.POSTGRESQL);
        } catch (SqlSyntaxException refused) {
            return List.of();
        }
    }

    /** How many statements are the same; data that the server did not take is SQL for psql, so that the comparison ends there. */
    private static int compare(String script, List<PsqlLog.Sent> all, List<String> different) {
        List<PsqlLog.Sent> sent = all.stream()
                .filter(message -> !Boundaries.core(message.text()).isEmpty())
                .toList();
        List<SqlStatement> ours = split(script);
        for (int i = 0; i < Math.max(sent.size(), ours.size()); i++) {
            if (i >= sent.size()
                    || i >= ours.size()
                    || !Boundaries.same(sent.get(i).text(), ours.get(i))) {
                different.add("number " + (i + 1) + " of:\n" + script + "\nours: "
                        + (i < ours.size() ? ours.get(i).text() : "nothing") + "\npsql: "
                        + (i < sent.size() ? sent.get(i).text() : "nothing"));
                return i;
            }
            String error = sent.get(i).error();
            boolean dataRefused = ours.get(i).data().isPresent() && !error.equals("00000") && !error.startsWith("2");
            if (dataRefused || (error.equals("25P02") && ours.get(i).data().isPresent())) {
                return i + 1;
            }
        }
        return ours.size();
    }

    /** For the long run's figures. */
    private static void report(String line) {
        try {
            Files.createDirectories(Path.of("target"));
            Files.writeString(
                    Path.of("target/fuzz.txt"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unimportant) {
            return;
        }
    }
}

package dev.switchback.engine.sql;

import dev.switchback.engine.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Inputs that nobody would write: random bytes, tokens in any order, real scripts with something changed. */
final class FuzzInputs {

    private static final String[] TOKENS = {
        "SELECT",
        "'",
        "''",
        "\"",
        "$$",
        "$a$",
        "$_1$",
        "/*",
        "*/",
        "--",
        "\n",
        "\r",
        "\r\n",
        ";",
        "(",
        ")",
        "BEGIN",
        "ATOMIC",
        "END",
        "CASE",
        "CREATE",
        "FUNCTION",
        "OR",
        "REPLACE",
        "PROCEDURE",
        "COPY",
        "t",
        "FROM STDIN",
        "\\.",
        "E'",
        "e'\\'",
        "\\",
        "\\;",
        "U&'",
        "U&\"",
        "B'",
        "N'",
        "1e",
        "1e5",
        ".",
        "..",
        ":",
        "::",
        ":a",
        "é",
        "\uFEFF",
        "$1",
        "a$b",
        "+",
        "-",
        "*",
        "/",
        "?",
        "?|",
        "|",
        "\\g",
        "\\echo",
        "\\restrict x\n",
        "SET standard_conforming_strings = off;",
        "SET standard_conforming_strings = on;",
        "\\\\",
        "`",
        "\t",
        "\f",
        "\u00a0",
        "\u2028",
        "-- +goose"
    };
    private static final int MOST_BYTES = 200;
    private static final int MOST_TOKENS = 40;

    private final Random random;
    private final List<String> real;

    FuzzInputs(long seed) {
        this.random = new Random(seed);
        this.real = realFiles();
    }

    /** The samples, a dump, and the files of the corpus. */
    private static List<String> realFiles() {
        try (Stream<Path> samples = Files.walk(Path.of("migrations-samples"))) {
            List<String> texts = new ArrayList<>();
            for (Path file : samples.filter(path -> path.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) {
                String text = Files.readString(file);
                if (!text.contains("+goose")) {
                    texts.add(text);
                }
            }
            Corpus.files().stream()
                    .filter(file -> !file.name().equals("escaping"))
                    .map(Corpus.File::text)
                    .forEach(texts::add);
            return texts.stream().map(SourceText::clean).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String bytes() {
        byte[] bytes = new byte[random.nextInt(MOST_BYTES)];
        random.nextBytes(bytes);
        return new String(bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    String tokens() {
        StringBuilder soup = new StringBuilder();
        for (int n = random.nextInt(MOST_TOKENS); n > 0; n--) {
            soup.append(TOKENS[random.nextInt(TOKENS.length)]).append(random.nextBoolean() ? " " : "");
        }
        return soup.toString();
    }

    /** A stretch of a real file with up to five changes. */
    String mutated() {
        String text = real.get(random.nextInt(real.size()));
        int from = random.nextInt(Math.max(1, text.length() - 1));
        int start = from < 200 ? 0 : text.indexOf('\n', from) + 1;
        StringBuilder changed =
                new StringBuilder(text.substring(start, Math.min(text.length(), start + 200 + random.nextInt(3000))));
        for (int n = random.nextInt(6); n > 0 && !changed.isEmpty(); n--) {
            change(changed);
        }
        return changed.toString();
    }

    private void change(StringBuilder text) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(5)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, TOKENS[random.nextInt(TOKENS.length)]);
            case 2 -> text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
            case 3 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(60))));
            default -> text.setCharAt(at, text.charAt(random.nextInt(text.length())));
        }
    }
}

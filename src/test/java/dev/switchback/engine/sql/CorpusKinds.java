package dev.switchback.engine.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The statement kinds of PostgreSQL with the templates of {@code kinds.txt}, which says how they are written. */
final class CorpusKinds {

    private static final String[] BETWEEN = {
        "\n", "\t", "  ", " /* c; */ ", " -- it's; here\n", " /* a /* b; */ ' */ ", "\n\n    ", " --\n", "/**/ ", "\f "
    };
    private static final int PLAIN_BLANKS_OF_TEN = 8;

    private final Map<String, List<String>> templates = new LinkedHashMap<>();

    private CorpusKinds() {}

    static CorpusKinds read() {
        CorpusKinds kinds = new CorpusKinds();
        List<String> present = new ArrayList<>();
        for (String line : resource("kinds.txt").lines().toList()) {
            if (line.startsWith("= ")) {
                present = new ArrayList<>();
                kinds.templates.put(line.substring(2), present);
            } else if (!line.startsWith("#") && !line.isBlank()) {
                present.add(line);
            }
        }
        return kinds;
    }

    static String resource(String name) {
        try (InputStream in = CorpusKinds.class.getResourceAsStream("corpus/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name + " on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The names of the kinds; those that version 15 does not know end in a version. */
    List<String> names() {
        return List.copyOf(templates.keySet());
    }

    /** One statement of a kind, without semicolon. */
    String statement(String kind, int number, Random random) {
        List<String> ofKind = templates.get(kind);
        if (ofKind == null || ofKind.isEmpty()) {
            throw new IllegalArgumentException("no template of " + kind);
        }
        String chosen = choose(ofKind.get(number % ofKind.size()), random);
        String spaced = space(chosen.strip().replaceAll(" +", " "), random);
        String written = number % 3 == 1 ? lowerWords(spaced) : spaced;
        return new CorpusPieces(random).fill(written);
    }

    private static String choose(String template, Random random) {
        String text = template;
        for (int close = text.indexOf('»'); close >= 0; close = text.indexOf('»')) {
            int open = text.lastIndexOf('«', close);
            String[] alternatives = text.substring(open + 1, close).split("\\|", -1);
            text = text.substring(0, open)
                    + alternatives[random.nextInt(alternatives.length)]
                    + text.substring(close + 1);
        }
        return text;
    }

    /** Puts comments and line ends between words, never into the template's own literals. */
    private static String space(String text, Random random) {
        StringBuilder spaced = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '\'' || c == '"';
            boolean plain = c != ' ' || quoted || random.nextInt(10) < PLAIN_BLANKS_OF_TEN;
            spaced.append(plain ? String.valueOf(c) : BETWEEN[random.nextInt(BETWEEN.length)]);
        }
        return spaced.toString();
    }

    /** Leaves the pieces' names alone: §S is no piece. */
    private static String lowerWords(String text) {
        StringBuilder lower = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '\'' || c == '"';
            lower.append(quoted ? c : Character.toLowerCase(c));
        }
        return lower.toString();
    }
}

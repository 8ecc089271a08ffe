package dev.switchback.ui.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What to look for in a text.
 *
 * @param letters whether upper and lower case differ
 * @param words whether only whole words count
 * @param kind how {@code wanted} is read
 */
record TextSearch(String wanted, Letters letters, Words words, Kind kind) {

    /** No more than this are looked for, so that a single letter in a large file answers at once. */
    static final int MOST = 10_000;

    /** Upper and lower case. */
    enum Letters {
        ALIKE,
        DIFFERENT
    }

    /** What counts as found. */
    enum Words {
        ANY_PART,
        WHOLE
    }

    /** How the wanted text is read. */
    enum Kind {
        PLAIN,
        PATTERN
    }

    /** Where something was found: from {@code start} up to, not including, {@code end}. */
    record Found(int start, int end) {}

    /** All places in their order, at most {@link #MOST}; none where the pattern is not one (yet). */
    List<Found> in(String text) {
        List<Found> found = new ArrayList<>();
        pattern().ifPresent(pattern -> {
            Matcher matcher = pattern.matcher(text);
            while (found.size() < MOST && matcher.find()) {
                if (matcher.end() > matcher.start()) {
                    found.add(new Found(matcher.start(), matcher.end()));
                }
            }
        });
        return found;
    }

    /** The text with every place replaced; unchanged where the replacement names a group that is not there. */
    String replaceAll(String text, String replacement) {
        String literal = kind == Kind.PATTERN ? replacement : Matcher.quoteReplacement(replacement);
        try {
            return pattern()
                    .map(pattern -> pattern.matcher(text).replaceAll(literal))
                    .orElse(text);
        } catch (IllegalArgumentException | IndexOutOfBoundsException noSuchGroup) {
            return text;
        }
    }

    private Optional<Pattern> pattern() {
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        String core = kind == Kind.PATTERN ? wanted : Pattern.quote(wanted);
        String whole = words == Words.WHOLE ? "\\b(?:" + core + ")\\b" : core;
        int flags = letters == Letters.ALIKE ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        try {
            return Optional.of(Pattern.compile(whole, flags | Pattern.MULTILINE));
        } catch (PatternSyntaxException unfinished) {
            return Optional.empty();
        }
    }
}

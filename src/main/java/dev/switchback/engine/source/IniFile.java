package dev.switchback.engine.source;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settings in sections, read as Python's ConfigParser reads them: values over several lines, {@code %(name)s} put in. */
final class IniFile {

    private static final Pattern SECTION = Pattern.compile("\\[([^]]+)]\\s*");
    private static final Pattern ENTRY = Pattern.compile("([^\\s=:][^=:]*?)\\s*[=:]\\s*(.*)");
    private static final Pattern REFERENCE = Pattern.compile("%(?:%|\\(([^)]+)\\)s)");
    private static final int DEEPEST = 10;
    private static final String DEFAULTS = "DEFAULT";

    private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    private final Map<String, String> defaults;

    private IniFile(Map<String, String> given, String text) {
        defaults = new HashMap<>(given);
        sections.put(DEFAULTS, defaults);
        read(text);
    }

    /** @param given values that may be referred to, such as {@code here} */
    static IniFile read(String text, Map<String, String> given) {
        return new IniFile(given, text);
    }

    /** The value of a key; those that stand for others are put in. */
    Optional<String> value(String section, String key) {
        return raw(section, key)
                .map(written -> interpolated(section, written, DEEPEST).strip())
                .filter(value -> !value.isEmpty());
    }

    boolean has(String section) {
        return sections.containsKey(section);
    }

    private Optional<String> raw(String section, String key) {
        String name = key.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(sections.getOrDefault(section, Map.of()).get(name))
                .or(() -> Optional.ofNullable(defaults.get(name)));
    }

    private void read(String text) {
        Map<String, String> section = defaults;
        String key = "";
        for (String line : text.split("\n", -1)) {
            String stripped = line.strip();
            if (stripped.startsWith("#") || stripped.startsWith(";")) {
                continue;
            }
            Matcher header = SECTION.matcher(stripped);
            Matcher entry = ENTRY.matcher(stripped);
            boolean indented = !line.isEmpty() && Character.isWhitespace(line.charAt(0));
            if (indented && !key.isEmpty() && !stripped.isEmpty()) {
                section.merge(key, stripped, (before, more) -> before + "\n" + more);
            } else if (header.matches()) {
                section = sections.computeIfAbsent(header.group(1), any -> new LinkedHashMap<>());
                key = "";
            } else if (entry.matches()) {
                key = entry.group(1).strip().toLowerCase(Locale.ROOT);
                section.put(key, entry.group(2));
            }
        }
    }

    private String interpolated(String section, String written, int depth) {
        return REFERENCE.matcher(written).replaceAll(reference -> {
            if (reference.group(1) == null) {
                return "%";
            }
            String inserted = depth == 0
                    ? ""
                    : raw(section, reference.group(1))
                            .map(value -> interpolated(section, value, depth - 1))
                            .orElse(reference.group());
            return Matcher.quoteReplacement(inserted);
        });
    }
}

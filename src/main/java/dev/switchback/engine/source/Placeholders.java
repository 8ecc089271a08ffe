package dev.switchback.engine.source;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces declared {@code ${name}}; values have one line, so that lines stay where they are. */
record Placeholders(Map<String, String> values) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z_][\\w.-]*)}");

    Placeholders {
        values = Map.copyOf(values);
    }

    String replace(String text) {
        if (values.isEmpty() || !text.contains("${")) {
            return text;
        }
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), match.group())));
    }

    /** Placeholders that nothing declares, the first of each name. */
    List<Finding> undeclared(String text, int firstLine) {
        if (!text.contains("${")) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        List<String> seen = new ArrayList<>(values.keySet());
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            String name = matcher.group(1);
            if (!seen.contains(name)) {
                seen.add(name);
                int line = firstLine
                        + (int) text.substring(0, matcher.start()).lines().count();
                findings.add(undeclaredAt(name, startsLine(text, matcher.start()) ? line : line - 1));
            }
        }
        return findings;
    }

    private static boolean startsLine(String text, int at) {
        return at == 0 || text.charAt(at - 1) == '\n';
    }

    private static Finding undeclaredAt(String name, int line) {
        return Finding.at(
                FindingCode.UNDECLARED_PLACEHOLDER,
                "${" + name + "} is sent as it is: switchback.toml does not declare it under [placeholders]",
                line);
    }
}

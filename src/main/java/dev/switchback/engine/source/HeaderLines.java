package dev.switchback.engine.source;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Header;
import dev.switchback.engine.migration.Header.Notes;
import dev.switchback.engine.migration.Header.Repetition;
import dev.switchback.engine.migration.MigrationType;
import dev.switchback.engine.migration.TransactionMode;
import dev.switchback.engine.source.Draft.DeclaredNeeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The {@code -- Key: value} lines at the head of an annotated file. */
final class HeaderLines {

    private static final Pattern LINE = Pattern.compile("\\s*--\\s*([A-Za-z][A-Za-z _]*?)\\s*:\\s*(.*?)\\s*");
    private static final Set<String> KEYS = Set.of(
            "migration",
            "description",
            "type",
            "depends on",
            "environments",
            "phase",
            "transaction",
            "irreversible",
            "manual steps",
            "author",
            "ticket");

    private final Map<String, Entry> entries = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private record Entry(String value, int line) {}

    HeaderLines(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = LINE.matcher(lines.get(i));
            if (matcher.matches()) {
                String key = matcher.group(1).toLowerCase(Locale.ROOT).replace('_', ' ');
                if (KEYS.contains(key)) {
                    entries.putIfAbsent(key, new Entry(matcher.group(2), i + 1));
                }
            }
        }
    }

    /** Whether a line carries one of the keys that only Switchback's own format has. */
    static boolean isHeader(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                && Set.of("migration", "depends on").contains(matcher.group(1).toLowerCase(Locale.ROOT));
    }

    List<Finding> findings() {
        return findings;
    }

    Optional<String> value(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value).filter(value -> !value.isEmpty());
    }

    Header header() {
        return new Header(
                value("description").orElse(""),
                type(),
                environments(),
                value("phase"),
                Repetition.ONCE,
                new Notes(value("irreversible"), value("manual steps"), value("author"), value("ticket")));
    }

    void compareWith(String id) {
        Entry entry = entries.get("migration");
        if (entry != null && !entry.value().isEmpty() && !entry.value().equals(id)) {
            findings.add(Finding.at(
                    FindingCode.ID_DIFFERS,
                    "the header calls this migration " + entry.value() + ", the file name says " + id
                            + "; the file name counts. Make them equal",
                    entry.line()));
        }
    }

    private MigrationType type() {
        Entry entry = entries.get("type");
        if (entry == null || entry.value().isEmpty()) {
            return MigrationType.CUSTOM_SQL;
        }
        return MigrationType.of(entry.value()).orElseGet(() -> {
            String known = Arrays.stream(MigrationType.values())
                    .map(MigrationType::text)
                    .collect(Collectors.joining(", "));
            findings.add(Finding.at(
                    FindingCode.UNKNOWN_TYPE,
                    "unknown type " + entry.value() + ", read as custom_sql; known are " + known,
                    entry.line()));
            return MigrationType.CUSTOM_SQL;
        });
    }

    private Set<String> environments() {
        return value("environments").map(HeaderLines::list).orElse(List.of()).stream()
                .map(HeaderLines::environment)
                .collect(Collectors.toSet());
    }

    private static String environment(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "dev" -> "development";
            case "stage" -> "staging";
            case "prod" -> "production";
            default -> word.toLowerCase(Locale.ROOT);
        };
    }

    TransactionMode transaction() {
        return value("transaction")
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> Set.of("off", "none", "false", "no").contains(word))
                .map(word -> TransactionMode.OFF)
                .orElse(TransactionMode.AUTOMATIC);
    }

    /** Empty where the header says nothing; an empty list where it says that nothing is needed. */
    Optional<DeclaredNeeds> needs() {
        return Optional.ofNullable(entries.get("depends on"))
                .map(entry -> new DeclaredNeeds(list(entry.value()), entry.line()));
    }

    private static List<String> list(String value) {
        return Arrays.stream(value.replaceAll("[\\[\\]\"']", "").split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty() && !word.equalsIgnoreCase("none") && !word.equals("-"))
                .map(word -> word.endsWith(".sql") ? word.substring(0, word.length() - 4) : word)
                .toList();
    }
}

package dev.switchback.engine.source;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * On which line of a TOML text each key stands, because the parser does not tell: a key is written as its tables and
 * itself, divided by dots, tables of an array with their number, such as {@code sets[1].phases[0].gate}.
 */
final class TomlLines {

    private static final Pattern TABLE = Pattern.compile("\\s*(\\[\\[?)\\s*([^\\[\\]]+?)\\s*]]?\\s*(?:#.*)?");
    private static final Pattern KEY = Pattern.compile("\\s*([\\w-]+|\"[^\"]+\"|'[^']+')\\s*(?:=|\\.).*");
    private static final Pattern LONG_QUOTE = Pattern.compile("\"\"\"|'''");

    /** What a header begins. */
    private enum Kind {
        SINGLE,
        ONE_OF_MANY
    }

    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Map<String, Integer> arraySizes = new HashMap<>();
    private String table = "";
    private boolean insideLongString;

    TomlLines(String text) {
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            boolean ownLine = !insideLongString;
            insideLongString ^= LONG_QUOTE.matcher(line).results().count() % 2 == 1;
            if (ownLine) {
                take(line, number);
            }
        }
    }

    /** The line of a key; of the table around it where the key itself is not there. */
    OptionalInt of(String key) {
        Integer line = lines.get(key);
        if (line != null) {
            return OptionalInt.of(line);
        }
        int dot = key.lastIndexOf('.');
        return dot < 0 ? OptionalInt.empty() : of(key.substring(0, dot));
    }

    private void take(String line, int number) {
        Matcher header = TABLE.matcher(line);
        if (header.matches()) {
            table = path(header.group(2), header.group(1).equals("[[") ? Kind.ONE_OF_MANY : Kind.SINGLE);
            lines.putIfAbsent(table, number);
            return;
        }
        Matcher key = KEY.matcher(line);
        if (key.matches()) {
            String name = unquoted(key.group(1));
            lines.putIfAbsent(table.isEmpty() ? name : table + "." + name, number);
        }
    }

    /** The numbered path of a table's header, counting up when it begins another table of an array. */
    private String path(String header, Kind kind) {
        String path = "";
        String[] parts = header.split("\\s*\\.\\s*", -1);
        for (int i = 0; i < parts.length; i++) {
            path = path.isEmpty() ? unquoted(parts[i]) : path + "." + unquoted(parts[i]);
            if (kind == Kind.ONE_OF_MANY && i == parts.length - 1) {
                arraySizes.merge(path, 1, Integer::sum);
            }
            Integer size = arraySizes.get(path);
            if (size != null) {
                path = path + "[" + (size - 1) + "]";
            }
        }
        return path;
    }

    private static String unquoted(String key) {
        return key.replaceAll("^[\"']|[\"']$", "");
    }
}

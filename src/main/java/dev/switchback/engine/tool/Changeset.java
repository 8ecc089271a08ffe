package dev.switchback.engine.tool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One changeset of a file in Liquibase's formatted SQL, of which a file may hold several.
 *
 * @param path the file's name for Liquibase, where it is given one of its own
 * @param attributes by their names as written, of which the case does not count
 * @param line on which it begins
 * @param body the lines behind that one
 * @see <a href="https://docs.liquibase.com/concepts/changelogs/sql-format.html">Formatted SQL</a>
 */
public record Changeset(
        String author, String id, Optional<String> path, SortedMap<String, String> attributes, int line, String body) {

    private static final Pattern FIRST_LINE = Pattern.compile("(?i)\\s*--\\s*liquibase\\s*formatted.*");
    private static final Pattern CHANGESET =
            Pattern.compile("(?i)\\s*--\\s*changeset\\s+(\"[^\"]+\"|[^:]+):\\s*(\"[^\"]+\"|\\S+)(.*)");
    private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+):(\"[^\"]*\"|\\S*)");
    private static final String PATH = "logicalFilePath";

    public Changeset {
        attributes = Collections.unmodifiableSortedMap(attributes);
    }

    /** Whether a file is of this kind: its first line that is not blank says so. */
    public static boolean areIn(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .filter(line -> FIRST_LINE.matcher(line).matches())
                .isPresent();
    }

    /** Those of a file, in its order. */
    public static List<Changeset> in(String text) {
        List<String> lines = text.lines().toList();
        Optional<String> path = lines.stream()
                .filter(line -> FIRST_LINE.matcher(line).matches())
                .findFirst()
                .flatMap(line -> Optional.ofNullable(attributes(line).get(PATH)));
        List<Changeset> found = new ArrayList<>();
        int end = lines.size();
        for (int i = lines.size() - 1; i >= 0; i--) {
            Matcher head = CHANGESET.matcher(lines.get(i));
            if (head.matches()) {
                String body = String.join("\n", lines.subList(i + 1, end));
                found.addFirst(of(head, path, i + 1, body));
                end = i;
            }
        }
        return found;
    }

    private static Changeset of(Matcher head, Optional<String> pathOfFile, int line, String body) {
        SortedMap<String, String> attributes = attributes(head.group(3));
        Optional<String> path = Optional.ofNullable(attributes.get(PATH)).or(() -> pathOfFile);
        return new Changeset(unquoted(head.group(1)), unquoted(head.group(2)), path, attributes, line, body);
    }

    private static SortedMap<String, String> attributes(String text) {
        SortedMap<String, String> attributes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        ATTRIBUTE.matcher(text).results().forEach(found -> attributes.put(found.group(1), unquoted(found.group(2))));
        return attributes;
    }

    private static String unquoted(String text) {
        return text.length() > 1 && text.startsWith("\"") ? text.substring(1, text.length() - 1) : text.strip();
    }
}

package dev.switchback.engine.source;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code -- Key: value} lines of a file, as text; what they mean is judged by {@link HeaderReader}. */
final class HeaderFields {

    private static final Pattern FIELD = Pattern.compile("--\\s*(\\w+(?:[ _-]\\w+)?)\\s*:(?![:/=])\\s*(.*)");
    private static final Pattern CONTINUED = Pattern.compile("--(?: {3,}|\\s*\\t)(\\S.*)");

    private final Map<HeaderKey, Field> fields = new EnumMap<>(HeaderKey.class);
    private final List<Finding> findings = new ArrayList<>();
    private final List<Finding> unknown = new ArrayList<>();
    private Optional<HeaderKey> last = Optional.empty();

    /** One value and the line it stands on. */
    record Field(String value, int line) {}

    private HeaderFields() {}

    /** Reads the comment lines at the head of a text that begins on line 1, up to the first line of SQL. */
    static HeaderFields of(String text) {
        HeaderFields header = new HeaderFields();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            String comment = line.strip();
            if (comment.startsWith("--")) {
                header.comment(comment, number);
            } else if (!comment.isEmpty()) {
                break;
            } else {
                header.last = Optional.empty();
            }
        }
        return header;
    }

    Optional<Field> field(HeaderKey key) {
        return Optional.ofNullable(fields.get(key));
    }

    /** The keys that are there. */
    Set<HeaderKey> keys() {
        return fields.keySet();
    }

    /** What is odd about the keys; unknown ones only where known ones show that this is a header. */
    List<Finding> findings() {
        List<Finding> all = new ArrayList<>(findings);
        if (!fields.isEmpty()) {
            all.addAll(unknown);
        }
        return all;
    }

    private void comment(String comment, int line) {
        Matcher continued = CONTINUED.matcher(comment);
        if (last.isPresent() && (continued.matches() || hasOpenBracket(last.get()))) {
            append(last.get(), comment.replaceFirst("--\\s*", ""));
            return;
        }
        Matcher matcher = FIELD.matcher(comment);
        last = matcher.matches() ? field(matcher.group(1), matcher.group(2).strip(), line) : Optional.empty();
    }

    private Optional<HeaderKey> field(String written, String value, int line) {
        Optional<HeaderKey> key = HeaderKey.of(written);
        if (key.isEmpty()) {
            unknown.add(Finding.at(
                    FindingCode.UNKNOWN_HEADER,
                    "\"" + written + "\" is no header key that Switchback knows; it is kept as a comment",
                    line));
        } else if (fields.putIfAbsent(key.get(), new Field(value, line)) != null) {
            findings.add(Finding.at(
                    FindingCode.UNKNOWN_HEADER,
                    "\"" + key.get().text() + "\" is given twice; the first counts. Remove one of the two",
                    line));
            return Optional.empty();
        }
        return key;
    }

    private boolean hasOpenBracket(HeaderKey key) {
        Field field = fields.get(key);
        return field != null && field.value().startsWith("[") && !field.value().contains("]");
    }

    private void append(HeaderKey key, String text) {
        fields.computeIfPresent(key, (k, field) -> new Field((field.value() + " " + text).strip(), field.line()));
    }
}

package dev.switchback.engine.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An annotated file cut at its markers: Switchback's own, goose's and dbmate's.
 *
 * @param head the lines before the first marker
 * @param parts what follows each marker, in order
 */
record Sections(List<String> head, List<Part> parts) {

    private static final Pattern MARKER = Pattern.compile(
            "\\s*--\\s*(?:@(up|down|check\\s+before|check\\s+after)|\\+goose\\s+(up|down)|migrate:(up|down))\\b(.*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern GOOSE_NO_TRANSACTION =
            Pattern.compile("\\s*--\\s*\\+goose\\s+NO\\s+TRANSACTION\\s*", Pattern.CASE_INSENSITIVE);

    /** What a section is for. */
    enum Role {
        UP,
        DOWN,
        CHECK_BEFORE,
        CHECK_AFTER
    }

    /**
     * One section.
     *
     * @param firstLine the line of the file, from 1, behind the marker
     * @param options what stands behind the marker on its line
     */
    record Part(Role role, int firstLine, String options, String text) {}

    static boolean isMarker(String line) {
        return MARKER.matcher(line).matches();
    }

    static Sections of(String text) {
        List<String> lines = text.lines().toList();
        List<String> head = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        Optional<Matcher> open = Optional.empty();
        int start = 0;
        for (int i = 0; i < lines.size(); i++) {
            Matcher marker = MARKER.matcher(lines.get(i));
            if (marker.matches()) {
                add(parts, open, lines, start, i);
                open = Optional.of(marker);
                start = i + 1;
            } else if (open.isEmpty()) {
                head.add(lines.get(i));
            }
        }
        add(parts, open, lines, start, lines.size());
        return new Sections(head, parts);
    }

    private static void add(List<Part> parts, Optional<Matcher> marker, List<String> lines, int start, int end) {
        marker.ifPresent(found -> parts.add(new Part(
                role(found), start + 1, found.group(4).strip(), String.join("\n", lines.subList(start, end)) + "\n")));
    }

    private static Role role(Matcher marker) {
        String own = marker.group(1);
        String word = own != null ? own : marker.group(2) != null ? marker.group(2) : marker.group(3);
        return switch (word.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ")) {
            case "up" -> Role.UP;
            case "down" -> Role.DOWN;
            case "check before" -> Role.CHECK_BEFORE;
            default -> Role.CHECK_AFTER;
        };
    }

    List<Part> of(Role role) {
        return parts.stream().filter(part -> part.role() == role).toList();
    }

    /** goose's {@code NO TRANSACTION} and dbmate's {@code transaction:false}. */
    boolean switchesTransactionOff() {
        return head.stream().anyMatch(line -> GOOSE_NO_TRANSACTION.matcher(line).matches())
                || parts.stream()
                        .anyMatch(
                                part -> part.options().toLowerCase(Locale.ROOT).contains("transaction:false"));
    }
}

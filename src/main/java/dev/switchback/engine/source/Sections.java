package dev.switchback.engine.source;

import dev.switchback.engine.migration.TransactionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An annotated file cut at its markers.
 *
 * @param preamble the lines before the first marker; the whole file when there is none
 * @param parts the sections in file order
 * @param transaction OFF when a marker of goose or dbmate says so
 */
record Sections(Part preamble, List<Section> parts, TransactionMode transaction) {

    /** Some lines of the file. */
    record Part(int firstLine, String text) {

        private static final Pattern BANNER = Pattern.compile("\\s*--\\s*[=#*-]{3}.*");

        /** Without the line like {@code -- ===== DOWN MIGRATION =====} that announces the next marker. */
        Part withoutBanner() {
            int end = text.length();
            while (true) {
                String kept = text.substring(0, end).stripTrailing();
                int line = kept.lastIndexOf('\n') + 1;
                if (kept.isEmpty() || !BANNER.matcher(kept.substring(line)).matches()) {
                    return new Part(firstLine, kept.isEmpty() ? "" : kept + "\n");
                }
                end = line;
            }
        }
    }

    /** What follows one marker. */
    record Section(Marker.Kind kind, Part part) {}

    static Sections cut(String text) {
        Cutter cutter = new Cutter(text);
        int start = 0;
        while (start < text.length()) {
            int newLine = text.indexOf('\n', start);
            int end = newLine < 0 ? text.length() : newLine;
            cutter.line(start, end);
            start = end + 1;
        }
        return cutter.finish();
    }

    Optional<Part> first(Marker.Kind kind) {
        return all(kind).findFirst();
    }

    Stream<Part> all(Marker.Kind kind) {
        return parts.stream().filter(section -> section.kind() == kind).map(Section::part);
    }

    /** Walks the lines and remembers where the present section began. */
    private static final class Cutter {

        private final String text;
        private final List<Section> sections = new ArrayList<>();
        private Optional<Part> preamble = Optional.empty();
        private Optional<Marker.Kind> open = Optional.empty();
        private TransactionMode transaction = TransactionMode.AUTOMATIC;
        private int start;
        private int firstLine = 1;
        private int lineNumber;

        Cutter(String text) {
            this.text = text;
        }

        void line(int from, int to) {
            lineNumber++;
            if (!mayBeMarker(from, to)) {
                return;
            }
            Marker.of(text.substring(from, to)).ifPresent(marker -> take(marker, from, to));
        }

        private boolean mayBeMarker(int from, int to) {
            int at = from;
            while (at < to && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return text.startsWith("--", at);
        }

        private void take(Marker marker, int from, int to) {
            if (marker.transaction() == TransactionMode.OFF) {
                transaction = TransactionMode.OFF;
            }
            if (marker.kind() != Marker.Kind.WHOLE_FILE) {
                close(from);
                open = Optional.of(marker.kind());
                start = Math.min(to + 1, text.length());
                firstLine = lineNumber + 1;
            }
        }

        private void close(int end) {
            Part part = new Part(firstLine, text.substring(start, end));
            if (open.isPresent()) {
                sections.add(new Section(open.get(), part.withoutBanner()));
            } else {
                preamble = Optional.of(part);
            }
        }

        Sections finish() {
            close(text.length());
            return new Sections(preamble.orElse(new Part(1, "")), List.copyOf(sections), transaction);
        }
    }
}

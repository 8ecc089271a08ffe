package dev.switchback.ui.editor;

import java.util.List;
import java.util.stream.Collectors;

/** Turns lines of SQL into comments, and back when all of them are. */
final class LineComments {

    private static final String MARK = "-- ";

    private LineComments() {}

    /** The lines with the marks put on or taken off; blank lines stay as they are. */
    static String toggled(String lines) {
        List<String> all = List.of(lines.split("\n", -1));
        boolean commented = all.stream()
                .filter(line -> !line.isBlank())
                .allMatch(line -> line.stripLeading().startsWith("--"));
        return all.stream()
                .map(line -> line.isBlank() ? line : commented ? without(line) : MARK + line)
                .collect(Collectors.joining("\n"));
    }

    private static String without(String line) {
        int at = line.indexOf("--");
        String rest = line.substring(at + 2);
        return line.substring(0, at) + (rest.startsWith(" ") ? rest.substring(1) : rest);
    }
}

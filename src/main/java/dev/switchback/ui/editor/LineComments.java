package dev.switchback.ui.editor;

import java.util.List;
import java.util.stream.Collectors;

/** Turns lines into comments, and back when all of them are. */
final class LineComments {

    private LineComments() {}

    /** The lines with the marks put on or taken off; blank lines stay as they are. */
    static String toggled(String lines, CodeLanguage language) {
        String mark = language.comment();
        List<String> all = List.of(lines.split("\n", -1));
        boolean commented = all.stream()
                .filter(line -> !line.isBlank())
                .allMatch(line -> line.stripLeading().startsWith(mark));
        return all.stream()
                .map(line -> line.isBlank() ? line : commented ? without(line, mark) : mark + " " + line)
                .collect(Collectors.joining("\n"));
    }

    private static String without(String line, String mark) {
        int at = line.indexOf(mark);
        String rest = line.substring(at + mark.length());
        return line.substring(0, at) + (rest.startsWith(" ") ? rest.substring(1) : rest);
    }
}

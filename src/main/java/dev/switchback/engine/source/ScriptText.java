package dev.switchback.engine.source;

import dev.switchback.engine.sql.SqlSyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Completes the text of a script: declared placeholders and included files. One object reads one migration. */
final class ScriptText {

    private static final Pattern INCLUDE = Pattern.compile("\\\\(i|ir|include|include_relative)\\s+'?([^']+?)'?\\s*");
    private static final int DEEPEST = 10;

    private final Path root;
    private final Map<String, String> placeholders;
    private final List<Path> included = new ArrayList<>();

    /** @param root the folder that includes must not leave */
    ScriptText(Path root, Map<String, String> placeholders) {
        this.root = root.toAbsolutePath().normalize();
        this.placeholders = placeholders;
    }

    /** Files that were included so far. */
    List<Path> included() {
        return included;
    }

    /**
     * The text that runs.
     *
     * @throws SqlSyntaxException when an included file is outside of the project or cannot be read
     */
    String complete(String text, Path file, int firstLine) {
        return withIncludes(withPlaceholders(text), file, firstLine, 0);
    }

    private String withPlaceholders(String text) {
        String complete = text;
        for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
            complete = complete.replace("${" + placeholder.getKey() + "}", placeholder.getValue());
        }
        return complete;
    }

    private String withIncludes(String text, Path file, int firstLine, int depth) {
        if (!text.contains("\\i")) {
            return text;
        }
        StringBuilder complete = new StringBuilder();
        int line = firstLine;
        for (String each : text.split("\n", -1)) {
            Matcher include = INCLUDE.matcher(each.strip());
            complete.append(include.matches() ? include(include, file, line, depth) : each)
                    .append('\n');
            line++;
        }
        complete.setLength(complete.length() - 1);
        return complete.toString();
    }

    private String include(Matcher command, Path file, int line, int depth) {
        Path folder = command.group(1).contains("r")
                ? root.resolve(file.toAbsolutePath()).resolveSibling("")
                : root;
        Path target = folder.resolve(command.group(2)).normalize();
        if (!target.startsWith(root)) {
            throw new SqlSyntaxException(line, 1, "includes " + command.group(2) + ", which is outside of the project");
        }
        if (depth >= DEEPEST) {
            throw new SqlSyntaxException(line, 1, "includes are nested more than " + DEEPEST + " deep");
        }
        try {
            FileText content = FileText.read(target);
            included.add(target);
            return withIncludes(withPlaceholders(content.text()), target, 1, depth + 1);
        } catch (FileText.NotText failure) {
            throw new SqlSyntaxException(line, 1, "includes " + command.group(2) + ": " + failure.getMessage());
        }
    }
}

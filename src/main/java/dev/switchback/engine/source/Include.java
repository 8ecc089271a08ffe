package dev.switchback.engine.source;

import dev.switchback.engine.migration.BulkData;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.Script.Place;
import dev.switchback.engine.migration.Script.Segment;
import dev.switchback.engine.sql.SplitText.Ending;
import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.engine.sql.SqlSyntaxException;
import dev.switchback.engine.sql.StatementSplitter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One psql {@code \i} or {@code \ir} line: the file that it names, as written. */
record Include(String path) {

    private static final Pattern COMMAND =
            Pattern.compile("\\s*\\\\(?:i|ir|include|include_relative)\\s+(?:'([^']+)'|\"([^\"]+)\"|(\\S+))\\s*;?\\s*");

    static Optional<Include> of(String line) {
        Matcher matcher = COMMAND.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        for (int group = 1; group < 3; group++) {
            if (matcher.group(group) != null) {
                return Optional.of(new Include(matcher.group(group)));
            }
        }
        return Optional.of(new Include(matcher.group(3)));
    }

    /** The script with a file's text, placeholders replaced, in place of the include on the given line. */
    Script insert(Script script, int line, FileContent.Text file, String text) {
        List<String> lines = new ArrayList<>(List.of(script.text().split("\n", -1)));
        List<String> inserted =
                List.of((text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).split("\n", -1));
        int index = line - script.firstLine();
        lines.remove(index);
        lines.addAll(index, inserted);
        List<Segment> segments = segments(script, line, file.file(), inserted.size());
        List<BulkData> bulk = Stream.concat(script.bulk().stream(), file.bulk().data().stream())
                .toList();
        return new Script(String.join("\n", lines), script.file(), script.firstLine(), segments, bulk);
    }

    /** The end of a file ends its last statement and its data, as it does in psql. */
    static String ended(String text) {
        return switch (ending(text).orElse(Ending.COMPLETE)) {
            case COMPLETE -> text;
            case STATEMENT -> onNewLine(text) + ";";
            case DATA -> onNewLine(text) + "\\.";
        };
    }

    /** How a text ends, whatever it includes; empty when something in it is not closed. */
    static Optional<Ending> ending(String text) {
        String alone = text.contains("\\i")
                ? text.lines().map(line -> of(line).isPresent() ? "" : line).collect(Collectors.joining("\n", "", "\n"))
                : text;
        try {
            return Optional.of(
                    StatementSplitter.read(alone, 1, SqlSyntax.POSTGRESQL).ending());
        } catch (SqlSyntaxException unclosed) {
            return Optional.empty();
        }
    }

    private static String onNewLine(String text) {
        return text.endsWith("\n") ? text : text + "\n";
    }

    private static List<Segment> segments(Script script, int line, Path file, int inserted) {
        List<Segment> segments = new ArrayList<>();
        script.segments().stream().filter(old -> old.from() <= line).forEach(segments::add);
        segments.add(new Segment(line, new Place(file, 1)));
        segments.add(new Segment(line + inserted, script.placeOf(line + 1)));
        script.segments().stream()
                .filter(old -> old.from() > line)
                .map(old -> new Segment(old.from() + inserted - 1, old.start()))
                .forEach(segments::add);
        return segments;
    }
}

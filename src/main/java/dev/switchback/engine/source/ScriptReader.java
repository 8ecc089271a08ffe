package dev.switchback.engine.source;

import dev.switchback.engine.migration.BulkData;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.Script.Place;
import dev.switchback.engine.sql.SplitText;
import dev.switchback.engine.sql.SqlStatement;
import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.engine.sql.SqlSyntaxException;
import dev.switchback.engine.sql.SqlSyntaxException.Reason;
import dev.switchback.engine.sql.StatementSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the scripts of one migration out of text: placeholders replaced, includes in place, proved to be splittable. */
final class ScriptReader {

    /** PostgreSQL's lexical rules are the wider ones: what is a statement for H2 is one here too, but for some comments. */
    private static final SqlSyntax SYNTAX = SqlSyntax.POSTGRESQL;

    private static final int MOST_INCLUDES = 500;

    private final Includes includes;
    private final Placeholders placeholders;
    private final List<FileContent.Text> included = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    ScriptReader(Includes includes, Placeholders placeholders) {
        this.includes = includes;
        this.placeholders = placeholders;
    }

    /** A script and the statements that it has. */
    record Split(Script script, List<SqlStatement> statements) {}

    /** The files that scripts included so far, in the order of their lines. */
    List<FileContent.Text> included() {
        return List.copyOf(included);
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /**
     * Reads one section of a file.
     *
     * @throws UnreadableFileException when a quote is not closed, a command is refused or an include fails
     */
    Split read(FileContent.Text file, Sections.Part part) {
        findings.addAll(placeholders.undeclared(part.text(), part.firstLine()));
        refusePlaceholdersInBulk(file);
        Script script = new Script(
                placeholders.replace(part.text()),
                file.file(),
                part.firstLine(),
                List.of(),
                file.bulk().data());
        for (int count = 0; count <= MOST_INCLUDES; count++) {
            try {
                SplitText split = split(script);
                requireBulk(script, split, part);
                findings.addAll(SkippedCommands.of(script, split.skipped()));
                return new Split(script, split.statements());
            } catch (SqlSyntaxException refused) {
                script = expand(script, refused);
            }
        }
        throw UnreadableFileException.at(
                file.file(), part.firstLine(), "more than " + MOST_INCLUDES + " includes: split the migration");
    }

    /** Behind {@code //}, a comment for H2 alone, a quote closes nothing; on another database the plan will say so. */
    private static SplitText split(Script script) {
        try {
            return StatementSplitter.read(script.text(), script.firstLine(), SYNTAX);
        } catch (SqlSyntaxException refused) {
            if (refused.reason() == Reason.UNCLOSED && script.text().contains("//")) {
                return ofH2(script, refused);
            }
            throw refused;
        }
    }

    private static SplitText ofH2(Script script, SqlSyntaxException refused) {
        try {
            return StatementSplitter.read(script.text(), script.firstLine(), SqlSyntax.H2);
        } catch (SqlSyntaxException neither) {
            throw refused;
        }
    }

    /** The splitter refuses every psql command that it meets outside of literals; an include is one of them. */
    private Script expand(Script script, SqlSyntaxException refused) {
        Place place = script.placeOf(refused.line());
        Optional<Include> include =
                refused.reason() == Reason.INCLUDE ? Include.of(lineOf(script, refused.line())) : Optional.empty();
        if (include.isEmpty()) {
            throw UnreadableFileException.at(
                    place.file(),
                    place.line(),
                    "line %d, column %d: %s".formatted(place.line(), refused.column(), refused.getMessage()));
        }
        FileContent.Text content = includes.find(include.get(), place);
        included.add(content);
        refusePlaceholdersInBulk(content);
        findings.addAll(placeholders.undeclared(content.text(), 1));
        return include.get()
                .insert(script, refused.line(), content, Include.ended(placeholders.replace(content.text())));
    }

    /** Data that is streamed from disk cannot be searched for them. */
    private void refusePlaceholdersInBulk(FileContent.Text file) {
        if (!placeholders.values().isEmpty() && file.bulk().placeholder().isPresent()) {
            int line = file.bulk().placeholder().getAsInt();
            throw UnreadableFileException.at(
                    file.file(),
                    line,
                    "line " + line
                            + " has a placeholder in the data of a COPY, and files over 1 MB are not searched for "
                            + "them there. Move the data to a file of its own that is smaller");
        }
    }

    /** What was taken for data while reading line by line has to be data for the splitter, which sees the whole. */
    private static void requireBulk(Script script, SplitText split, Sections.Part part) {
        if (script.bulk().isEmpty()) {
            return;
        }
        Set<Place> data = split.statements().stream()
                .flatMap(statement -> Stream.concat(
                        statement.data().stream().map(each -> each.line()), Stream.of(statement.lastLine() + 1)))
                .map(script::placeOf)
                .collect(Collectors.toSet());
        long lines = part.text().chars().filter(c -> c == '\n').count();
        for (BulkData bulk : script.bulk()) {
            Place place = bulk.start();
            boolean here = place.file().equals(script.file())
                    && place.line() >= script.firstLine()
                    && place.line() <= script.firstLine() + lines;
            if (here && !data.contains(place)) {
                throw UnreadableFileException.at(
                        place.file(),
                        place.line(),
                        "line " + place.line()
                                + " reads like data of a COPY, or like INSERT statements, but belongs to something else. "
                                + "Split the file, so that it is smaller than 1 MB");
            }
        }
    }

    private static String lineOf(Script script, int line) {
        return script.text()
                .lines()
                .skip(line - (long) script.firstLine())
                .findFirst()
                .orElse("");
    }
}

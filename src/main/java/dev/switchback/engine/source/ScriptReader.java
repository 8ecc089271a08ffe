package dev.switchback.engine.source;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.Script.Place;
import dev.switchback.engine.sql.SplitText;
import dev.switchback.engine.sql.SqlStatement;
import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.engine.sql.SqlSyntaxException;
import dev.switchback.engine.sql.StatementSplitter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the scripts of one migration out of text: placeholders replaced, includes in place, proved to be splittable. */
final class ScriptReader {

    /** PostgreSQL's lexical rules are the wider ones; what H2 reads differently does not move a statement's end. */
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
    Split read(Path file, Sections.Part part) {
        findings.addAll(placeholders.undeclared(part.text(), part.firstLine()));
        Script script = new Script(placeholders.replace(part.text()), file, part.firstLine());
        for (int count = 0; count <= MOST_INCLUDES; count++) {
            try {
                SplitText split = StatementSplitter.read(script.text(), script.firstLine(), SYNTAX);
                findings.addAll(SkippedCommands.of(script, split.skipped()));
                return new Split(script, split.statements());
            } catch (SqlSyntaxException refused) {
                script = expand(script, refused);
            }
        }
        throw UnreadableFileException.at(
                file, part.firstLine(), "more than " + MOST_INCLUDES + " includes: split the migration");
    }

    /** The splitter refuses every psql command that it meets outside of literals; an include is one of them. */
    private Script expand(Script script, SqlSyntaxException refused) {
        Place place = script.placeOf(refused.line());
        Optional<Include> include = Include.of(lineOf(script, refused.line()));
        if (include.isEmpty()) {
            throw UnreadableFileException.at(
                    place.file(),
                    place.line(),
                    "line %d, column %d: %s".formatted(place.line(), refused.column(), refused.getMessage()));
        }
        FileContent.Text content = includes.find(include.get(), place);
        included.add(content);
        findings.addAll(placeholders.undeclared(content.text(), 1));
        return include.get().insert(script, refused.line(), content.file(), placeholders.replace(content.text()));
    }

    private static String lineOf(Script script, int line) {
        return script.text()
                .lines()
                .skip(line - (long) script.firstLine())
                .findFirst()
                .orElse("");
    }
}

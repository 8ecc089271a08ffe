package dev.switchback.engine.source;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Header;
import dev.switchback.engine.migration.Header.Repetition;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.Scripts;
import dev.switchback.engine.migration.SourceFile;
import dev.switchback.engine.source.Sections.Part;
import dev.switchback.engine.sql.SqlStatement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Collects what one migration is made of, and what all layouts notice alike. */
final class DraftBuilder {

    private final FileGroup group;
    private final FileContent.Text main;
    private final ScriptReader reader;
    private final List<Finding> findings = new ArrayList<>();
    private boolean upDoesNothing;

    DraftBuilder(FileGroup group, FileContent.Text main, ScriptReader reader) {
        this.group = group;
        this.main = main;
        this.reader = reader;
    }

    Script up(Part part) {
        ScriptReader.Split split = reader.read(main, part);
        if (split.statements().isEmpty()) {
            upDoesNothing = true;
            findings.add(Finding.of(
                    FindingCode.EMPTY, "the up script has no statement. It counts as applied when it is run"));
        }
        return split.script();
    }

    Script script(Part part) {
        return reader.read(main, part).script();
    }

    /** A section or file without any statement is no way back, unless there is nothing to take back. */
    Optional<Script> down(Part part) {
        return withStatements(reader.read(main, part));
    }

    /** The file of its own, where there is one; what did nothing is taken back by doing nothing. */
    Optional<Script> downOfCompanion() {
        if (group.down().isEmpty() && upDoesNothing) {
            return Optional.of(new Script("", main.file(), 1));
        }
        return group.down().flatMap(content -> {
            FileContent.Text text = UnreadableFileException.textOf(content);
            return withStatements(reader.read(text, new Part(1, text.text())));
        });
    }

    /** The script of its own that verifies what the up script did. */
    Optional<Script> verification() {
        return group.verify().map(content -> {
            FileContent.Text text = UnreadableFileException.textOf(content);
            return reader.read(text, new Part(1, text.text())).script();
        });
    }

    /** Statements before the first marker would never run. */
    void refuseStatements(Part preamble) {
        List<SqlStatement> statements = reader.read(main, preamble).statements();
        if (!statements.isEmpty()) {
            int line = statements.getFirst().line();
            throw UnreadableFileException.at(
                    main.file(),
                    line,
                    "line " + line + " has SQL before the marker of the up section, where it would never run. "
                            + "Move it below the marker");
        }
    }

    Draft finish(Header header, Scripts scripts, Needs needs, List<Finding> ofHeader) {
        List<Finding> all = new ArrayList<>(ofHeader);
        all.addAll(findings);
        all.addAll(reader.findings());
        boolean said = all.stream().anyMatch(finding -> finding.code() == FindingCode.NO_DOWN);
        if (scripts.down().isEmpty() && wantsDown(header) && !said) {
            all.add(Finding.of(FindingCode.NO_DOWN, "there is no down script, so it cannot be rolled back. Write one"));
        }
        all.sort(Comparator.comparingInt(finding -> finding.line().orElse(0)));
        List<FileContent.Text> companions = Stream.concat(
                        Stream.concat(group.down().stream(), group.verify().stream())
                                .map(UnreadableFileException::textOf),
                        reader.included().stream())
                .distinct()
                .toList();
        List<Path> paths = companions.stream().map(FileContent.Text::file).toList();
        List<FileContent.Text> files =
                Stream.concat(Stream.of(main), companions.stream()).toList();
        return new Draft(
                group.id(),
                header,
                scripts,
                needs,
                new SourceFile(main.file(), paths, main.text()),
                new Draft.Observed(main.rawDigest(), files, all));
    }

    private static boolean wantsDown(Header header) {
        return header.notes().irreversible().isEmpty() && header.repetition() == Repetition.ONCE;
    }

    private Optional<Script> withStatements(ScriptReader.Split split) {
        return split.statements().isEmpty() && !upDoesNothing ? Optional.empty() : Optional.of(split.script());
    }
}

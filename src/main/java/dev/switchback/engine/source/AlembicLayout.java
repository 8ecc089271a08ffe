package dev.switchback.engine.source;

import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Header;
import dev.switchback.engine.migration.Header.Notes;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationType;
import dev.switchback.engine.migration.Program;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.Scripts;
import dev.switchback.engine.migration.SourceFile;
import dev.switchback.engine.migration.TransactionMode;
import dev.switchback.engine.source.PythonFile.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One revision file of Alembic, read without running it: what it is called, what it follows, what it can do. */
final class AlembicLayout {

    private final FileContent.Text source;
    private final PythonFile file;
    private final OnlineMarks marks;
    private final AlembicRevision revision;

    private AlembicLayout(FileContent.Text source, AlembicRevision revision) {
        this.source = source;
        this.revision = revision;
        this.file = revision.file();
        this.marks = new OnlineMarks(file);
    }

    /** @throws UnreadableFileException when only Python could say what the file means */
    static Draft read(FileContent.Text source, AlembicRevision revision) {
        return new AlembicLayout(source, revision).draft();
    }

    /**
     * Hands over what one direction means, piece by piece: comments, blank lines and how deep lines are indented do not
     * count, neither does the docstring, and the other direction's function is left out.
     */
    static void meaning(Script script, Program.AlembicRevision revision, Consumer<String> pieces) {
        PythonFile file = PythonFile.read(script.text());
        String docstring = file.docstring().isPresent() ? file.code().getFirst().text() : "";
        for (PythonToken token : file.without(nameOf(opposite(revision.direction())))) {
            switch (token.kind()) {
                case INDENT -> pieces.accept("{");
                case DEDENT -> pieces.accept("}");
                case NEWLINE -> pieces.accept("\n");
                case NAME, NUMBER, SYMBOL, OPEN_STRING -> pieces.accept(token.text() + " ");
                case STRING -> pieces.accept(token.start() == 0 && token.text().equals(docstring) ? "" : token.text());
                case COMMENT -> {}
            }
        }
    }

    private static Direction opposite(Direction direction) {
        return direction == Direction.UP ? Direction.DOWN : Direction.UP;
    }

    private static String nameOf(Direction direction) {
        return switch (direction) {
            case UP -> "upgrade";
            case DOWN -> "downgrade";
        };
    }

    private Draft draft() {
        Program up = new Program.AlembicRevision(revision.id(), Direction.UP, marks.of("upgrade"));
        Program down = new Program.AlembicRevision(revision.id(), Direction.DOWN, marks.of("downgrade"));
        Optional<String> irreversible = irreversible();
        Optional<Script> wayBack =
                irreversible.isPresent() || file.function("downgrade").isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Script(source.text(), source.file(), down));
        Scripts scripts = new Scripts(
                new Script(source.text(), source.file(), up), wayBack, List.of(), TransactionMode.AUTOMATIC);
        return new Draft(
                new MigrationId(revision.id()),
                header(irreversible),
                scripts,
                revision.needs(),
                new SourceFile(source.file(), List.of(), source.text()),
                new Draft.Observed(source.rawDigest(), List.of(source), findings(irreversible)));
    }

    private Header header(Optional<String> irreversible) {
        return new Header(
                revision.message(),
                MigrationType.CUSTOM_SQL,
                Set.of(),
                Optional.empty(),
                Header.Repetition.ONCE,
                new Notes(irreversible, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private Optional<String> irreversible() {
        return file.function("downgrade")
                .filter(AlembicLayout::raisesAtOnce)
                .map(down -> "its downgrade() raises NotImplementedError");
    }

    /** Alembic takes such a revision back, running nothing; where the way up did nothing either, that is how it has to be. */
    private Optional<Finding> emptyDown() {
        boolean upWorks = file.function("upgrade").filter(up -> !up.isEmpty()).isPresent();
        return file.function("downgrade")
                .filter(down -> down.isEmpty() && upWorks)
                .map(down -> Finding.at(
                        FindingCode.EMPTY_DOWN,
                        "its downgrade() does nothing: rolling back takes the revision out of Alembic's table, and all that "
                                + "upgrade() did stays",
                        down.line()));
    }

    private static boolean raisesAtOnce(Function function) {
        List<PythonToken> body = function.body();
        for (int i = 0; i + 1 < body.size(); i++) {
            if (body.get(i).is("raise") && body.get(i + 1).is("NotImplementedError")) {
                return body.subList(0, i).stream().allMatch(token -> switch (token.kind()) {
                    case NEWLINE, INDENT, DEDENT, STRING -> true;
                    case NAME, NUMBER, SYMBOL, OPEN_STRING, COMMENT -> false;
                });
            }
        }
        return false;
    }

    private List<Finding> findings(Optional<String> irreversible) {
        List<Finding> findings = new ArrayList<>();
        if (file.function("downgrade").isEmpty()) {
            findings.add(
                    Finding.of(FindingCode.NO_DOWN, "there is no downgrade(), so it cannot be rolled back. Write one"));
        }
        irreversible.ifPresent(reason -> findings.add(Finding.at(
                FindingCode.NO_DOWN,
                "there is no way back: " + reason,
                file.function("downgrade").map(Function::line).orElse(1))));
        emptyDown().ifPresent(findings::add);
        if (file.function("upgrade").filter(Function::isEmpty).isPresent() && !revision.isMerge()) {
            findings.add(
                    Finding.of(FindingCode.EMPTY, "its upgrade() does nothing. It counts as applied when it is run"));
        }
        marks.of("upgrade").ifPresent(mark -> findings.add(online("upgrade()", mark)));
        marks.of("downgrade")
                .filter(mark -> irreversible.isEmpty() && !marks.of("upgrade").equals(Optional.of(mark)))
                .ifPresent(mark -> findings.add(online("downgrade()", mark)));
        return findings;
    }

    private static Finding online(String function, Program.OnlineOnly mark) {
        return new Finding(
                FindingCode.ONLINE_ONLY,
                function + " needs a connection: " + mark.reason() + ". It cannot be shown as SQL or dry-run; Alembic "
                        + "itself runs it",
                mark.line());
    }
}

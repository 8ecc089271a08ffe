package dev.switchback.engine.alembic;

import dev.switchback.engine.migration.Program;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.Script.Place;
import dev.switchback.engine.migration.Script.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Makes scripts of what Alembic wrote; each statement knows the line of the revision from which it comes. */
final class RevisionText {

    private static final String BEGIN = "BEGIN;";
    private static final String COMMIT = "COMMIT;";
    private static final int NEAR = 1_000; // characters behind the beginning of a call

    private final StringBuilder text = new StringBuilder();
    private final List<Segment> segments = new ArrayList<>();
    private final Script revision;
    private int line = 1;

    private RevisionText(Script revision) {
        this.revision = revision;
    }

    /** The script in place of the revision; the revision itself where it is no SQL. */
    static Script script(Script revision, Written written) {
        return switch (written) {
            case Written.Sql sql -> new RevisionText(revision).script(sql);
            case Written.NeedsConnection needs -> online(revision, needs);
            case Written.Failed failed -> revision;
        };
    }

    private static Script online(Script revision, Written.NeedsConnection needs) {
        return revision.program()
                .map(program -> program instanceof Program.AlembicRevision of
                        ? new Script(
                                revision.text(),
                                revision.file(),
                                new Program.AlembicRevision(of.revision(), of.direction(), Optional.of(needs.why())))
                        : revision)
                .orElse(revision);
    }

    private Script script(Written.Sql sql) {
        add(new Written.Piece("-- " + sql.title(), 1));
        List<Written.Piece> pieces = sql.pieces();
        for (Written.Piece piece : sql.leavesTransaction() ? balanced(pieces) : pieces) {
            text.append('\n');
            line++;
            add(piece);
        }
        return new Script(text.toString(), revision.file(), 1, segments, List.of());
    }

    /** Alembic begins and commits around the whole; what it leaves for a while is a block before and a block behind. */
    private static List<Written.Piece> balanced(List<Written.Piece> pieces) {
        List<Written.Piece> balanced = new ArrayList<>(pieces);
        if (balanced.getFirst().text().equals(COMMIT)) {
            balanced.removeFirst();
        } else {
            balanced.addFirst(new Written.Piece(BEGIN, pieces.getFirst().line()));
        }
        if (balanced.getLast().text().equals(BEGIN)) {
            balanced.removeLast();
        } else {
            balanced.addLast(new Written.Piece(COMMIT, pieces.getLast().line()));
        }
        return balanced;
    }

    private void add(Written.Piece piece) {
        int lines = 1 + newlines(piece.text());
        OptionalInt verbatim = verbatim(piece);
        if (verbatim.isPresent()) {
            segments.add(new Segment(line, new Place(revision.file(), verbatim.getAsInt())));
        } else {
            IntStream.range(line, line + lines)
                    .forEach(each -> segments.add(new Segment(each, new Place(revision.file(), piece.line()))));
        }
        text.append(piece.text()).append('\n');
        line += lines;
    }

    /** The line on which SQL begins that stands in the revision as it is written; what Alembic makes up has only a call. */
    private OptionalInt verbatim(Written.Piece piece) {
        String source = revision.text();
        int call = 0;
        for (int before = 1; before < piece.line(); before++) {
            call = source.indexOf('\n', call) + 1;
        }
        String sql = piece.text().replaceFirst(";$", "");
        int end = Math.min(source.length(), call + NEAR + sql.length());
        int at = source.substring(call, end).indexOf(sql);
        return at < 0
                ? OptionalInt.empty()
                : OptionalInt.of(piece.line() + newlines(source.substring(call, call + at)));
    }

    private static int newlines(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }
}

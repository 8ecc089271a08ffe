package dev.switchback.engine.source;

import dev.switchback.engine.migration.BulkData;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.sql.SplitText;
import dev.switchback.engine.sql.SplitText.Ending;
import dev.switchback.engine.sql.SqlStatement;
import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.engine.sql.SqlSyntaxException;
import dev.switchback.engine.sql.StatementSplitter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows the statements of a large file while it is read, and leaves long runs of INSERT statements on disk: behind the
 * first one, which stands for them, only their line ends come into the text.
 */
final class InsertRuns {

    /** Shorter ones stay in the text. */
    private static final int SHORTEST = Script.LONGEST_KEPT;

    /** A statement is looked at whenever it may have ended: odd files must not take for ever. */
    private static final long PATIENCE = 50_000_000;

    private static final int WORTH = 20;

    private final Path file;
    private final StringBuilder text;
    private final List<BulkData> found = new ArrayList<>();
    private final StringBuilder piece = new StringBuilder();
    private int pieceLine;
    private @Nullable Run run;
    private boolean blind;
    private long looked;
    private long understood;

    /** Where the lines went that were read last. */
    enum Where {
        TEXT,
        DISK
    }

    /** A run that has begun; up to a length it is kept in the text. */
    private static final class Run {

        private final int line;
        private final long from;
        private final int inText;
        private final MessageDigest digest = Fingerprints.newDigest();
        private long to;
        private boolean onDisk;

        Run(int line, long from, int inText) {
            this.line = line;
            this.from = from;
            this.inText = inText;
            this.to = from;
        }
    }

    /** @param text what is read comes to its end */
    InsertRuns(Path file, StringBuilder text) {
        this.file = file;
        this.text = text;
    }

    /** What was left on disk, once {@link #end} has been called. */
    List<BulkData> found() {
        return found;
    }

    /**
     * Takes the next line.
     *
     * @param line with its line end
     * @param number of the line in the file, from 1
     * @param behind the byte behind it
     */
    Where take(String line, int number, long behind) {
        if (!blind && changesTheRules(line)) {
            end();
            blind = true;
        }
        if (blind) {
            text.append(line);
            return Where.TEXT;
        }
        String content = line.strip();
        if (isBorder(content)) {
            end();
            text.append(line);
            return Where.TEXT;
        }
        if (piece.isEmpty() && (content.isEmpty() || content.startsWith("--"))) {
            return go(line, behind);
        }
        if (piece.isEmpty()) {
            pieceLine = number;
        }
        piece.append(line);
        if (!isOnDisk()) {
            text.append(line);
        }
        return line.indexOf(';') < 0 ? where() : judge(number, behind);
    }

    /** What follows is other data, or nothing: whatever was begun is over. */
    void end() {
        Run ended = run;
        if (ended != null && ended.onDisk) {
            found.add(new BulkData(
                    BulkData.Kind.INSERTS,
                    new Script.Place(file, ended.line),
                    ended.from,
                    ended.to,
                    HexFormat.of().formatHex(ended.digest.digest())));
            text.append(piece);
        }
        run = null;
        piece.setLength(0);
    }

    private boolean isOnDisk() {
        return run != null && run.onDisk;
    }

    private Where where() {
        return isOnDisk() ? Where.DISK : Where.TEXT;
    }

    /** From here on a semicolon or a backslash may mean something else, or a name has to be replaced. */
    private static boolean changesTheRules(String line) {
        return line.contains("+goose") || line.contains("standard_conforming_strings") || line.contains("${");
    }

    /** A section of the file begins, or psql is told something. */
    private boolean isBorder(String content) {
        return content.startsWith("--") ? Marker.of(content).isPresent() : piece.isEmpty() && content.startsWith("\\");
    }

    private Where judge(int number, long behind) {
        looked += piece.length();
        Optional<SplitText> split = split();
        Ending ending = split.map(SplitText::ending).orElse(Ending.STATEMENT);
        return switch (ending) {
            case STATEMENT -> unfinished();
            case DATA -> other();
            case COMPLETE -> {
                understood += piece.length();
                List<SqlStatement> statements = split.orElseThrow().statements();
                yield areInserts(statements) ? inserts(statements.getLast(), number, behind) : other();
            }
        };
    }

    private Optional<SplitText> split() {
        try {
            return Optional.of(StatementSplitter.read(piece.toString(), pieceLine, SqlSyntax.POSTGRESQL));
        } catch (SqlSyntaxException unclosed) {
            return Optional.empty();
        }
    }

    private Where unfinished() {
        if (looked > PATIENCE + WORTH * understood) {
            Where was = where();
            end();
            blind = true;
            return was == Where.DISK ? Where.TEXT : was;
        }
        return where();
    }

    private Where other() {
        end();
        return Where.TEXT;
    }

    private static boolean areInserts(List<SqlStatement> statements) {
        return !statements.isEmpty()
                && statements.stream().allMatch(statement -> statement.text().regionMatches(true, 0, "INSERT", 0, 6));
    }

    /** The first one is where the run hangs, so it has to end where its line does. */
    private Where inserts(SqlStatement last, int number, long behind) {
        if (run == null) {
            boolean hangs = last.lastLine() == number;
            piece.setLength(0);
            run = hangs ? new Run(number + 1, behind, text.length()) : null;
            return Where.TEXT;
        }
        String lines = piece.toString();
        piece.setLength(0);
        if (!isOnDisk()) {
            text.setLength(text.length() - lines.length()); // comes there again
        }
        return go(lines, behind);
    }

    /** Lines that belong to the run, if there is one. */
    private Where go(String lines, long behind) {
        Run present = run;
        if (present == null) {
            text.append(lines);
            return Where.TEXT;
        }
        present.to = behind;
        if (present.onDisk) {
            leave(present, lines);
            return Where.DISK;
        }
        text.append(lines);
        if (text.length() - present.inText < SHORTEST) {
            return Where.TEXT;
        }
        String kept = text.substring(present.inText);
        text.setLength(present.inText);
        present.onDisk = true;
        leave(present, kept);
        return Where.DISK;
    }

    private void leave(Run present, String lines) {
        present.digest.update(lines.getBytes(StandardCharsets.UTF_8));
        lines.chars().filter(c -> c == '\n').forEach(newLine -> text.append('\n'));
    }
}

package dev.switchback.engine.source;

import dev.switchback.engine.migration.BulkData;
import dev.switchback.engine.sql.SplitText;
import dev.switchback.engine.sql.SplitText.Ending;
import dev.switchback.engine.sql.SqlStatement;
import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.engine.sql.SqlSyntaxException;
import dev.switchback.engine.sql.StatementSplitter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** Reads INSERT statements that were left on disk, one after the other, and fails at their end when they have changed. */
public final class InsertReader implements AutoCloseable {

    private final BufferedReader lines;
    private final SqlSyntax syntax;
    private final Queue<SqlStatement> read = new ArrayDeque<>();
    private int line;

    private InsertReader(BufferedReader lines, int firstLine, SqlSyntax syntax) {
        this.lines = lines;
        this.line = firstLine;
        this.syntax = syntax;
    }

    /**
     * Begins to read the statements; whoever opens it closes it.
     *
     * @param firstLine the line of the script, from 1, on which they begin
     */
    public static InsertReader open(BulkData data, int firstLine, SqlSyntax syntax) throws IOException {
        InputStreamReader text = new InputStreamReader(BulkReader.open(data), StandardCharsets.UTF_8);
        return new InsertReader(new BufferedReader(text), firstLine, syntax);
    }

    /** The next statement; empty behind the last. */
    public Optional<SqlStatement> next() throws IOException {
        StringBuilder piece = new StringBuilder();
        int begin = line;
        while (read.isEmpty()) {
            int before = piece.length();
            if (!readLine(piece)) {
                read.addAll(StatementSplitter.split(piece.toString(), begin, syntax));
                return Optional.ofNullable(read.poll());
            }
            line++;
            if (piece.indexOf(";", before) >= 0) {
                complete(piece.toString(), begin).ifPresent(split -> read.addAll(split.statements()));
            }
        }
        return Optional.of(read.remove());
    }

    /** A carriage return alone is no line end: it may be part of a value. */
    private boolean readLine(StringBuilder piece) throws IOException {
        int read = lines.read();
        if (read < 0) {
            return false;
        }
        while (read >= 0) {
            piece.append((char) read);
            if (read == '\n') {
                return true;
            }
            read = lines.read();
        }
        return true;
    }

    private Optional<SplitText> complete(String piece, int begin) {
        try {
            return Optional.of(StatementSplitter.read(piece, begin, syntax))
                    .filter(split -> split.ending() == Ending.COMPLETE);
        } catch (SqlSyntaxException unclosed) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}

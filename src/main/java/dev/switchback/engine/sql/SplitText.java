package dev.switchback.engine.sql;

import java.util.List;

/**
 * A text cut into statements.
 *
 * @param statements in order, without comments around them
 * @param skipped the psql commands that mean nothing here
 * @param ending how the last statement ends
 */
public record SplitText(List<SqlStatement> statements, List<Skipped> skipped, Ending ending) {

    /**
     * A psql command that is left out.
     *
     * @param name with its backslash
     * @param line the line of the file, from 1
     */
    public record Skipped(String name, int line) {}

    /** What the end of a text closes by itself. */
    public enum Ending {
        /** Nothing. */
        COMPLETE,
        /** A statement without semicolon. */
        STATEMENT,
        /** The data of a COPY without its end marker. */
        DATA
    }

    public SplitText {
        statements = List.copyOf(statements);
        skipped = List.copyOf(skipped);
    }
}

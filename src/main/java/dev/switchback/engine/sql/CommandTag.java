package dev.switchback.engine.sql;

import java.util.OptionalLong;
import java.util.Set;

/**
 * What a server says when a statement has ended, such as {@code INSERT 0 3} or {@code CREATE TABLE}.
 *
 * @param rows that it wrote or returned; empty for a statement that has none
 */
public record CommandTag(String text, OptionalLong rows) {

    private static final Set<String> WITH_ROWS =
            Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "SELECT", "FETCH", "MOVE", "COPY", "VALUES", "TABLE", "WITH");
    private static final Set<String> OF_TWO_WORDS = Set.of("CREATE", "ALTER", "DROP", "LOCK", "TRUNCATE", "REFRESH");

    /**
     * The tag of a statement that has ended.
     *
     * @param count rows as the driver counts them
     */
    public static CommandTag of(SqlStatement statement, SqlSyntax syntax, long count) {
        StatementWords words = StatementWords.of(statement.text(), syntax);
        String first = words.at(0);
        if (!WITH_ROWS.contains(first)) {
            boolean two = OF_TWO_WORDS.contains(first);
            return new CommandTag((two ? first + " " + words.at(1) : first).strip(), OptionalLong.empty());
        }
        String said = switch (first) {
            case "INSERT" -> "INSERT 0";
            case "VALUES", "TABLE", "WITH" -> "SELECT";
            default -> first;
        };
        return new CommandTag(said + " " + count, OptionalLong.of(count));
    }

    /** Whether the statement only moves the borders of transactions, and which way. */
    public static Control control(SqlStatement statement, SqlSyntax syntax) {
        StatementWords words = StatementWords.of(statement.text(), syntax);
        return switch (words.at(0)) {
            case "BEGIN" -> Control.BEGIN;
            case "START" -> words.startsWith("START", "TRANSACTION") ? Control.BEGIN : Control.NONE;
            case "COMMIT", "END" -> words.at(1).equals("PREPARED") ? Control.NONE : Control.COMMIT;
            case "ROLLBACK", "ABORT" ->
                words.contains("TO") || words.at(1).equals("PREPARED") ? Control.NONE : Control.ROLLBACK;
            default -> Control.NONE;
        };
    }

    /** A statement that begins or ends a transaction. */
    public enum Control {
        NONE,
        BEGIN,
        COMMIT,
        ROLLBACK
    }
}

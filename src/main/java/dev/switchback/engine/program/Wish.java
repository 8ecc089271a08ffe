package dev.switchback.engine.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalInt;

/** What a script wants, or how it ended; lines count from 1 in its file. */
public sealed interface Wish {

    /** Whether a failure of a statement takes back only that statement. */
    enum Border {
        /** Everything since the script's last commit hangs together, as psycopg2 does it. */
        TRANSACTION,
        /** Each statement stands for itself. */
        STATEMENT
    }

    /** Whether the line is that of the statement itself or of the call. */
    enum Place {
        CALL,
        STATEMENT
    }

    /** Run this SQL, which may be several statements. */
    record Execute(String sql, int line, Place place, Border border) implements Wish {}

    /** Run this COPY with this data. */
    record Copy(String sql, String data, int line, Border border) implements Wish {}

    record Commit(int line) implements Wish {}

    record Rollback(int line) implements Wish {}

    /**
     * The function came to its end.
     *
     * @param answer whether it said False, with which scripts tell their runner that they failed
     */
    record Done(Answer answer) implements Wish {}

    /** What a function returned. */
    enum Answer {
        GOOD,
        FALSE
    }

    /**
     * The function, or the file around it, ended with an exception.
     *
     * @param statement the number of the statement whose error it is
     * @param module the module that could not be imported
     */
    record Failed(String type, String message, int line, String trace, OptionalInt statement, Optional<String> module)
            implements Wish {}

    /** The script called {@code sys.exit}. */
    record Exited(String code, int line) implements Wish {}

    static Wish of(JsonNode message) {
        int line = Math.max(1, message.path("line").asInt());
        Border border = message.path("autocommit").asBoolean() ? Border.STATEMENT : Border.TRANSACTION;
        String op = message.path("op").asText();
        return switch (op) {
            case "execute" ->
                new Execute(
                        message.path("sql").asText(),
                        line,
                        message.path("literal").asBoolean() ? Place.STATEMENT : Place.CALL,
                        border);
            case "copy" ->
                new Copy(message.path("sql").asText(), message.path("data").asText(), line, border);
            case "commit" -> new Commit(line);
            case "rollback" -> new Rollback(line);
            case "done" -> new Done(message.path("refused").asBoolean() ? Answer.FALSE : Answer.GOOD);
            case "exited" -> new Exited(message.path("code").asText(), line);
            case "failed" -> failed(message, line);
            default -> throw new IllegalStateException("the bridge does not know " + op);
        };
    }

    private static Failed failed(JsonNode message, int line) {
        JsonNode statement = message.path("statement");
        return new Failed(
                message.path("type").asText(),
                message.path("message").asText(),
                line,
                message.path("trace").asText(),
                statement.isInt() ? OptionalInt.of(statement.asInt()) : OptionalInt.empty(),
                Optional.of(message.path("module")).filter(JsonNode::isTextual).map(JsonNode::asText));
    }

    /** Whether nothing comes after it. */
    default boolean isLast() {
        return switch (this) {
            case Execute e -> false;
            case Copy c -> false;
            case Commit c -> false;
            case Rollback r -> false;
            case Done d -> true;
            case Failed f -> true;
            case Exited e -> true;
        };
    }
}

package dev.switchback.engine.alembic;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * A statement that Alembic, or a revision, has sent on its own connection and that has ended.
 *
 * @param texts one; several where one is sent for many rows at once and values are told, and where a revision ends a
 *     transaction and begins the next
 * @param line of the revision's file, from 1
 * @param rows that it wrote or found; empty where the database driver does not say
 */
public record SentStatement(List<String> texts, Origin origin, int line, End end, Duration time, OptionalLong rows) {

    /** Said behind a statement whose values could not be told. */
    public static final String WITHOUT_VALUES = "/* the database driver does not tell its values */";

    /** Who sends statements. */
    public enum Origin {
        REVISION,
        /** Alembic itself, for its table. */
        ALEMBIC
    }

    /** How a statement ended. */
    public enum End {
        DONE,
        FAILED
    }

    public SentStatement {
        texts = List.copyOf(texts);
    }
}

package dev.switchback.engine.migration;

/** Queries of a {@code @check} section: each must return no row, or a single true. */
public record Check(Moment moment, Script script) {

    /** When a check runs, inside the migration's own transaction. */
    public enum Moment {
        BEFORE,
        AFTER
    }
}

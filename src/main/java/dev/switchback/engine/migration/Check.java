package dev.switchback.engine.migration;

/** SQL that says whether a migration may begin, or did what it should. */
public record Check(Moment moment, Script script, Expectation expectation) {

    /** When a check runs, inside the migration's own transaction. */
    public enum Moment {
        BEFORE,
        AFTER
    }

    /** When a check holds. */
    public enum Expectation {
        /** Queries of a {@code @check} section: each returns no row, or a single true. */
        NO_ROW_OR_TRUE,
        /** A verify script of sqitch's: any SQL that ends without an error; what it changes is taken back. */
        NO_ERROR
    }

    /** Queries of a {@code @check} section. */
    public Check(Moment moment, Script script) {
        this(moment, script, Expectation.NO_ROW_OR_TRUE);
    }
}

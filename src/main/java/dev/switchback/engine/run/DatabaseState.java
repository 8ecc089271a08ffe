package dev.switchback.engine.run;

import java.util.Locale;

/** What the database is after a run. */
public enum DatabaseState {
    UNCHANGED,
    ROLLED_BACK,
    PARTLY_CHANGED,
    CHANGED;

    /** The word used in reports and JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

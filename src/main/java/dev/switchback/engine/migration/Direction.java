package dev.switchback.engine.migration;

import java.util.Locale;

/** Whether a migration is applied (up) or taken back (down). */
public enum Direction {
    UP,
    DOWN;

    /** The word used in reports, JSON and the ledger. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

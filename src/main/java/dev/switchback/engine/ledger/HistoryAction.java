package dev.switchback.engine.ledger;

import java.util.Locale;

/** What a row of the history is about. */
public enum HistoryAction {
    UP,
    DOWN,
    STAMP,
    BASELINE,
    REPAIR,
    ACCEPT,
    ADOPT;

    /** The word used in reports, JSON and the ledger. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.switchback.engine.migration;

import java.util.Locale;

/** How much a finding matters. */
public enum Severity {
    INFO,
    WARNING,
    ERROR;

    /** The word used in reports and JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

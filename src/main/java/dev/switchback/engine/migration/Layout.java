package dev.switchback.engine.migration;

import java.util.Locale;

/** How a set is written on disk. */
public enum Layout {
    ANNOTATED,
    PLAIN;

    /** The word used in switchback.toml, reports and JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.switchback.engine.migration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a migration mainly does, as its header says; a label, it drives no behaviour but warnings. */
public enum MigrationType {
    CREATE_TABLE,
    ALTER_TABLE,
    DROP_TABLE,
    CREATE_INDEX,
    DROP_INDEX,
    INSERT_DATA,
    UPDATE_DATA,
    DELETE_DATA,
    CUSTOM_SQL;

    /** The word written in headers, reports and the ledger, such as {@code create_table}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the word of a header, in any letter case; empty when it is none of the known types. */
    public static Optional<MigrationType> of(String text) {
        String word = text.strip();
        return Arrays.stream(values())
                .filter(type -> type.text().equalsIgnoreCase(word))
                .findFirst();
    }
}

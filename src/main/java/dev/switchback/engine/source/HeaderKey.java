package dev.switchback.engine.source;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The keys of an annotated file's header. */
enum HeaderKey {
    MIGRATION("Migration"),
    DESCRIPTION("Description"),
    TYPE("Type"),
    DEPENDS_ON("Depends on"),
    ENVIRONMENTS("Environments"),
    PHASE("Phase"),
    TRANSACTION("Transaction"),
    IRREVERSIBLE("Irreversible"),
    MANUAL_STEPS("Manual steps"),
    AUTHOR("Author"),
    TICKET("Ticket");

    private final String text;

    HeaderKey(String text) {
        this.text = text;
    }

    /** As it is written in a file. */
    String text() {
        return text;
    }

    /** Reads a key in any letter case; hyphens and underscores count as spaces. */
    static Optional<HeaderKey> of(String written) {
        String word = written.strip().toLowerCase(Locale.ROOT).replaceAll("[-_\\s]+", " ");
        return Arrays.stream(values())
                .filter(key -> key.text.toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}

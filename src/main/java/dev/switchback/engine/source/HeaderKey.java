package dev.switchback.engine.source;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

    private static final Pattern GAP = Pattern.compile("[-_\\s]+");
    private static final Map<String, HeaderKey> BY_WORD = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(key -> key.text.toLowerCase(Locale.ROOT), Function.identity()));

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
        String word = GAP.matcher(written.strip().toLowerCase(Locale.ROOT)).replaceAll(" ");
        return Optional.ofNullable(BY_WORD.get(word));
    }
}

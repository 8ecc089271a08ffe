package dev.switchback.peers;

import java.util.Locale;

/** What a contender is asked to do. */
enum Action {
    APPLY,
    STATUS,
    ROLLBACK;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.switchback.engine.ledger;

import java.util.Locale;

/** What a migration is against one database; derived from files and ledger by {@link StateDerivation} alone. */
public enum MigrationState {
    PENDING("Not applied here yet."),
    RUNNING("A run is working on it, or ended without saying how."),
    COMPLETED("Applied: its work and its ledger row are committed."),
    FAILED("The last attempt failed; the ledger says at which statement."),
    ROLLED_BACK("Was applied and has been taken back; the next apply runs it again.");

    private final String sentence;

    MigrationState(String sentence) {
        this.sentence = sentence;
    }

    /** The word used in reports, JSON and the ledger, such as {@code rolled_back}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One sentence for people, shown as tooltip. */
    public String sentence() {
        return sentence;
    }

    /** Whether the next apply would run it: never applied, taken back, or failed without a trace. */
    public boolean isOpen() {
        return this == PENDING || this == ROLLED_BACK || this == FAILED;
    }
}

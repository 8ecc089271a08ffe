package dev.switchback.engine.migration;

/** What the author of a migration says about its transaction. */
public enum TransactionMode {
    /** Nothing is said: one transaction where every statement allows it. */
    AUTOMATIC,
    /** The header says {@code Transaction: off}: each statement commits by itself. */
    OFF
}

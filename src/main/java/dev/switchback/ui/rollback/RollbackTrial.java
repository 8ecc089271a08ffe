package dev.switchback.ui.rollback;

import dev.switchback.engine.run.DryRunReport;
import java.time.Duration;
import java.time.Instant;

/** What is known of the rolled-back trial that counts what a rollback takes with it. */
public sealed interface RollbackTrial {

    /** It runs now. */
    record Counting() implements RollbackTrial {}

    /** It ran; the report says what goes, or why it failed. */
    record Counted(DryRunReport report, Instant at, Duration took) implements RollbackTrial {}

    /** It could not be made. */
    record Impossible(String reason) implements RollbackTrial {}
}

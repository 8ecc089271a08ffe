package dev.switchback.engine.tool;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What another tool last recorded of one migration.
 *
 * @param key what a migration of a set is found by; see {@link ToolKeys}
 * @param name as the tool's users know it, such as {@code 3 add orders}
 * @param checksum of the script as the tool computes it; empty where it keeps none
 */
public record ToolRow(
        String key,
        String name,
        Standing standing,
        Optional<Instant> appliedAt,
        Duration took,
        Optional<String> checksum) {

    /** What a row says of its migration. */
    public enum Standing {
        APPLIED,
        /** This version and all below it count as applied: a baseline, or a tool that keeps one number only. */
        APPLIED_UP_TO_HERE,
        /** Failed or dirty: nobody knows how much of it took effect. */
        HALF_DONE,
        TAKEN_BACK
    }

    /** A row without time and checksum. */
    static ToolRow of(String key, String name, Standing standing) {
        return new ToolRow(key, name, standing, Optional.empty(), Duration.ZERO, Optional.empty());
    }

    /** What it says of the migrations below it. */
    ToolRow covering() {
        return new ToolRow(key, name, Standing.APPLIED_UP_TO_HERE, appliedAt, took, checksum);
    }

    ToolRow at(Optional<Instant> time) {
        return new ToolRow(key, name, standing, time, took, checksum);
    }

    ToolRow took(long milliseconds) {
        return new ToolRow(key, name, standing, appliedAt, Duration.ofMillis(Math.max(0, milliseconds)), checksum);
    }

    ToolRow with(Optional<String> newChecksum) {
        return new ToolRow(key, name, standing, appliedAt, took, newChecksum);
    }
}

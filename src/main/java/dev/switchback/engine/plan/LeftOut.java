package dev.switchback.engine.plan;

import dev.switchback.engine.migration.MigrationId;

/** A migration that the plan does not run, and why. */
public record LeftOut(String set, MigrationId id, String reason) {}

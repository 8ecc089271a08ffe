package dev.switchback.ui.workspace;

import dev.switchback.engine.migration.MigrationId;

/** Names a migration in the window: ids are unique inside their set only. */
public record MigrationKey(String set, MigrationId id) {}

package dev.switchback.engine.migration;

import java.nio.file.Path;

/** A file of the set that cannot take part; shown in the tree with its error, it never hides the others. */
public record FileInError(Path file, MigrationId id, Finding finding) {}

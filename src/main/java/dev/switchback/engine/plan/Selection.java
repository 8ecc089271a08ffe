package dev.switchback.engine.plan;

import dev.switchback.engine.migration.MigrationId;

/** Which migrations a plan is about. */
public sealed interface Selection {

    /** Everything that can be applied, or everything that is applied. */
    record Everything() implements Selection {}

    /** Up: the migration and all it needs. Down: everything applied after it; it stays itself. */
    record Target(MigrationId id) implements Selection {}

    /** Up: exactly this one. Down: this one with its dependents. */
    record Only(MigrationId id) implements Selection {}

    /** The next or the last {@code count} migrations. */
    record Count(int count) implements Selection {

        public Count {
            if (count < 1) {
                throw new IllegalArgumentException("the count must be at least 1, not " + count);
            }
        }
    }

    /** Up to the end of a phase. */
    record ThroughPhase(String phase) implements Selection {}
}

package dev.switchback.engine.plan;

import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Script;
import java.util.List;

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

    /**
     * Down only: what a script of its own takes back, as the user says; such as a lone rollback.sql.
     *
     * @param takesBack at least one applied migration
     */
    record ByScript(Script script, List<MigrationId> takesBack) implements Selection {

        public ByScript {
            takesBack = List.copyOf(takesBack);
            if (takesBack.isEmpty()) {
                throw new IllegalArgumentException("a script has to take back at least one migration");
            }
        }
    }

    /** Up to the end of a phase. */
    record ThroughPhase(String phase) implements Selection {}
}

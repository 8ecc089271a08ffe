package dev.switchback.engine.migration;

import java.util.List;

/**
 * The migrations that must be completed before this one.
 *
 * @param ids all of them
 * @param ordering those of them that only have to be there before, and are no part of the line that this one continues:
 *     Alembic's {@code depends_on}
 */
public record Dependencies(List<MigrationId> ids, Origin origin, List<MigrationId> ordering) {

    /** Where dependencies come from. */
    public enum Origin {
        /** The header names them. */
        DECLARED,
        /** Nothing is named: the migration follows the file before it; drawn dotted. */
        FILE_ORDER
    }

    public Dependencies {
        ids = List.copyOf(ids);
        ordering = List.copyOf(ordering);
    }

    /** Dependencies that are all alike. */
    public Dependencies(List<MigrationId> ids, Origin origin) {
        this(ids, origin, List.of());
    }

    /** What this one continues directly. */
    public List<MigrationId> parents() {
        return ids.stream().filter(id -> !ordering.contains(id)).toList();
    }
}

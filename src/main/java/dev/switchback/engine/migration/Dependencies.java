package dev.switchback.engine.migration;

import java.util.List;

/** The migrations that must be completed before this one. */
public record Dependencies(List<MigrationId> ids, Origin origin) {

    /** Where dependencies come from. */
    public enum Origin {
        /** The header names them. */
        DECLARED,
        /** Nothing is named: the migration follows the file before it; drawn dotted. */
        FILE_ORDER
    }

    public Dependencies {
        ids = List.copyOf(ids);
    }
}

package dev.switchback.engine;

import dev.switchback.engine.migration.MigrationId;

/** What to do with a migration that stopped half way. */
public record ResumeRequest(String set, MigrationId id, Decision decision) {

    /** The ways on. */
    public enum Decision {
        /** Run the statements that are not known to have finished. */
        CONTINUE,
        /** The user looked: everything is there. */
        MARK_DONE
    }
}

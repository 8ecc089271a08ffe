package dev.switchback.engine.plan;

import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Script;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One migration in one direction.
 *
 * @param work what runs
 * @param reason why the step is in the plan, and in this place
 * @param warnings what the user should know before
 */
public record PlanStep(
        String set, MigrationId id, Direction direction, Work work, String reason, List<Finding> warnings) {

    /**
     * What a step executes.
     *
     * @param migration the file; empty when it is gone and the recorded down script runs
     * @param script the SQL to run
     * @param mode whether it runs in one transaction
     * @param down both down scripts, for a step down
     * @param byScript where a script that belongs to no migration takes this one back
     */
    public record Work(
            Optional<Migration> migration,
            Script script,
            Mode mode,
            Optional<DownScripts> down,
            Optional<ByScript> byScript) {

        /** The work of a migration's own script. */
        public Work(Optional<Migration> migration, Script script, Mode mode, Optional<DownScripts> down) {
            this(migration, script, mode, down, Optional.empty());
        }
    }

    /**
     * A script of its own, such as a lone rollback.sql.
     *
     * @param together the other migrations that it takes back in the same transaction, newest first
     */
    public record ByScript(List<MigrationId> together) {

        public ByScript {
            together = List.copyOf(together);
        }
    }

    /** How a step commits. */
    public enum Mode {
        /** All statements and the ledger row commit together. */
        TRANSACTIONAL,
        /** Each statement, or each BEGIN block, commits by itself and is journaled. */
        NON_TRANSACTIONAL
    }

    public PlanStep {
        warnings = List.copyOf(warnings);
    }

    /** Every migration whose state the step changes, its own first. */
    public List<MigrationId> ids() {
        return Stream.concat(Stream.of(id), work.byScript().map(ByScript::together).orElse(List.of()).stream())
                .toList();
    }

    public boolean isTransactional() {
        return work.mode() == Mode.TRANSACTIONAL;
    }
}

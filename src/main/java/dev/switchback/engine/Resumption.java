package dev.switchback.engine;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.LedgerArchive;
import dev.switchback.engine.ledger.LedgerRow;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.plan.DownScripts;
import dev.switchback.engine.plan.PlanStep;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes the step that goes on where a run stopped half way, in the direction in which it was going. */
final class Resumption {

    private final LedgerArchive archive;

    Resumption(LedgerArchive archive) {
        this.archive = archive;
    }

    /** @param status interrupted, so that it has a row */
    PlanStep step(String set, MigrationStatus status) {
        LedgerRow row = status.row().orElseThrow();
        Direction direction = row.execution().direction();
        PlanStep.Work work = switch (direction) {
            case UP -> up(status);
            case DOWN -> down(set, status);
        };
        return new PlanStep(set, status.id(), direction, work, "goes on where it stopped", List.of());
    }

    private static PlanStep.Work up(MigrationStatus status) {
        Migration migration = status.migration().orElseThrow(() -> gone(status, "its file is gone"));
        return new PlanStep.Work(
                Optional.of(migration), migration.scripts().up(), PlanStep.Mode.NON_TRANSACTIONAL, Optional.empty());
    }

    /** The very script that was running, whatever the file says now. */
    private PlanStep.Work down(String set, MigrationStatus status) {
        String text = archive.unfinishedDown(set, status.id())
                .orElseThrow(() -> gone(status, "the down script that was running was not kept"));
        Path file = status.migration()
                .map(migration -> migration.source().path())
                .orElse(Path.of(status.id().value()));
        Script script = new Script(text, file, 1);
        DownScripts scripts = new DownScripts(Optional.of(script), Optional.empty());
        return new PlanStep.Work(status.migration(), script, PlanStep.Mode.NON_TRANSACTIONAL, Optional.of(scripts));
    }

    private static SwitchbackException.Unreadable gone(MigrationStatus status, String why) {
        return new SwitchbackException.Unreadable(
                "cannot_resume",
                status.id() + " cannot be resumed: " + why,
                "Bring the file back, or roll it back with the recorded down script.",
                Optional.empty());
    }
}

package dev.switchback.engine.plan;

import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.FileInError;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.MigrationId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plan that is being made: steps so far, or refusals. */
final class PlanDraft {

    private final Direction direction;
    private final List<PlanStep> steps = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<PlanOutcome.Refusal> refusals = new ArrayList<>();
    private Optional<Plan.Gate> gate = Optional.empty();

    PlanDraft(Direction direction) {
        this.direction = direction;
    }

    int size() {
        return steps.size();
    }

    void add(PlanStep step) {
        steps.add(step);
    }

    void leaveOut(SetStatus set, MigrationId id, String reason) {
        leftOut.add(new LeftOut(set.set().name(), id, reason));
    }

    void refuse(SetStatus set, MigrationStatus migration, Finding finding) {
        Optional<Path> file =
                migration.migration().map(each -> each.source().path()).or(() -> fileInError(set, migration));
        refusals.add(new PlanOutcome.Refusal(set.set().name(), migration.id(), finding, file));
    }

    private static Optional<Path> fileInError(SetStatus set, MigrationStatus migration) {
        return set.set().problems().files().stream()
                .filter(error -> error.id().equals(migration.id()))
                .map(FileInError::file)
                .findFirst();
    }

    boolean isRefused() {
        return !refusals.isEmpty();
    }

    /** The first gate counts: whoever confirms it is told of the next. */
    void stopAt(Plan.Gate newGate) {
        gate = gate.or(() -> Optional.of(newGate));
    }

    Optional<Plan.Gate> gate() {
        return gate;
    }

    PlanOutcome outcome() {
        return refusals.isEmpty() ? new Plan(direction, steps, leftOut, gate) : new PlanOutcome.Refused(refusals);
    }
}

package dev.switchback.engine.plan;

import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns a request into a plan, or into the reasons why there is none. Pure: it judges everything before anything runs. */
public final class Planner {

    private final StepScripts scripts;
    private final RecordedDowns recorded;

    /** Where the down scripts come from that were recorded when migrations were applied. */
    public interface RecordedDowns {

        /** The recorded down script; empty where none was recorded. */
        Optional<String> of(String set, MigrationId id);
    }

    public Planner(StepScripts scripts, RecordedDowns recorded) {
        this.scripts = scripts;
        this.recorded = recorded;
    }

    /** Judges a request against a status; the answer holds for exactly that status. */
    public PlanOutcome plan(ProjectStatus status, PlanRequest request) {
        List<SetStatus> sets = status.sets().stream()
                .filter(set -> request.set().map(set.set().name()::equals).orElse(true))
                .filter(set -> concerns(set, request.selection()))
                .toList();
        if (sets.isEmpty()) {
            return unknown(status, request);
        }
        PlanDraft draft = new PlanDraft(request.direction());
        for (SetStatus set : sets) {
            switch (request.direction()) {
                case UP -> new UpPlanner(set, request, scripts, draft).plan();
                case DOWN -> new DownPlanner(set, request, scripts, recorded, draft).plan();
            }
        }
        return draft.outcome();
    }

    /** A selection that names a migration concerns the set that has it. */
    private static boolean concerns(SetStatus set, Selection selection) {
        return switch (selection) {
            case Selection.Everything everything -> true;
            case Selection.Count count -> true;
            case Selection.ThroughPhase phase ->
                set.set().phases().stream().anyMatch(each -> each.name().equals(phase.phase()));
            case Selection.Target target -> set.find(target.id()).isPresent();
            case Selection.Only only -> set.find(only.id()).isPresent();
        };
    }

    private static PlanOutcome unknown(ProjectStatus status, PlanRequest request) {
        String wanted = switch (request.selection()) {
            case Selection.Target target -> "migration " + target.id();
            case Selection.Only only -> "migration " + only.id();
            case Selection.ThroughPhase phase -> "phase " + phase.phase();
            case Selection.Everything everything -> "set " + request.set().orElse("");
            case Selection.Count count -> "set " + request.set().orElse("");
        };
        Finding finding = Finding.of(
                FindingCode.MISSING_DEPENDENCY,
                "there is no " + wanted + " in this project; `status` lists what there is");
        String set = status.sets().isEmpty()
                ? "main"
                : status.sets().getFirst().set().name();
        return new PlanOutcome.Refused(
                List.of(new PlanOutcome.Refusal(set, new MigrationId(wanted), finding, Optional.empty())));
    }

    /** A plan that is being made: steps so far, or refusals. */
    static final class PlanDraft {

        private final Direction direction;
        private final List<PlanStep> steps = new ArrayList<>();
        private final List<LeftOut> leftOut = new ArrayList<>();
        private final List<PlanOutcome.Refusal> refusals = new ArrayList<>();
        private Optional<Plan.Gate> gate = Optional.empty();

        PlanDraft(Direction direction) {
            this.direction = direction;
        }

        void add(PlanStep step) {
            steps.add(step);
        }

        void leaveOut(SetStatus set, MigrationId id, String reason) {
            leftOut.add(new LeftOut(set.set().name(), id, reason));
        }

        void refuse(SetStatus set, MigrationStatus migration, Finding finding) {
            refusals.add(new PlanOutcome.Refusal(
                    set.set().name(),
                    migration.id(),
                    finding,
                    migration.migration().map(each -> each.source().path()).or(() -> fileInError(set, migration))));
        }

        private static Optional<Path> fileInError(SetStatus set, MigrationStatus migration) {
            return set.set().problems().files().stream()
                    .filter(error -> error.id().equals(migration.id()))
                    .map(error -> error.file())
                    .findFirst();
        }

        void stopAt(Plan.Gate newGate) {
            gate = Optional.of(newGate);
        }

        PlanOutcome outcome() {
            return refusals.isEmpty() ? new Plan(direction, steps, leftOut, gate) : new PlanOutcome.Refused(refusals);
        }
    }
}

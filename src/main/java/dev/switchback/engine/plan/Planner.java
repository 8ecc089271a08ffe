package dev.switchback.engine.plan;

import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
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
        if (sets.size() > 1 && namesAMigration(sets.getFirst(), request.selection())) {
            sets.forEach(set -> refuseAmbiguous(set, request.selection(), draft));
            return draft.outcome();
        }
        switch (request.direction()) {
            case UP -> sets.forEach(set -> new UpPlanner(set, request, scripts, draft).plan());
            case DOWN -> down(sets, request.selection(), draft);
        }
        return draft.outcome();
    }

    /** Sets go back one after the other, the last first; a count counts over all of them. */
    private void down(List<SetStatus> sets, Selection selection, PlanDraft draft) {
        DownSteps steps = new DownSteps(scripts, recorded);
        for (SetStatus set : sets.reversed()) {
            DownPlanner planner = new DownPlanner(set, steps, draft);
            if (selection instanceof Selection.Count count) {
                int left = count.count() - draft.size();
                if (left > 0) {
                    planner.plan(new Selection.Count(left));
                }
            } else {
                planner.plan(selection);
            }
        }
    }

    private static boolean namesAMigration(SetStatus set, Selection selection) {
        return set.migrations().stream().anyMatch(status -> names(selection, status.id()));
    }

    private static void refuseAmbiguous(SetStatus set, Selection selection, PlanDraft draft) {
        set.migrations().stream()
                .filter(status -> names(selection, status.id()))
                .forEach(status -> draft.refuse(
                        set,
                        status,
                        Finding.of(
                                FindingCode.AMBIGUOUS_DEPENDENCY,
                                "several sets have a migration of this name; say which set is meant")));
    }

    private static boolean names(Selection selection, MigrationId id) {
        return switch (selection) {
            case Selection.Target target -> target.id().equals(id);
            case Selection.Only only -> only.id().equals(id);
            case Selection.ByScript script -> script.takesBack().contains(id);
            case Selection.Everything everything -> false;
            case Selection.Count count -> false;
            case Selection.ThroughPhase phase -> false;
        };
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
            case Selection.ByScript script ->
                script.takesBack().stream().allMatch(id -> set.find(id).isPresent());
        };
    }

    private static PlanOutcome unknown(ProjectStatus status, PlanRequest request) {
        String wanted = switch (request.selection()) {
            case Selection.Target target -> "migration " + target.id();
            case Selection.Only only -> "migration " + only.id();
            case Selection.ByScript script -> "set with all of " + script.takesBack();
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
}

package dev.switchback.engine.plan;

import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.FindingCode.Blocks;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Phase;
import dev.switchback.engine.sql.SqlSyntaxException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans the way up for one set. */
final class UpPlanner {

    private final SetStatus set;
    private final PlanRequest request;
    private final UpSteps steps;
    private final PlanDraft draft;
    private final Dependents dependents;
    private final PhaseOrder phases;
    private final Hindrances hindrances;

    UpPlanner(SetStatus set, PlanRequest request, StepScripts scripts, PlanDraft draft) {
        this.set = set;
        this.request = request;
        this.steps = new UpSteps(set, scripts);
        this.draft = draft;
        this.dependents = Dependents.ofFiles(set.set());
        this.phases = new PhaseOrder(set.set().phases());
        this.hindrances = new Hindrances(set, request.options().environment());
    }

    void plan() {
        refuseWhatBlocksTheSet();
        switch (request.selection()) {
            case Selection.Everything everything -> {
                set.migrations().stream().filter(UpPlanner::isUnusable).forEach(this::refuseForItself);
                walk(Wanted.all("next in order"));
            }
            case Selection.Target target -> target(target.id());
            case Selection.Only only -> only(only.id());
            case Selection.ByScript script ->
                draft.refuse(
                        set,
                        set.find(script.takesBack().getFirst()).orElseThrow(),
                        Finding.of(FindingCode.BLOCKED, "a script of its own is for the way down only"));
            case Selection.Count count -> walk(Wanted.all("next in order").atMost(count.count()));
            case Selection.ThroughPhase through -> {
                int last = phases.place(through.phase());
                walk(new Wanted(status -> phases.of(status) <= last, phases::reason, Integer.MAX_VALUE));
            }
        }
    }

    /** One finding about a set as a whole shows on each of its migrations, and is refused once. */
    private void refuseWhatBlocksTheSet() {
        Set<Finding> said = new HashSet<>();
        for (MigrationStatus status : set.blocking()) {
            status.findings().stream()
                    .filter(finding -> finding.code().blocks() == Blocks.APPLY)
                    .filter(finding -> finding.code() != FindingCode.OTHER_PROJECT || said.add(finding))
                    .forEach(finding -> draft.refuse(set, status, finding));
        }
    }

    /** Its own file is wrong, applied or not when nobody can read it: "everything" would not be everything. */
    private static boolean isUnusable(MigrationStatus status) {
        boolean wrong = status.findings().stream()
                .anyMatch(finding ->
                        finding.code().blocks() == Blocks.THIS_MIGRATION && finding.code() != FindingCode.BLOCKED);
        return wrong && (status.migration().isEmpty() || status.isOpen());
    }

    private void refuseForItself(MigrationStatus status) {
        status.findings().stream()
                .filter(finding -> finding.code().blocks() == Blocks.THIS_MIGRATION)
                .forEach(finding -> draft.refuse(set, status, finding));
    }

    private void target(MigrationId id) {
        Set<MigrationId> wanted = new HashSet<>(dependents.allNeeds(id));
        wanted.add(id);
        set.migrations().stream()
                .filter(status -> wanted.contains(status.id()) && !hindrances.isDone(status.id()))
                .forEach(this::refuseForItself);
        walk(new Wanted(
                status -> wanted.contains(status.id()),
                status -> status.id().equals(id) ? "you chose it" : neededBy(status.id(), wanted),
                Integer.MAX_VALUE));
        refuseWhenLeftOut(id);
    }

    private String neededBy(MigrationId id, Set<MigrationId> wanted) {
        return dependents.neededBy(id).stream()
                        .filter(wanted::contains)
                        .findFirst()
                        .orElseThrow() + " needs it";
    }

    private void only(MigrationId id) {
        MigrationStatus chosen = set.find(id).orElseThrow();
        if (!hindrances.isDone(id)) {
            refuseForItself(chosen);
            dependents.needs(id).stream()
                    .filter(need -> !hindrances.isDone(need))
                    .forEach(need -> draft.refuse(set, chosen, unmet(need)));
        }
        walk(new Wanted(status -> status.id().equals(id), status -> "you chose it", 1));
        refuseWhenLeftOut(id);
    }

    private static Finding unmet(MigrationId need) {
        return Finding.of(
                FindingCode.BLOCKED,
                "it needs " + need + ", which is not applied. Apply that first, or choose this one as the target, "
                        + "which applies all it needs");
    }

    /** Who asks for one migration does not want to get a part of what it needs. */
    private void refuseWhenLeftOut(MigrationId id) {
        Optional<String> reason = hindrances.leftOut(id);
        if (reason.isPresent() && draft.gate().isEmpty() && !draft.isRefused()) {
            draft.refuse(
                    set, set.find(id).orElseThrow(), Finding.of(FindingCode.BLOCKED, "it cannot run: " + reason.get()));
        }
    }

    private void walk(Wanted wanted) {
        if (draft.isRefused()) {
            return;
        }
        List<MigrationStatus> phaseByPhase = set.migrations().stream()
                .sorted(Comparator.comparingInt(phases::of))
                .toList();
        for (MigrationStatus status : phaseByPhase) {
            if (draft.size() >= wanted.most()) {
                return;
            }
            if (hindrances.isError(status) && wanted.test().test(status)) {
                draft.leaveOut(set, status.id(), hindrances.leftOut(status.id()).orElseThrow());
            } else if (status.isOpen() && wanted.test().test(status)) {
                consider(status, wanted);
            }
        }
    }

    private void consider(MigrationStatus status, Wanted wanted) {
        Optional<String> hindrance = hindrances.of(status).or(() -> gate(status));
        if (hindrance.isPresent()) {
            hindrances.leaveOut(status.id(), hindrance.get());
            draft.leaveOut(set, status.id(), hindrance.get());
            return;
        }
        if (request.options().outOfOrder() == PlanRequest.OutOfOrder.REFUSE && isNew(status)) {
            status.findings().stream()
                    .filter(finding -> finding.code() == FindingCode.OUT_OF_ORDER)
                    .forEach(finding -> draft.refuse(set, status, finding));
        }
        Optional<Finding> unwritten = steps.unwritten(status);
        if (unwritten.isPresent()) {
            draft.refuse(set, status, unwritten.get());
            return;
        }
        try {
            draft.add(steps.step(status, wanted.reason().apply(status)));
            hindrances.planned(status.id());
        } catch (SqlSyntaxException failure) {
            draft.refuse(
                    set,
                    status,
                    Finding.at(FindingCode.UNREADABLE, String.valueOf(failure.getMessage()), failure.line()));
        }
    }

    /** What was applied here before and taken back had its place in the order already; refusing it would leave no way forward. */
    private static boolean isNew(MigrationStatus status) {
        return status.state() != MigrationState.ROLLED_BACK;
    }

    /** A gate stands before its phase, and all behind it, until that phase is asked for by name. */
    private Optional<String> gate(MigrationStatus status) {
        Optional<Phase> phase = phases.closedPhase(status, request.selection());
        phase.ifPresent(closed ->
                draft.stopAt(new Plan.Gate(closed.name(), closed.gate().orElseThrow())));
        return phase.map(closed -> "it waits behind the gate of phase " + closed.name() + ": "
                + closed.gate().orElseThrow());
    }
}

package dev.switchback.engine.plan;

import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.FindingCode.Blocks;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Phase;
import dev.switchback.engine.sql.ScriptAnalysis;
import dev.switchback.engine.sql.SqlSyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Plans the way up for one set. */
final class UpPlanner {

    private final SetStatus set;
    private final PlanRequest request;
    private final StepScripts scripts;
    private final Planner.PlanDraft draft;
    private final Dependents dependents;
    private final Map<MigrationId, String> out = new HashMap<>();
    private int planned;

    UpPlanner(SetStatus set, PlanRequest request, StepScripts scripts, Planner.PlanDraft draft) {
        this.set = set;
        this.request = request;
        this.scripts = scripts;
        this.draft = draft;
        this.dependents = Dependents.of(set);
    }

    void plan() {
        List<MigrationStatus> blocking = set.blocking();
        if (!blocking.isEmpty()) {
            blocking.forEach(migration -> refuse(migration, Blocks.APPLY));
            return;
        }
        switch (request.selection()) {
            case Selection.Everything everything -> everything();
            case Selection.Target target -> target(target.id());
            case Selection.Only only -> only(only.id());
            case Selection.Count count -> walk(any -> true, count.count(), "next in order");
            case Selection.ThroughPhase phase ->
                walk(upTo(phase.phase()), Integer.MAX_VALUE, "part of the phases asked for");
        }
    }

    private void everything() {
        List<MigrationStatus> unreadable = set.migrations().stream()
                .filter(migration -> migration.migration().isEmpty()
                        && migration.findings().stream().anyMatch(finding -> isFileError(finding.code())))
                .toList();
        unreadable.forEach(migration -> refuse(migration, Blocks.THIS_MIGRATION));
        broken().forEach(migration -> refuse(migration, Blocks.THIS_MIGRATION));
        if (unreadable.isEmpty() && broken().isEmpty()) {
            walk(any -> true, Integer.MAX_VALUE, "next in order");
        }
    }

    private static boolean isFileError(FindingCode code) {
        return code == FindingCode.UNREADABLE || code == FindingCode.DUPLICATE_ID;
    }

    /** Open migrations whose own files are wrong: everything cannot be applied before they are mended. */
    private List<MigrationStatus> broken() {
        Set<FindingCode> wrong = Set.of(
                FindingCode.CYCLE,
                FindingCode.MISSING_DEPENDENCY,
                FindingCode.AMBIGUOUS_DEPENDENCY,
                FindingCode.RENAMED);
        return set.migrations().stream()
                .filter(migration -> migration.state().isOpen())
                .filter(migration -> migration.findings().stream().anyMatch(finding -> wrong.contains(finding.code())))
                .toList();
    }

    private void target(MigrationId id) {
        MigrationStatus wanted = set.find(id).orElseThrow();
        Set<MigrationId> needed = dependents.allNeeds(id);
        Optional<MigrationStatus> stuck = set.migrations().stream()
                .filter(migration -> migration.id().equals(id) || needed.contains(migration.id()))
                .filter(migration -> migration.state().isOpen() && migration.blocks(Blocks.THIS_MIGRATION))
                .findFirst();
        if (stuck.isPresent()) {
            refuse(stuck.get(), Blocks.THIS_MIGRATION);
            return;
        }
        walk(
                migration -> migration.id().equals(id) || needed.contains(migration.id()),
                Integer.MAX_VALUE,
                wanted.id() + " needs it");
    }

    private void only(MigrationId id) {
        MigrationStatus wanted = set.find(id).orElseThrow();
        Optional<MigrationId> unmet = dependents.needs(id).stream()
                .filter(need -> set.find(need)
                        .filter(status -> status.state() == MigrationState.COMPLETED)
                        .isEmpty())
                .findFirst();
        if (wanted.blocks(Blocks.THIS_MIGRATION)) {
            refuse(wanted, Blocks.THIS_MIGRATION);
        } else if (unmet.isPresent()) {
            draft.refuse(
                    set,
                    wanted,
                    Finding.of(
                            FindingCode.BLOCKED,
                            "needs " + unmet.get() + ", which is not applied. Use --target to apply both"));
        } else {
            walk(migration -> migration.id().equals(id), 1, "you chose it");
        }
    }

    private Predicate<MigrationStatus> upTo(String phase) {
        List<Phase> phases = set.set().phases();
        List<String> names = phases.stream().map(Phase::name).toList();
        int last = names.indexOf(phase);
        return migration -> phaseOf(migration) <= last;
    }

    /** Position of a migration's phase; what is in none comes last. */
    private int phaseOf(MigrationStatus migration) {
        List<Phase> phases = set.set().phases();
        Optional<String> named =
                migration.migration().flatMap(file -> file.header().phase());
        for (int i = 0; i < phases.size(); i++) {
            if (named.isPresent()
                    ? phases.get(i).name().equals(named.get())
                    : phases.get(i).holds(migration.id())) {
                return i;
            }
        }
        return phases.size();
    }

    private void walk(Predicate<MigrationStatus> wanted, int most, String reason) {
        List<MigrationStatus> inPhases = new ArrayList<>(set.migrations());
        inPhases.sort(Comparator.comparing(this::phaseOf));
        for (MigrationStatus migration : inPhases) {
            if (planned >= most) {
                return;
            }
            if (migration.migration().isPresent() && migration.state().isOpen() && wanted.test(migration)) {
                if (gateStops(migration)) {
                    return;
                }
                take(migration, migration.migration().get(), reason);
            }
        }
    }

    /** A gate stands before its phase until that phase is asked for by name. */
    private boolean gateStops(MigrationStatus migration) {
        int at = phaseOf(migration);
        if (at >= set.set().phases().size()) {
            return false;
        }
        Phase phase = set.set().phases().get(at);
        boolean asked = request.selection() instanceof Selection.ThroughPhase through
                && through.phase().equals(phase.name());
        if (phase.gate().isEmpty() || asked) {
            return false;
        }
        draft.stopAt(new Plan.Gate(phase.name(), phase.gate().get()));
        draft.leaveOut(
                set,
                migration.id(),
                "waits behind the gate of phase " + phase.name() + ": "
                        + phase.gate().get());
        return true;
    }

    private void take(MigrationStatus status, Migration migration, String reason) {
        Optional<String> obstacle = obstacle(status, migration);
        if (obstacle.isPresent()) {
            out.put(status.id(), obstacle.get());
            draft.leaveOut(set, status.id(), obstacle.get());
            return;
        }
        if (status.has(FindingCode.OUT_OF_ORDER) && request.options().outOfOrder() == PlanRequest.OutOfOrder.REFUSE) {
            status.findings().stream()
                    .filter(finding -> finding.code() == FindingCode.OUT_OF_ORDER)
                    .forEach(finding -> draft.refuse(set, status, finding));
            return;
        }
        try {
            draft.add(step(status, migration, reason));
            planned++;
        } catch (SqlSyntaxException failure) {
            draft.refuse(
                    set,
                    status,
                    Finding.at(FindingCode.UNREADABLE, String.valueOf(failure.getMessage()), failure.line()));
        }
    }

    private Optional<String> obstacle(MigrationStatus status, Migration migration) {
        Optional<Finding> finding = status.findings().stream()
                .filter(each -> each.code().blocks() == Blocks.THIS_MIGRATION)
                .findFirst();
        if (finding.isPresent()) {
            return finding.map(Finding::message);
        }
        Optional<String> environment = request.options().environment();
        Set<String> meantFor = migration.header().environments();
        if (environment.isPresent() && !meantFor.isEmpty() && !meantFor.contains(environment.get())) {
            return Optional.of("is meant for " + String.join(", ", meantFor) + " only");
        }
        return migration.needs().stream()
                .filter(out::containsKey)
                .findFirst()
                .map(need -> "needs " + need + ", which is left out");
    }

    private PlanStep step(MigrationStatus status, Migration migration, String reason) {
        ScriptAnalysis analysis =
                scripts.analyse(migration.scripts().up(), migration.scripts().transaction());
        List<Finding> warnings = new ArrayList<>(StepScripts.warnings(analysis));
        status.findings().stream()
                .filter(finding -> finding.code() == FindingCode.OUT_OF_ORDER || finding.code() == FindingCode.EMPTY)
                .forEach(warnings::add);
        if (migration.scripts().down().isEmpty()) {
            String why = migration
                    .header()
                    .notes()
                    .irreversible()
                    .map(text -> ": " + text)
                    .orElse("");
            warnings.add(Finding.of(FindingCode.NO_DOWN, "there is no way back" + why));
        }
        PlanStep.Work work = new PlanStep.Work(
                Optional.of(migration), migration.scripts().up(), scripts.mode(analysis), Optional.empty());
        boolean chosen = request.selection() instanceof Selection.Target target
                && target.id().equals(status.id());
        return new PlanStep(
                set.set().name(), status.id(), Direction.UP, work, chosen ? "you chose it" : reason, warnings);
    }

    private void refuse(MigrationStatus migration, Blocks reach) {
        migration.findings().stream()
                .filter(finding -> finding.code().blocks() == reach)
                .forEach(finding -> draft.refuse(set, migration, finding));
    }
}

package dev.switchback.engine.plan;

import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans the way down for one set: the reverse of the order of application, dependents first. */
final class DownPlanner {

    private final SetStatus set;
    private final DownSteps steps;
    private final PlanDraft draft;
    private final WayDown way;

    DownPlanner(SetStatus set, DownSteps steps, PlanDraft draft) {
        this.set = set;
        this.steps = steps;
        this.draft = draft;
        this.way = WayDown.of(set);
    }

    /** How many steps a count takes from this set is known beforehand, because several sets may share it. */
    void plan(Selection selection) {
        set.migrations().stream()
                .filter(status -> status.has(FindingCode.UNKNOWN_REVISION))
                .flatMap(status -> status.findings().stream()
                        .filter(finding -> finding.code() == FindingCode.UNKNOWN_REVISION)
                        .map(finding -> Map.entry(status.id(), finding.message())))
                .forEach(unknown -> refuse(unknown.getKey(), FindingCode.UNKNOWN_REVISION, unknown.getValue()));
        switch (selection) {
            case Selection.Everything everything ->
                take(reasons(way.newestFirst(), "everything is taken back"), Set.of());
            case Selection.Count count -> {
                List<MigrationStatus> stepwise = way.newestFirst().stream()
                        .filter(status -> !staysAsItIs(status))
                        .limit(count.count())
                        .toList();
                take(reasons(stepwise, "among the last " + count.count() + " applied"), Set.of());
            }
            case Selection.Target target -> target(target.id());
            case Selection.Only only -> only(only.id());
            case Selection.ByScript script -> byScript(script);
            case Selection.ThroughPhase through ->
                set.migrations().stream()
                        .limit(1)
                        .forEach(any -> draft.refuse(
                                set, any, Finding.of(FindingCode.BLOCKED, "phases are for the way up only")));
        }
    }

    private static Map<MigrationId, String> reasons(List<MigrationStatus> migrations, String reason) {
        Map<MigrationId, String> reasons = new HashMap<>();
        migrations.forEach(migration -> reasons.put(migration.id(), reason));
        return reasons;
    }

    private void target(MigrationId id) {
        if (isApplied(id)) {
            Map<MigrationId, String> reasons = set.set().alembic().isPresent()
                    ? continuing(id)
                    : reasons(way.appliedAfter(id), "was applied after " + id);
            way.dependentsOf(Set.copyOf(reasons.keySet())).forEach(reasons::putIfAbsent);
            if (reasons.containsKey(id)) {
                refuse(id, FindingCode.BLOCKED, "it cannot stay: it " + reasons.get(id) + ", which is taken back");
            } else {
                take(reasons, Set.of());
            }
        }
    }

    /** As `alembic downgrade` has it: what continues this one goes, other branches stay. */
    private Map<MigrationId, String> continuing(MigrationId id) {
        List<MigrationStatus> children = way.newestFirst().stream()
                .filter(status -> status.migration()
                        .filter(migration -> migration.dependencies().parents().contains(id))
                        .isPresent())
                .toList();
        return reasons(children, "continues " + id);
    }

    private void only(MigrationId id) {
        if (isApplied(id)) {
            Map<MigrationId, String> reasons = new HashMap<>(way.dependentsOf(Set.of(id)));
            reasons.put(id, "you chose it");
            take(reasons, Set.of(id));
        }
    }

    /** What depends on the named ones has to be named too: nobody can tell from the script whether it goes with them. */
    private void byScript(Selection.ByScript selection) {
        Set<MigrationId> named = Set.copyOf(selection.takesBack());
        boolean allApplied = named.stream().allMatch(this::isApplied);
        way.dependentsOf(named).forEach((id, reason) -> {
            if (!named.contains(id)) {
                refuse(id, FindingCode.BLOCKED, "it " + reason + ". Say whether the script takes it back as well");
            }
        });
        if (allApplied) {
            steps.byScript(set, way.dependentsFirst(named), selection.script(), draft);
        }
    }

    private boolean isApplied(MigrationId id) {
        boolean applied = way.isApplied(id);
        if (!applied) {
            MigrationStatus status = set.find(id).orElseThrow();
            refuse(id, FindingCode.BLOCKED, "it is " + status.state().text().replace('_', ' ') + " here, not applied");
        }
        return applied;
    }

    private void refuse(MigrationId id, FindingCode code, String message) {
        draft.refuse(set, set.find(id).orElseThrow(), Finding.of(code, message));
    }

    /** A repeatable migration has no place in the order: it goes only when it is chosen or says how. */
    private boolean staysAsItIs(MigrationStatus status) {
        boolean repeatable =
                status.migration().filter(each -> each.isRepeatable()).isPresent();
        return repeatable && steps.noWayBack(set, status).isPresent();
    }

    /** @param asked what was named itself, so that it is not left where it is */
    private void take(Map<MigrationId, String> chosen, Set<MigrationId> asked) {
        Map<MigrationId, String> reasons = new HashMap<>(way.dependentsOf(Set.copyOf(chosen.keySet())));
        reasons.putAll(chosen);
        List<MigrationStatus> ordered = way.dependentsFirst(reasons.keySet());
        List<MigrationStatus> stuck = new ArrayList<>();
        Set<MigrationId> leftOut = new HashSet<>();
        for (MigrationStatus status : ordered) {
            if (staysAsItIs(status) && !asked.contains(status.id())) {
                draft.leaveOut(set, status.id(), "it is repeatable and has no down script, so it stays");
                leftOut.add(status.id());
            } else if (steps.noWayBack(set, status).isPresent()) {
                stuck.add(status);
            }
        }
        if (stuck.isEmpty()) {
            ordered.stream()
                    .filter(status -> !leftOut.contains(status.id()))
                    .forEach(status -> steps.step(set, status, reasons.getOrDefault(status.id(), ""), draft));
        } else {
            Optional<MigrationId> instead = Optional.of(stuck.getFirst())
                    .filter(first -> !ordered.getFirst().equals(first))
                    .map(MigrationStatus::id);
            stuck.forEach(status -> refuseNoWayBack(status, instead));
        }
    }

    private void refuseNoWayBack(MigrationStatus status, Optional<MigrationId> instead) {
        Finding finding = steps.noWayBack(set, status).orElseThrow();
        String advice = instead.map(id -> ". What was applied after " + id + " can be rolled back: to " + id)
                .orElse("");
        refuse(status.id(), finding.code(), finding.message() + advice + ". Nothing was rolled back");
    }
}

package dev.switchback.engine.plan;

import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.Dependencies.Origin;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.TransactionMode;
import dev.switchback.engine.sql.ScriptAnalysis;
import dev.switchback.engine.sql.SqlSyntaxException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans the way down for one set: the reverse of the order of application, dependents first. */
final class DownPlanner {

    private final SetStatus set;
    private final PlanRequest request;
    private final StepScripts scripts;
    private final Planner.RecordedDowns recorded;
    private final Planner.PlanDraft draft;
    private final Dependents dependents;
    private final List<MigrationStatus> applied;

    DownPlanner(
            SetStatus set,
            PlanRequest request,
            StepScripts scripts,
            Planner.RecordedDowns recorded,
            Planner.PlanDraft draft) {
        this.set = set;
        this.request = request;
        this.scripts = scripts;
        this.recorded = recorded;
        this.draft = draft;
        this.dependents = Dependents.of(set);
        this.applied = set.migrations().stream()
                .filter(DownPlanner::canBeTakenBack)
                .sorted(Comparator.comparing(DownPlanner::order).reversed())
                .toList();
    }

    /** What is applied, and what stopped half way. */
    private static boolean canBeTakenBack(MigrationStatus migration) {
        return migration.state() == MigrationState.COMPLETED || migration.has(FindingCode.INTERRUPTED);
    }

    private static long order(MigrationStatus migration) {
        return migration.row().map(row -> row.execution().order()).orElse(0L);
    }

    void plan() {
        switch (request.selection()) {
            case Selection.Everything everything -> take(applied, reasons(applied, "everything is taken back"));
            case Selection.Count count -> {
                List<MigrationStatus> last =
                        applied.stream().limit(count.count()).toList();
                take(last, reasons(last, "among the last " + count.count()));
            }
            case Selection.Target target -> target(target.id());
            case Selection.Only only -> only(only.id());
            case Selection.ThroughPhase phase -> take(List.of(), Map.of());
        }
    }

    private void target(MigrationId id) {
        MigrationStatus stays = set.find(id).orElseThrow();
        if (!canBeTakenBack(stays)) {
            refuseNotApplied(stays);
            return;
        }
        List<MigrationStatus> later = applied.stream()
                .takeWhile(migration -> !migration.id().equals(id))
                .toList();
        take(later, reasons(later, "was applied after " + id));
    }

    private void only(MigrationId id) {
        MigrationStatus chosen = set.find(id).orElseThrow();
        if (!canBeTakenBack(chosen)) {
            refuseNotApplied(chosen);
            return;
        }
        Map<MigrationId, String> reasons = new HashMap<>();
        reasons.put(id, "you chose it");
        for (MigrationId dependent : dependents(chosen)) {
            reasons.put(dependent, dependents.needs(dependent).contains(id) ? "depends on " + id : "follows " + id);
        }
        take(
                applied.stream()
                        .filter(migration -> reasons.containsKey(migration.id()))
                        .toList(),
                reasons);
    }

    /** In a set without declared dependencies everything applied later counts as a dependent. */
    private Set<MigrationId> dependents(MigrationStatus chosen) {
        boolean declared = set.set().migrations().stream()
                .anyMatch(migration -> migration.dependencies().origin() == Origin.DECLARED);
        if (declared) {
            return dependents.allNeededBy(chosen.id());
        }
        Set<MigrationId> later = new LinkedHashSet<>();
        applied.stream()
                .takeWhile(migration -> !migration.id().equals(chosen.id()))
                .forEach(migration -> later.add(migration.id()));
        return later;
    }

    private static Map<MigrationId, String> reasons(List<MigrationStatus> migrations, String reason) {
        Map<MigrationId, String> reasons = new HashMap<>();
        migrations.forEach(migration -> reasons.put(migration.id(), reason));
        return reasons;
    }

    private void refuseNotApplied(MigrationStatus migration) {
        draft.refuse(
                set,
                migration,
                Finding.of(
                        FindingCode.BLOCKED,
                        "is " + migration.state().text() + " here, so that there is nothing to take back to or from"));
    }

    private void take(List<MigrationStatus> migrations, Map<MigrationId, String> reasons) {
        for (MigrationStatus migration : migrations) {
            DownScripts down = scripts(migration);
            Optional<Script> script = down.recorded().or(down::file);
            if (script.isEmpty()) {
                refuseNoWayBack(migration);
            } else {
                add(migration, down, script.get(), reasons.getOrDefault(migration.id(), ""));
            }
        }
    }

    private void refuseNoWayBack(MigrationStatus migration) {
        String why = migration
                .migration()
                .flatMap(file -> file.header().notes().irreversible())
                .map(text -> " (" + text + ")")
                .orElse("");
        draft.refuse(
                set,
                migration,
                Finding.of(
                        FindingCode.NO_DOWN,
                        "has no down script" + why + ", so nothing was rolled back. Write one, or use --to "
                                + migration.id() + " to take back only what came after it"));
    }

    private DownScripts scripts(MigrationStatus migration) {
        Optional<Script> file =
                migration.migration().flatMap(each -> each.scripts().down());
        Optional<Script> kept = recorded.of(set.set().name(), migration.id())
                .map(text -> new Script(
                        text,
                        path(migration),
                        file.filter(now -> now.text().equals(text))
                                .map(Script::firstLine)
                                .orElse(1)));
        return new DownScripts(kept, file);
    }

    private Path path(MigrationStatus migration) {
        return migration
                .migration()
                .map(Migration::source)
                .map(source -> source.path())
                .orElse(set.set().folder().resolve(migration.id() + ".sql"));
    }

    private void add(MigrationStatus migration, DownScripts down, Script script, String reason) {
        TransactionMode wish =
                migration.migration().map(each -> each.scripts().transaction()).orElse(TransactionMode.AUTOMATIC);
        try {
            ScriptAnalysis analysis = scripts.analyse(script, wish);
            PlanStep.Work work =
                    new PlanStep.Work(migration.migration(), script, scripts.mode(analysis), Optional.of(down));
            draft.add(new PlanStep(
                    set.set().name(), migration.id(), Direction.DOWN, work, reason, StepScripts.warnings(analysis)));
        } catch (SqlSyntaxException failure) {
            draft.refuse(
                    set,
                    migration,
                    Finding.at(FindingCode.UNREADABLE, String.valueOf(failure.getMessage()), failure.line()));
        }
    }
}

package dev.switchback.engine.run;

import dev.switchback.engine.ledger.LedgerRow;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.StateDerivation;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.PlanStep;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks, under the lock, whether another manager took away what a plan was built on. */
final class MeanwhileCheck {

    /** Why a step cannot run any more. */
    record Obstacle(MigrationId id, String what) {}

    private record Key(String set, MigrationId id) {}

    private final Map<Key, LedgerRow> rows = new HashMap<>();
    private final Map<Key, List<LedgerRow>> dependents = new HashMap<>();

    MeanwhileCheck(Collection<LedgerRow> all) {
        for (LedgerRow row : all) {
            rows.put(new Key(row.set(), row.id()), row);
            for (MigrationId need : row.dependencies()) {
                dependents
                        .computeIfAbsent(new Key(row.set(), need), any -> new ArrayList<>())
                        .add(row);
            }
        }
    }

    /** The first step that the ledger as it is now forbids. */
    Optional<Obstacle> obstacle(List<PlanStep> steps) {
        Set<MigrationId> before = new HashSet<>();
        Set<MigrationId> all =
                steps.stream().flatMap(step -> step.ids().stream()).collect(Collectors.toSet());
        for (PlanStep step : steps) {
            Optional<String> what = switch (step.direction()) {
                case UP -> halfApplied(step).or(() -> missingNeed(step, before));
                case DOWN -> takenBack(step).or(() -> newDependent(step, all));
            };
            if (what.isPresent()) {
                return what.map(text -> new Obstacle(step.id(), text));
            }
            before.add(step.id());
        }
        return Optional.empty();
    }

    private Optional<LedgerRow> row(String set, MigrationId id) {
        return Optional.ofNullable(rows.get(new Key(set, id)));
    }

    private Optional<String> halfApplied(PlanStep step) {
        return row(step.set(), step.id())
                .filter(row -> row.state() == MigrationState.RUNNING || row.state() == MigrationState.FAILED)
                .filter(row -> row.execution().leftTraces())
                .map(row -> step.id() + " has stopped half way in another run meanwhile");
    }

    private Optional<String> missingNeed(PlanStep step, Set<MigrationId> before) {
        return step.work().migration().map(Migration::needs).orElse(List.of()).stream()
                .filter(need -> !before.contains(need))
                .filter(need -> row(step.set(), need)
                        .filter(row -> StateDerivation.ofRow(row) == MigrationState.COMPLETED)
                        .isEmpty())
                .findFirst()
                .map(need -> step.id() + " needs " + need + ", which is not applied any more");
    }

    /** A step of one migration that is taken back already is left out; a script for several cannot be run in part. */
    private Optional<String> takenBack(PlanStep step) {
        return step.ids().stream()
                .skip(1)
                .filter(id -> row(step.set(), id)
                        .filter(row -> row.state() != MigrationState.ROLLED_BACK)
                        .isEmpty())
                .findFirst()
                .map(id -> id + " has been taken back meanwhile");
    }

    private Optional<String> newDependent(PlanStep step, Set<MigrationId> all) {
        return step.ids().stream()
                .flatMap(id -> dependents.getOrDefault(new Key(step.set(), id), List.of()).stream())
                .filter(row -> StateDerivation.ofRow(row) == MigrationState.COMPLETED && !all.contains(row.id()))
                .findFirst()
                .map(row -> row.id() + ", which needs what is taken back, has been applied meanwhile");
    }
}

package dev.switchback.engine.source;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/** Sorts migrations topologically, ties by the order of their files; finds cycles. */
final class PlanOrder {

    private final List<Migration> files;
    private final Map<MigrationId, Integer> position = new HashMap<>();
    private final Map<MigrationId, Integer> open = new HashMap<>();
    private final Map<MigrationId, List<MigrationId>> dependents = new HashMap<>();
    private final Map<MigrationId, Finding> cycles = new LinkedHashMap<>();

    /** @param files in the order of the files */
    PlanOrder(List<Migration> files) {
        this.files = files;
        for (int i = 0; i < files.size(); i++) {
            position.put(files.get(i).id(), i);
        }
        for (Migration migration : files) {
            List<MigrationId> present =
                    migration.needs().stream().filter(position::containsKey).toList();
            open.put(migration.id(), present.size());
            present.forEach(need ->
                    dependents.computeIfAbsent(need, id -> new ArrayList<>()).add(migration.id()));
        }
    }

    /** One finding for each member of a cycle; filled by {@link #sorted()}. */
    Map<MigrationId, Finding> cycles() {
        return cycles;
    }

    List<Migration> sorted() {
        PriorityQueue<MigrationId> ready = new PriorityQueue<>(Comparator.comparing(position::get));
        open.forEach((id, count) -> {
            if (count == 0) {
                ready.add(id);
            }
        });
        Set<MigrationId> order = new LinkedHashSet<>();
        while (!ready.isEmpty()) {
            MigrationId id = ready.remove();
            order.add(id);
            for (MigrationId dependent : dependents.getOrDefault(id, List.of())) {
                if (open.merge(dependent, -1, Integer::sum) == 0) {
                    ready.add(dependent);
                }
            }
        }
        Map<MigrationId, Migration> byId =
                files.stream().collect(Collectors.toMap(Migration::id, migration -> migration));
        List<Migration> left = files.stream()
                .filter(migration -> !order.contains(migration.id()))
                .toList();
        nameCycles(left, byId, order);
        List<Migration> sorted = new ArrayList<>(order.stream().map(byId::get).toList());
        sorted.addAll(left);
        return sorted;
    }

    /** What could not be sorted is in a cycle or needs one; following unsorted needs always ends in a cycle. */
    private void nameCycles(List<Migration> left, Map<MigrationId, Migration> byId, Set<MigrationId> sorted) {
        for (Migration start : left) {
            if (!cycles.containsKey(start.id())) {
                List<MigrationId> walk = new ArrayList<>();
                Optional<MigrationId> at = Optional.of(start.id());
                while (at.isPresent() && !walk.contains(at.get()) && !cycles.containsKey(at.get())) {
                    walk.add(at.get());
                    at = Optional.ofNullable(byId.get(at.get()))
                            .flatMap(migration -> migration.needs().stream()
                                    .filter(need -> byId.containsKey(need) && !sorted.contains(need))
                                    .findFirst());
                }
                at.filter(walk::contains).ifPresent(again -> name(walk.subList(walk.indexOf(again), walk.size())));
            }
        }
    }

    private void name(List<MigrationId> members) {
        String circle = members.stream().map(MigrationId::value).collect(Collectors.joining(" → ")) + " → "
                + members.getFirst();
        for (MigrationId member : members) {
            cycles.put(
                    member,
                    Finding.of(FindingCode.CYCLE, "needs itself: " + circle + ". Remove one of these dependencies"));
        }
    }
}

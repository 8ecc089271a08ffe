package dev.switchback.engine.plan;

import dev.switchback.engine.ledger.LedgerRow;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.Dependencies.Origin;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** What of a set is applied, or stopped half way, in the order in which it can be taken back. */
final class WayDown {

    private static final Comparator<MigrationStatus> NEWEST_FIRST =
            Comparator.comparingLong(WayDown::order).reversed();

    private final Dependents dependents;
    private final List<MigrationStatus> newestFirst;
    private final Map<MigrationId, MigrationStatus> applied = new HashMap<>();
    private final boolean declared;

    private WayDown(SetStatus set) {
        this.dependents = Dependents.of(set);
        this.newestFirst = set.migrations().stream()
                .filter(status -> status.row().isPresent())
                .filter(WayDown::isThere)
                .sorted(NEWEST_FIRST)
                .toList();
        newestFirst.forEach(status -> applied.put(status.id(), status));
        this.declared = set.set().migrations().stream()
                .anyMatch(migration -> migration.dependencies().origin() == Origin.DECLARED);
    }

    static WayDown of(SetStatus set) {
        return new WayDown(set);
    }

    /** A repeatable migration whose file changed is there as well, as it was. */
    private static boolean isThere(MigrationStatus status) {
        return status.state() == MigrationState.COMPLETED
                || status.has(FindingCode.INTERRUPTED)
                || (status.state() == MigrationState.PENDING
                        && status.row()
                                .filter(row -> row.state() == MigrationState.COMPLETED)
                                .isPresent());
    }

    static long order(MigrationStatus status) {
        return status.row()
                .map(LedgerRow::execution)
                .map(LedgerRow.Execution::order)
                .orElse(0L);
    }

    List<MigrationStatus> newestFirst() {
        return newestFirst;
    }

    boolean isApplied(MigrationId id) {
        return applied.containsKey(id);
    }

    List<MigrationStatus> appliedAfter(MigrationId id) {
        return newestFirst.stream().takeWhile(status -> !status.id().equals(id)).toList();
    }

    /**
     * What cannot stay without the given ones, each with the reason; the given ones are not in it unless they depend on
     * each other. Where no file declares what it needs, everything applied later counts as dependent.
     */
    Map<MigrationId, String> dependentsOf(Collection<MigrationId> taken) {
        Map<MigrationId, String> reasons = new LinkedHashMap<>();
        if (!declared) {
            newestFirst.stream()
                    .filter(status -> taken.contains(status.id()))
                    .reduce((newer, older) -> older)
                    .ifPresent(oldest -> appliedAfter(oldest.id())
                            .forEach(status -> reasons.put(status.id(), "was applied after " + oldest.id())));
            return reasons;
        }
        Deque<MigrationId> open = new ArrayDeque<>(taken);
        while (!open.isEmpty()) {
            MigrationId need = open.remove();
            for (MigrationId dependent : dependents.neededBy(need)) {
                if (applied.containsKey(dependent) && reasons.putIfAbsent(dependent, "depends on " + need) == null) {
                    open.add(dependent);
                }
            }
        }
        return reasons;
    }

    /** The given ones, newest first; where dependencies are declared, whatever needs another one goes before it. */
    List<MigrationStatus> dependentsFirst(Set<MigrationId> chosen) {
        return declared ? topological(chosen) : newestFirst(chosen);
    }

    private List<MigrationStatus> topological(Set<MigrationId> chosen) {
        Map<MigrationId, Integer> waitingFor = new HashMap<>();
        PriorityQueue<MigrationStatus> ready = new PriorityQueue<>(NEWEST_FIRST);
        for (MigrationId id : chosen) {
            int count = (int)
                    dependents.neededBy(id).stream().filter(chosen::contains).count();
            waitingFor.put(id, count);
            if (count == 0) {
                ready.add(applied.get(id));
            }
        }
        List<MigrationStatus> ordered = new ArrayList<>();
        while (!ready.isEmpty()) {
            MigrationStatus next = ready.remove();
            ordered.add(next);
            for (MigrationId need : dependents.needs(next.id())) {
                if (chosen.contains(need) && waitingFor.merge(need, -1, Integer::sum) == 0) {
                    ready.add(applied.get(need));
                }
            }
        }
        // recorded and present dependencies may contradict each other: then the order of application decides
        return ordered.size() == chosen.size() ? ordered : newestFirst(chosen);
    }

    private List<MigrationStatus> newestFirst(Set<MigrationId> chosen) {
        return newestFirst.stream()
                .filter(status -> chosen.contains(status.id()))
                .toList();
    }
}

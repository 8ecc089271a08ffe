package dev.switchback.engine.ledger;

import dev.switchback.engine.migration.MigrationId;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** What is applied of each set, kept up while a run goes on: under the lock nobody else changes it. */
public final class AppliedTally {

    private static final Comparator<Applied> IN_ORDER = Comparator.comparingLong(Applied::order)
            .thenComparing(applied -> applied.id().value());

    private final Map<String, Map<MigrationId, Applied>> byId = new HashMap<>();
    private final Map<String, NavigableSet<Applied>> inOrder = new HashMap<>();

    private record Applied(long order, MigrationId id) {}

    /** What the ledger says when a run begins. */
    public static AppliedTally of(LedgerContents contents) {
        AppliedTally tally = new AppliedTally();
        contents.rows().stream()
                .filter(row -> row.state() == MigrationState.COMPLETED)
                .forEach(row ->
                        tally.applied(row.set(), row.id(), row.execution().order()));
        return tally;
    }

    public void applied(String set, MigrationId id, long order) {
        takenBack(set, id);
        Applied applied = new Applied(order, id);
        byId.computeIfAbsent(set, key -> new HashMap<>()).put(id, applied);
        inOrder.computeIfAbsent(set, key -> new TreeSet<>(IN_ORDER)).add(applied);
    }

    public void takenBack(String set, MigrationId id) {
        Applied former = byId.getOrDefault(set, Map.of()).get(id);
        if (former != null) {
            byId.getOrDefault(set, Map.of()).remove(id);
            inOrder.getOrDefault(set, Collections.emptyNavigableSet()).remove(former);
        }
    }

    public int count(String set) {
        return byId.getOrDefault(set, Map.of()).size();
    }

    /** The one that was applied last. */
    public Optional<MigrationId> last(String set) {
        NavigableSet<Applied> all = inOrder.getOrDefault(set, Collections.emptyNavigableSet());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.last().id());
    }
}

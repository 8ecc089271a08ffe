package dev.switchback.engine.ledger;

import dev.switchback.engine.migration.MigrationId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is applied of each set, kept up while a run goes on: under the lock nobody else changes it. */
public final class AppliedTally {

    private final Map<String, Map<MigrationId, Long>> orders = new HashMap<>();

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
        orders.computeIfAbsent(set, key -> new HashMap<>()).put(id, order);
    }

    public void takenBack(String set, MigrationId id) {
        orders.computeIfAbsent(set, key -> new HashMap<>()).remove(id);
    }

    public int count(String set) {
        return orders.getOrDefault(set, Map.of()).size();
    }

    /** The one that was applied last. */
    public Optional<MigrationId> last(String set) {
        return orders.getOrDefault(set, Map.of()).entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }
}

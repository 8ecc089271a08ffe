package dev.switchback.engine.ledger;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.NaturalOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what comes out of order: pending, while something newer that the plan puts behind it is applied. */
final class Lateness {

    private final Map<MigrationId, String> newestBehind = new HashMap<>();

    private Lateness() {}

    /**
     * Newer is what has the larger name. What the plan puts before a migration, such as all of an earlier phase or what
     * it needs, does not make it late; repeatable ones run last and have no age.
     */
    static Lateness of(MigrationSet set, Set<MigrationId> completed) {
        Lateness lateness = new Lateness();
        if (set.alembic().isPresent()) {
            return lateness; // branches grow side by side, and names tell no age
        }
        String newest = "";
        for (Migration migration : set.migrations().reversed()) {
            if (!newest.isEmpty()) {
                lateness.newestBehind.put(migration.id(), newest);
            }
            String name = migration.id().value();
            if (completed.contains(migration.id())
                    && !migration.isRepeatable()
                    && (newest.isEmpty() || NaturalOrder.INSTANCE.compare(name, newest) > 0)) {
                newest = name;
            }
        }
        return lateness;
    }

    Optional<Finding> finding(Migration migration) {
        return Optional.ofNullable(newestBehind.get(migration.id()))
                .filter(newest -> NaturalOrder.INSTANCE.compare(migration.id().value(), newest) < 0)
                .filter(newest -> !migration.isRepeatable())
                .map(LedgerFindings::late);
    }
}

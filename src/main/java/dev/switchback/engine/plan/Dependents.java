package dev.switchback.engine.plan;

import dev.switchback.engine.ledger.LedgerRow;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who needs whom in a set: what files say now, and what was recorded when they were applied. */
public final class Dependents {

    private final Map<MigrationId, Set<MigrationId>> needs = new HashMap<>();
    private final Map<MigrationId, Set<MigrationId>> neededBy = new HashMap<>();

    private Dependents() {}

    /** What the files say, whatever was recorded: what counts on the way up. */
    public static Dependents ofFiles(MigrationSet set) {
        Dependents dependents = new Dependents();
        for (Migration migration : set.migrations()) {
            migration.needs().forEach(need -> dependents.add(migration.id(), need));
        }
        return dependents;
    }

    /** What the files say and what was recorded, together: what counts on the way down. */
    public static Dependents of(SetStatus status) {
        Dependents dependents = new Dependents();
        for (MigrationStatus migration : status.migrations()) {
            migration
                    .migration()
                    .map(Migration::needs)
                    .orElse(List.of())
                    .forEach(need -> dependents.add(migration.id(), need));
            migration
                    .row()
                    .map(LedgerRow::dependencies)
                    .orElse(List.of())
                    .forEach(need -> dependents.add(migration.id(), need));
        }
        return dependents;
    }

    private void add(MigrationId id, MigrationId need) {
        needs.computeIfAbsent(id, any -> new LinkedHashSet<>()).add(need);
        neededBy.computeIfAbsent(need, any -> new LinkedHashSet<>()).add(id);
    }

    /** What a migration needs directly. */
    public List<MigrationId> needs(MigrationId id) {
        return List.copyOf(needs.getOrDefault(id, Set.of()));
    }

    /** What needs a migration directly. */
    public List<MigrationId> neededBy(MigrationId id) {
        return List.copyOf(neededBy.getOrDefault(id, Set.of()));
    }

    /** Everything that a migration needs, directly or through others, without itself. */
    public Set<MigrationId> allNeeds(MigrationId id) {
        return reach(id, needs);
    }

    /** Everything that needs a migration, directly or through others, without itself. */
    public Set<MigrationId> allNeededBy(MigrationId id) {
        return reach(id, neededBy);
    }

    private static Set<MigrationId> reach(MigrationId start, Map<MigrationId, Set<MigrationId>> arrows) {
        Set<MigrationId> reached = new LinkedHashSet<>();
        Deque<MigrationId> open = new ArrayDeque<>(new ArrayList<>(arrows.getOrDefault(start, Set.of())));
        while (!open.isEmpty()) {
            MigrationId next = open.remove();
            if (!next.equals(start) && reached.add(next)) {
                open.addAll(arrows.getOrDefault(next, Set.of()));
            }
        }
        return reached;
    }
}

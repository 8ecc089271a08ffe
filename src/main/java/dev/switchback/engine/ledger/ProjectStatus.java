package dev.switchback.engine.ledger;

import dev.switchback.engine.database.DatabaseFacts;
import dev.switchback.engine.migration.FindingCode;
import java.util.List;
import java.util.Optional;

/** The states of all sets of a project against one database, at one moment. */
public record ProjectStatus(DatabaseFacts database, List<SetStatus> sets) {

    public ProjectStatus {
        sets = List.copyOf(sets);
    }

    /** How many are in a state, over all sets. */
    public long count(MigrationState state) {
        return sets.stream().mapToLong(set -> set.count(state)).sum();
    }

    /** How many the next apply would look at, over all sets. */
    public long open() {
        return sets.stream().mapToLong(SetStatus::open).sum();
    }

    /** How many carry a finding of this kind, over all sets. */
    public long count(FindingCode code) {
        return sets.stream()
                .flatMap(set -> set.migrations().stream())
                .filter(migration -> migration.has(code))
                .count();
    }

    public Optional<SetStatus> set(String name) {
        return sets.stream().filter(status -> status.set().name().equals(name)).findFirst();
    }
}

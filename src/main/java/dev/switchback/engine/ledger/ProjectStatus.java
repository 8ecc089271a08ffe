package dev.switchback.engine.ledger;

import dev.switchback.engine.database.DatabaseFacts;
import java.util.List;
import java.util.Optional;

/** The states of all sets of a project against one database, at one moment. */
public record ProjectStatus(DatabaseFacts database, List<SetStatus> sets) {

    public ProjectStatus {
        sets = List.copyOf(sets);
    }

    public Optional<SetStatus> set(String name) {
        return sets.stream().filter(status -> status.set().name().equals(name)).findFirst();
    }
}

package dev.switchback.engine.ledger;

import dev.switchback.engine.database.DatabaseFacts;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.tool.ToolTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The states of all sets of a project against one database, at one moment.
 *
 * @param tools tables in that database in which other tools recorded what they applied
 */
public record ProjectStatus(DatabaseFacts database, List<SetStatus> sets, List<ToolTable> tools) {

    public ProjectStatus {
        sets = List.copyOf(sets);
        tools = List.copyOf(tools);
    }

    /** Of a database in which no other tool left a table. */
    public ProjectStatus(DatabaseFacts database, List<SetStatus> sets) {
        this(database, sets, List.of());
    }

    /** The same for some of the sets. */
    public ProjectStatus only(Predicate<SetStatus> wanted) {
        return new ProjectStatus(database, sets.stream().filter(wanted).toList(), tools);
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

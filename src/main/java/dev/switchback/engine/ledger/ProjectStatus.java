package dev.switchback.engine.ledger;

import dev.switchback.engine.database.DatabaseFacts;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.tool.ToolTable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;

/**
 * The states of all sets of a project against one database, at one moment.
 *
 * @param database the first one, where sets have databases of their own
 * @param tools tables there in which other tools recorded what they applied
 * @param homes the database of each set, in the order of the sets; empty where all are in the same
 */
public record ProjectStatus(
        DatabaseFacts database,
        List<SetStatus> sets,
        List<ToolTable> tools,
        SequencedMap<String, DatabaseFacts> homes) {

    public ProjectStatus {
        sets = List.copyOf(sets);
        tools = List.copyOf(tools);
        homes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(homes));
    }

    /** Of one database. */
    public ProjectStatus(DatabaseFacts database, List<SetStatus> sets, List<ToolTable> tools) {
        this(database, sets, tools, new LinkedHashMap<>());
    }

    /** Of a database in which no other tool left a table. */
    public ProjectStatus(DatabaseFacts database, List<SetStatus> sets) {
        this(database, sets, List.of());
    }

    /** The same for some of the sets. */
    public ProjectStatus only(Predicate<SetStatus> wanted) {
        return new ProjectStatus(database, sets.stream().filter(wanted).toList(), tools, homes);
    }

    /** Where a set is at home. */
    public DatabaseFacts databaseOf(String set) {
        return homes.getOrDefault(set, database);
    }

    /** Every database that this is about, once. */
    public List<DatabaseFacts> databases() {
        return homes.isEmpty()
                ? List.of(database)
                : homes.values().stream().distinct().toList();
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

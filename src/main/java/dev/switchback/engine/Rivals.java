package dev.switchback.engine;

import dev.switchback.engine.migration.AlembicPlace;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sets of Alembic that keep their heads in one and the same table, so that only one of them can be at home in a database.
 *
 * @param others whose table is that of the set too
 */
record Rivals(MigrationSet set, List<MigrationSet> others) {

    Rivals {
        others = List.copyOf(others);
    }

    static Rivals of(MigrationSet set, Collection<MigrationSet> all) {
        return new Rivals(
                set,
                all.stream()
                        .filter(other -> !other.name().equals(set.name()))
                        .filter(other -> other.alembic().isPresent())
                        .filter(other -> other.alembic()
                                .map(AlembicPlace::table)
                                .equals(set.alembic().map(AlembicPlace::table)))
                        .toList());
    }

    boolean areThere() {
        return !others.isEmpty();
    }

    /**
     * Whether what the table says is about this set: it is the only one that knows all heads, or the only one of those
     * that the ledger knows here.
     *
     * @param recorded whether the ledger has rows of a set
     */
    boolean isAtHome(Collection<String> heads, Predicate<MigrationSet> recorded) {
        List<MigrationSet> possible = Stream.concat(Stream.of(set), others.stream())
                .filter(each -> heads.stream()
                        .allMatch(head -> each.find(new MigrationId(head)).isPresent()))
                .toList();
        List<MigrationSet> known = possible.stream().filter(recorded).toList();
        return known.equals(List.of(set)) || (known.isEmpty() && possible.equals(List.of(set)));
    }

    Finding finding() {
        return Finding.of(
                FindingCode.WHICH_SET,
                set.name() + " and " + others.stream().map(MigrationSet::name).collect(Collectors.joining(", "))
                        + " keep their state in the same table of a database, so that only one of them can belong to "
                        + "this one. Say which with --set");
    }
}

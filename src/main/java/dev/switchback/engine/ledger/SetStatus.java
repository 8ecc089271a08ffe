package dev.switchback.engine.ledger;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The states of a set against one database.
 *
 * @param migrations in plan order; files in error and migrations whose file is gone come last
 */
public record SetStatus(MigrationSet set, List<MigrationStatus> migrations) {

    public SetStatus {
        migrations = List.copyOf(migrations);
    }

    /** The same with one finding more on some of them. */
    public SetStatus with(Map<MigrationId, Finding> found) {
        return new SetStatus(
                set,
                migrations.stream()
                        .map(status -> Optional.ofNullable(found.get(status.id()))
                                .map(status::with)
                                .orElse(status))
                        .toList());
    }

    /** How many are in a state. */
    public long count(MigrationState state) {
        return migrations.stream()
                .filter(migration -> migration.state() == state)
                .count();
    }

    /** How many the next apply would look at. */
    public long open() {
        return migrations.stream().filter(MigrationStatus::isOpen).count();
    }

    public Optional<MigrationStatus> find(MigrationId id) {
        return migrations.stream()
                .filter(migration -> migration.id().equals(id))
                .findFirst();
    }

    /** The migrations that stop an apply of this set until the user decides. */
    public List<MigrationStatus> blocking() {
        return migrations.stream()
                .filter(m -> m.blocks(FindingCode.Blocks.APPLY))
                .toList();
    }
}

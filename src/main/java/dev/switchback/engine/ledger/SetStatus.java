package dev.switchback.engine.ledger;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The states of a set against one database.
 *
 * @param migrations in plan order; files in error and migrations whose file is gone come last
 */
public record SetStatus(MigrationSet set, List<MigrationStatus> migrations) {

    public SetStatus {
        migrations = List.copyOf(migrations);
    }

    /** The same where another tool has applied some that are open here. */
    public SetStatus recordedElsewhere(Set<MigrationId> ids, String where) {
        Finding finding = Finding.of(
                FindingCode.RECORDED_ELSEWHERE,
                where + " says that it is applied. Adopt that record, so that it does not run again");
        return new SetStatus(
                set,
                migrations.stream()
                        .map(status -> status.isOpen() && ids.contains(status.id()) ? status.with(finding) : status)
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

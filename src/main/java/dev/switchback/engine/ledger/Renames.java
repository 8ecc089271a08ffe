package dev.switchback.engine.ledger;

import dev.switchback.engine.migration.FileInError;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Files that nobody applied under their name, each with the applied row whose content it has and whose file is gone. */
final class Renames {

    private final Map<MigrationId, LedgerRow> formerRow = new HashMap<>();

    private Renames() {}

    /** One row stands for one file only: copies of it are new migrations. */
    static Renames of(MigrationSet set, List<LedgerRow> rows) {
        Set<MigrationId> files = new HashSet<>();
        set.migrations().forEach(migration -> files.add(migration.id()));
        set.problems().files().stream().map(FileInError::id).forEach(files::add);
        Set<MigrationId> known = new HashSet<>();
        Map<String, Deque<LedgerRow>> orphans = new HashMap<>();
        rows.stream()
                .sorted(Comparator.comparingLong(row -> row.execution().order()))
                .forEach(row -> {
                    known.add(row.id());
                    if (row.state() == MigrationState.COMPLETED && !files.contains(row.id())) {
                        orphans.computeIfAbsent(row.digests().lines(), any -> new ArrayDeque<>())
                                .add(row);
                    }
                });
        Renames renames = new Renames();
        for (Migration migration : set.migrations()) {
            Deque<LedgerRow> candidates = orphans.getOrDefault(migration.checksum(), new ArrayDeque<>());
            if (!known.contains(migration.id()) && !candidates.isEmpty()) {
                renames.formerRow.put(migration.id(), candidates.remove());
            }
        }
        return renames;
    }

    Optional<Finding> finding(MigrationId id) {
        return Optional.ofNullable(formerRow.get(id)).map(LedgerFindings::renamed);
    }

    boolean any() {
        return !formerRow.isEmpty();
    }
}

package dev.switchback.engine.tool;

import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.tool.Adoption.Applied;
import dev.switchback.engine.tool.Adoption.Line;
import dev.switchback.engine.tool.Adoption.Verdict;
import dev.switchback.engine.tool.ToolRow.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Maps what a tool recorded to the files of a set; pure. */
public final class Matching {

    private static final Applied UNKNOWN = new Applied(Optional.empty(), Duration.ZERO);

    private final ToolTable table;
    private final Upkeep upkeep;
    private final MigrationSet set;
    private final Set<MigrationId> completed;
    private final Map<String, ToolRow> rows = new HashMap<>();
    private final Map<MigrationId, List<String>> keys;
    private final Set<String> used = new HashSet<>();

    private Matching(ToolTable table, Upkeep upkeep, MigrationSet set, Set<MigrationId> completed, List<ToolRow> rows) {
        this.table = table;
        this.upkeep = upkeep;
        this.set = set;
        this.completed = completed;
        rows.forEach(row -> this.rows.put(row.key(), row));
        this.keys = ToolKeys.of(table.tool(), set);
        if (table.tool() == Tool.ALEMBIC) {
            set.byId().keySet().stream()
                    .filter(id -> this.rows.containsKey(id.value()))
                    .forEach(id -> keys.put(id, List.of(id.value())));
        }
    }

    /**
     * Finds the migrations that the rows of a tool's table are about.
     *
     * @param completed what the ledger has as applied already
     */
    public static Adoption of(
            ToolTable table, Upkeep upkeep, MigrationSet set, Set<MigrationId> completed, List<ToolRow> rows) {
        return new Matching(table, upkeep, set, completed, rows).match(rows);
    }

    private Adoption match(List<ToolRow> inOrder) {
        List<Line> lines = new ArrayList<>();
        Set<MigrationId> needed = table.tool() == Tool.ALEMBIC ? neededByHeads() : Set.of();
        for (Migration migration : set.migrations()) {
            if (needed.contains(migration.id())) {
                used.addAll(keys.getOrDefault(migration.id(), List.of()));
                lines.add(found(migration, List.of()));
            } else {
                lines.add(line(migration));
            }
        }
        inOrder.stream()
                .filter(row -> !used.contains(row.key()) && row.standing() != Standing.TAKEN_BACK)
                .map(this::withoutFile)
                .forEach(lines::add);
        return new Adoption(table, upkeep, set.name(), lines);
    }

    private Line line(Migration migration) {
        List<String> wanted = keys.getOrDefault(migration.id(), List.of());
        List<ToolRow> own =
                wanted.stream().map(rows::get).filter(Objects::nonNull).toList();
        own.forEach(row -> used.add(row.key()));
        if (own.isEmpty()) {
            return covering(migration, wanted)
                    .map(row -> found(migration, List.of(row.covering())))
                    .orElseGet(() -> pending(migration));
        }
        if (own.size() < wanted.size()) {
            return refused(
                    migration,
                    own.getLast(),
                    "only %d of its %d parts ran: %s would run the rest. Let it do so, or divide the file"
                            .formatted(own.size(), wanted.size(), table.tool().title()));
        }
        return judged(migration, own);
    }

    private Line judged(Migration migration, List<ToolRow> own) {
        Optional<ToolRow> halfDone =
                own.stream().filter(row -> row.standing() == Standing.HALF_DONE).findFirst();
        if (halfDone.isPresent()) {
            return refused(migration, halfDone.get(), halfDone());
        }
        if (own.stream().anyMatch(row -> row.standing() == Standing.TAKEN_BACK)) {
            return pending(migration);
        }
        if (isChanged(migration, own.getLast())) {
            return migration.isRepeatable() ? pending(migration) : refused(migration, own.getLast(), changed());
        }
        return found(migration, own);
    }

    private boolean isChanged(Migration migration, ToolRow row) {
        return row.standing() == Standing.APPLIED
                && row.checksum().isPresent()
                && ToolChecksum.of(table.tool(), migration)
                        .filter(now -> !now.equals(row.checksum().get()))
                        .isPresent();
    }

    private String halfDone() {
        return "it failed half way, and nobody knows how much of it took effect. Mend it with "
                + table.tool().title() + " first";
    }

    private String changed() {
        return "the file is not the one that " + table.tool().title()
                + " applied: their checksums differ. Restore the file, or set it right with "
                + table.tool().title() + " first"
                + (table.tool() == Tool.FLYWAY ? " (flyway repair)" : "");
    }

    /** A baseline, or the one number that golang-migrate keeps, covers all that is not above it. */
    private Optional<ToolRow> covering(Migration migration, List<String> wanted) {
        if (migration.isRepeatable() || wanted.isEmpty()) {
            return Optional.empty();
        }
        Optional<ToolVersion> version = ToolVersion.flyway(wanted.getFirst());
        return rows.values().stream()
                .filter(row -> row.standing() == Standing.APPLIED_UP_TO_HERE || isDirtyNumber(row))
                .filter(row -> version.isPresent()
                        && ToolVersion.flyway(row.key())
                                .filter(limit -> limit.compareTo(version.get()) >= 0)
                                .isPresent())
                .max(Comparator.comparing(ToolRow::key));
    }

    private boolean isDirtyNumber(ToolRow row) {
        return table.tool() == Tool.GOLANG_MIGRATE && row.standing() == Standing.HALF_DONE;
    }

    /** What Alembic's heads need is applied without a row of its own. */
    private Set<MigrationId> neededByHeads() {
        Set<MigrationId> needed = new HashSet<>();
        Map<MigrationId, Migration> byId = set.byId();
        List<MigrationId> open = new ArrayList<>(keys.keySet().stream()
                .filter(id -> keys.getOrDefault(id, List.of()).stream().anyMatch(rows::containsKey))
                .toList());
        while (!open.isEmpty()) {
            Migration migration = byId.get(open.removeLast());
            if (migration != null) {
                migration.needs().stream().filter(needed::add).forEach(open::add);
            }
        }
        return needed;
    }

    private Line found(Migration migration, List<ToolRow> own) {
        Optional<ToolRow> last = own.isEmpty() ? Optional.empty() : Optional.of(own.getLast());
        Optional<Instant> at =
                own.stream().flatMap(row -> row.appliedAt().stream()).max(Comparator.naturalOrder());
        Duration took = own.stream().map(ToolRow::took).reduce(Duration.ZERO, Duration::plus);
        Verdict verdict = completed.contains(migration.id()) ? Verdict.RECORDED : Verdict.ADOPT;
        String recorded = last.map(ToolRow::name).orElse("needed by a head");
        Optional<Standing> standing = last.map(ToolRow::standing);
        return new Line(
                verdict, Optional.of(migration.id()), Optional.of(recorded), standing, new Applied(at, took), "");
    }

    private Line pending(Migration migration) {
        boolean differs = completed.contains(migration.id());
        boolean takenBack = differs && upkeep == Upkeep.KEPT && ToolKeeper.writesFor(table.tool(), migration);
        return new Line(
                takenBack ? Verdict.TAKEN_BACK : Verdict.PENDING,
                Optional.of(migration.id()),
                Optional.empty(),
                Optional.empty(),
                UNKNOWN,
                differs ? "the ledger has it as applied, " + table.tool().title() + " has not" : "");
    }

    private Line refused(Migration migration, ToolRow row, String reason) {
        Verdict verdict = completed.contains(migration.id()) ? Verdict.RECORDED : Verdict.REFUSED;
        return new Line(
                verdict,
                Optional.of(migration.id()),
                Optional.of(row.name()),
                Optional.of(row.standing()),
                UNKNOWN,
                reason);
    }

    private Line withoutFile(ToolRow row) {
        boolean halfDone = row.standing() == Standing.HALF_DONE;
        return new Line(
                halfDone ? Verdict.REFUSED : Verdict.WITHOUT_FILE,
                Optional.empty(),
                Optional.of(row.name()),
                Optional.of(row.standing()),
                new Applied(row.appliedAt(), row.took()),
                halfDone ? halfDone() : "");
    }
}

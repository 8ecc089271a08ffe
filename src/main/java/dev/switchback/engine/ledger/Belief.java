package dev.switchback.engine.ledger;

import dev.switchback.engine.ledger.OwnHistory.Moment;
import dev.switchback.engine.ledger.OwnHistory.Row;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ledger's rows of a set together with what the project's own table says, which is believed: where its runner
 * applied or took back something, the rows say so too.
 *
 * @param rows as they count
 * @param findings what the two disagree about
 * @param changed the rows that the ledger does not have, or not like this
 */
public record Belief(List<LedgerRow> rows, Map<MigrationId, Finding> findings, List<LedgerRow> changed) {

    /** Puts both together. */
    public static Belief of(MigrationSet set, List<LedgerRow> ledger, List<Row> own) {
        return new Merging(set, ledger, own).merged();
    }

    /** Nothing but the ledger. */
    public static Belief ofLedger(List<LedgerRow> rows) {
        return new Belief(rows, Map.of(), List.of());
    }

    /** The same status with what the two disagree about. */
    public SetStatus noted(SetStatus status) {
        return findings.isEmpty()
                ? status
                : new SetStatus(
                        status.set(),
                        status.migrations().stream()
                                .map(each -> Optional.ofNullable(findings.get(each.id()))
                                        .map(each::with)
                                        .orElse(each))
                                .toList());
    }

    private static final class Merging {

        private final MigrationSet set;
        private final List<Row> own;
        private final Map<MigrationId, LedgerRow> rows = new LinkedHashMap<>();
        private final Map<MigrationId, Finding> findings = new LinkedHashMap<>();
        private final List<LedgerRow> changed = new ArrayList<>();
        private long order;

        Merging(MigrationSet set, List<LedgerRow> ledger, List<Row> own) {
            this.set = set;
            this.own = own.stream()
                    .sorted(Comparator.comparing(
                            row -> row.since().map(Moment::at).orElse(Instant.EPOCH)))
                    .toList();
            ledger.forEach(row -> rows.put(row.id(), row));
            this.order = ledger.stream()
                            .mapToLong(row -> row.execution().order())
                            .max()
                            .orElse(0)
                    + 1;
        }

        Belief merged() {
            for (Row row : own) {
                set.migrations().stream()
                        .filter(migration -> row.isOf(migration.id()))
                        .findFirst()
                        .ifPresent(migration -> take(migration, row));
            }
            for (Migration migration : set.migrations()) {
                if (isCompleted(migration.id()) && own.stream().noneMatch(row -> row.isOf(migration.id()))) {
                    note(
                            migration.id(),
                            FindingCode.RECORDS_DIFFER,
                            "is applied, but migration_history has no row of it. Switchback's record counts");
                }
            }
            return new Belief(List.copyOf(rows.values()), findings, changed);
        }

        private boolean isCompleted(MigrationId id) {
            return Optional.ofNullable(rows.get(id))
                    .filter(row -> StateDerivation.ofRow(row) == MigrationState.COMPLETED)
                    .isPresent();
        }

        private void take(Migration migration, Row row) {
            boolean completed = isCompleted(migration.id());
            boolean halfDone = Optional.ofNullable(rows.get(migration.id()))
                    .filter(each -> each.state() == MigrationState.RUNNING
                            || (each.state() == MigrationState.FAILED
                                    && each.execution().leftTraces()))
                    .isPresent();
            switch (row.state()) {
                case APPLIED -> {
                    if (!completed && !halfDone) {
                        note(
                                migration.id(),
                                FindingCode.APPLIED_ELSEWHERE,
                                "was applied by the project's own runner, as migration_history says" + when(row)
                                        + "; the next run takes that into Switchback's record");
                        change(applied(migration, row));
                    }
                }
                case ROLLED_BACK -> {
                    if (completed) {
                        note(
                                migration.id(),
                                FindingCode.RECORDS_DIFFER,
                                "was taken back by the project's own runner, as migration_history says" + when(row)
                                        + "; Switchback's record has it as applied, and follows with the next run");
                        change(takenBack(migration));
                    }
                }
            }
        }

        private static String when(Row row) {
            return row.since().map(since -> " (" + since.told() + ")").orElse("");
        }

        private void note(MigrationId id, FindingCode code, String message) {
            findings.put(id, Finding.of(code, message));
        }

        private void change(LedgerRow row) {
            rows.put(row.id(), row);
            changed.add(row);
        }

        /** Nobody knows which text ran; the file as it is now stands for it. */
        private LedgerRow applied(Migration migration, Row row) {
            LedgerRow.Execution execution = new LedgerRow.Execution(
                    order++, row.since().map(Moment::at), Duration.ZERO, 0, 0, LedgerRow.Doubt.NONE, Optional.empty());
            return new LedgerRow(
                    set.name(),
                    migration.id(),
                    MigrationState.COMPLETED,
                    migration.needs(),
                    migration.digests(),
                    execution);
        }

        private LedgerRow takenBack(Migration migration) {
            LedgerRow row = rows.get(migration.id());
            LedgerRow known =
                    row == null ? applied(migration, new Row("", OwnHistory.State.APPLIED, Optional.empty())) : row;
            return new LedgerRow(
                    known.set(),
                    known.id(),
                    MigrationState.ROLLED_BACK,
                    known.dependencies(),
                    known.digests(),
                    known.execution());
        }
    }
}

package dev.switchback.engine.ledger;

import dev.switchback.engine.migration.Digests.Change;
import dev.switchback.engine.migration.FileInError;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Header.Repetition;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.NaturalOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Derives the state of every migration from its file and its ledger row; the only place that knows how. */
public final class StateDerivation {

    private final MigrationSet set;
    private final Map<MigrationId, LedgerRow> rows = new LinkedHashMap<>();
    private final Map<String, LedgerRow> rowsWithoutFile = new HashMap<>();
    private final Optional<String> newestCompleted;

    private StateDerivation(MigrationSet set, List<LedgerRow> rowsOfSet) {
        this.set = set;
        rowsOfSet.forEach(row -> rows.put(row.id(), row));
        Set<MigrationId> files = new HashSet<>();
        set.migrations().forEach(migration -> files.add(migration.id()));
        set.problems().files().forEach(error -> files.add(error.id()));
        rowsOfSet.stream()
                .filter(row -> row.state() == MigrationState.COMPLETED && !files.contains(row.id()))
                .forEach(row -> rowsWithoutFile.put(row.digests().lines(), row));
        this.newestCompleted = rowsOfSet.stream()
                .filter(row -> row.state() == MigrationState.COMPLETED)
                .map(row -> row.id().value())
                .max(NaturalOrder.INSTANCE);
    }

    /** @param rows the ledger's rows of this set, in any order */
    public static SetStatus derive(MigrationSet set, List<LedgerRow> rows) {
        return new StateDerivation(set, rows).derive();
    }

    private SetStatus derive() {
        List<MigrationStatus> all = new ArrayList<>();
        Set<MigrationId> seen = new HashSet<>();
        for (Migration migration : set.migrations()) {
            all.add(ofFile(migration));
            seen.add(migration.id());
        }
        for (FileInError error : set.problems().files()) {
            if (seen.add(error.id())) {
                all.add(ofError(error));
            }
        }
        rows.values().stream()
                .filter(row -> !seen.contains(row.id()) && row.state() != MigrationState.ROLLED_BACK)
                .forEach(row -> all.add(ofRowAlone(row)));
        return new SetStatus(set, foreign(all));
    }

    private MigrationStatus ofFile(Migration migration) {
        Optional<LedgerRow> row = Optional.ofNullable(rows.get(migration.id()));
        List<Finding> findings = new ArrayList<>(set.problems().of(migration.id()));
        MigrationState state = row.map(present -> state(migration, present)).orElse(MigrationState.PENDING);
        switch (state) {
            case COMPLETED -> row.flatMap(present -> change(migration, present)).ifPresent(findings::add);
            case RUNNING -> row.ifPresent(present -> findings.add(interrupted(present)));
            case FAILED -> row.ifPresent(present -> findings.add(failed(present)));
            case PENDING, ROLLED_BACK -> findings.addAll(open(migration));
        }
        if (state == MigrationState.FAILED
                && row.filter(StateDerivation::leftTraces).isPresent()) {
            findings.add(interrupted(row.get()));
        }
        return new MigrationStatus(migration.id(), Optional.of(migration), row, state, findings);
    }

    /** A run that died before anything could take effect left the migration as it was. */
    private static MigrationState state(Migration migration, LedgerRow row) {
        boolean changedRepeatable = migration.header().repetition() == Repetition.ON_CHANGE
                && row.state() == MigrationState.COMPLETED
                && row.digests().changeTo(migration.digests()) != Change.NONE;
        if (changedRepeatable || (row.state() == MigrationState.RUNNING && !leftTraces(row))) {
            return MigrationState.PENDING;
        }
        return row.state();
    }

    private static boolean leftTraces(LedgerRow row) {
        return row.execution().statementsDone() > 0 || row.execution().doubt() == LedgerRow.Doubt.IN_DOUBT;
    }

    private static Optional<Finding> change(Migration migration, LedgerRow row) {
        return switch (row.digests().changeTo(migration.digests())) {
            case NONE -> Optional.empty();
            case COSMETIC ->
                Optional.of(Finding.of(
                        FindingCode.COSMETIC,
                        "only white space or comments changed since it was applied; nothing is blocked"));
            case DOWN_ONLY ->
                Optional.of(
                        Finding.of(
                                FindingCode.DOWN_CHANGED,
                                "the down script changed since it was applied; rolling back shows both and asks which one runs"));
            case REAL ->
                Optional.of(
                        Finding.of(
                                FindingCode.MODIFIED,
                                "the file changed since it was applied. Accept the change, restore the file, or write a new migration"));
        };
    }

    private static Finding interrupted(LedgerRow row) {
        int done = row.execution().statementsDone();
        int total = row.execution().statementsTotal();
        String doubt = row.execution().doubt() == LedgerRow.Doubt.IN_DOUBT
                ? "; whether " + (done + 1) + " took effect is not known"
                : "";
        return Finding.of(
                FindingCode.INTERRUPTED,
                "stopped after statement " + done + " of " + total + doubt
                        + ". Resume it, mark it done, or roll it back with its down script");
    }

    private static Finding failed(LedgerRow row) {
        return Finding.of(
                FindingCode.FAILED,
                "the last attempt failed: " + row.execution().error().orElse("no message was kept"));
    }

    private List<Finding> open(Migration migration) {
        List<Finding> findings = new ArrayList<>();
        LedgerRow former = rowsWithoutFile.get(migration.digests().lines());
        if (former != null) {
            findings.add(Finding.of(
                    FindingCode.RENAMED,
                    "has the content of " + former.id() + ", which is applied and whose file is gone: a renamed file. "
                            + "Repair records the new name; it does not run again"));
        }
        boolean older = newestCompleted
                .filter(newest -> NaturalOrder.INSTANCE.compare(migration.id().value(), newest) < 0)
                .isPresent();
        if (older
                && migration.header().repetition() == Repetition.ONCE
                && set.phases().isEmpty()) {
            findings.add(Finding.of(
                    FindingCode.OUT_OF_ORDER,
                    "is older than " + newestCompleted.orElseThrow() + ", which is applied already"));
        }
        return findings;
    }

    private MigrationStatus ofError(FileInError error) {
        Optional<LedgerRow> row = Optional.ofNullable(rows.get(error.id()));
        MigrationState state = row.map(LedgerRow::state).orElse(MigrationState.PENDING);
        List<Finding> findings = set.problems().files().stream()
                .filter(other -> other.id().equals(error.id()))
                .map(FileInError::finding)
                .distinct()
                .toList();
        return new MigrationStatus(error.id(), Optional.empty(), row, state, findings);
    }

    private MigrationStatus ofRowAlone(LedgerRow row) {
        Finding gone = Finding.of(
                FindingCode.FILE_MISSING,
                "was applied, and its file is gone. Nothing is blocked; rolling it back uses the recorded down script");
        List<Finding> findings = new ArrayList<>(List.of(gone));
        if (row.state() == MigrationState.RUNNING || row.state() == MigrationState.FAILED) {
            findings.add(interrupted(row));
        }
        return new MigrationStatus(row.id(), Optional.empty(), Optional.of(row), row.state(), findings);
    }

    /** Rows that fit no file at all are somebody else's. */
    private List<MigrationStatus> foreign(List<MigrationStatus> all) {
        boolean fits = all.stream()
                .anyMatch(status -> status.row().isPresent()
                        && (status.migration().isPresent() || !status.has(FindingCode.FILE_MISSING)));
        boolean renamed = all.stream().anyMatch(status -> status.has(FindingCode.RENAMED));
        if (fits || renamed || set.migrations().isEmpty() || rowsWithoutFile.isEmpty()) {
            return all;
        }
        Finding other = Finding.of(
                FindingCode.OTHER_PROJECT,
                "the ledger's rows of set " + set.name() + " fit none of these files: another project's? "
                        + "Give this one its own id in switchback.toml");
        return all.stream()
                .map(status -> status.migration().isPresent() ? with(status, other) : status)
                .toList();
    }

    private static MigrationStatus with(MigrationStatus status, Finding finding) {
        List<Finding> findings = new ArrayList<>(status.findings());
        findings.add(finding);
        return new MigrationStatus(status.id(), status.migration(), status.row(), status.state(), findings);
    }
}

package dev.switchback.engine.ledger;

import dev.switchback.engine.migration.Digests.Change;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.FileInError;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.NaturalOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Derives the state of every migration from its file and its ledger row; the only place that knows how. */
public final class StateDerivation {

    private final MigrationSet set;
    private final Map<MigrationId, LedgerRow> rows = new LinkedHashMap<>();
    private final Set<MigrationId> completed = new HashSet<>();
    private final Renames renames;
    private final Lateness lateness;
    private final Activity activity;

    /** Whether a manager holds the lock while the ledger is looked at. */
    public enum Activity {
        /** Nobody is at work: what says that it is running has died. */
        NONE,
        /** What says that it is running may well be. */
        RUN_UNDER_WAY
    }

    private StateDerivation(MigrationSet set, List<LedgerRow> rowsOfSet, Activity activity) {
        this.set = set;
        this.activity = activity;
        rowsOfSet.forEach(row -> rows.put(row.id(), row));
        rowsOfSet.stream()
                .filter(row -> ofRow(row) == MigrationState.COMPLETED)
                .forEach(row -> completed.add(row.id()));
        this.renames = Renames.of(set, rowsOfSet);
        this.lateness = Lateness.of(set, completed);
    }

    /**
     * States and findings of a set against a database. Rows that are neither completed nor half done, and whose file is
     * gone, stand for nothing and do not show.
     *
     * @param rows the ledger's rows of this set, in any order
     */
    public static SetStatus derive(MigrationSet set, List<LedgerRow> rows) {
        return derive(set, rows, Activity.NONE);
    }

    /** The same while a run may be under way. */
    public static SetStatus derive(MigrationSet set, List<LedgerRow> rows, Activity activity) {
        return new StateDerivation(set, rows, activity).derive();
    }

    private SetStatus derive() {
        List<MigrationStatus> all = new ArrayList<>();
        Set<MigrationId> seen = new HashSet<>();
        for (Migration migration : set.migrations()) {
            all.add(ofFile(migration));
            seen.add(migration.id());
        }
        Map<MigrationId, List<Finding>> errors = set.problems().files().stream()
                .collect(Collectors.groupingBy(
                        FileInError::id,
                        LinkedHashMap::new,
                        Collectors.mapping(FileInError::finding, Collectors.toList())));
        errors.forEach((id, findings) -> {
            if (seen.add(id)) {
                all.add(place(all, id), ofError(id, findings));
            }
        });
        boolean rowsFit = rows.keySet().stream().anyMatch(seen::contains) || renames.any();
        rows.values().stream()
                .filter(row -> !seen.contains(row.id()))
                .flatMap(row -> ofRowAlone(row).stream())
                .forEach(all::add);
        boolean foreign = !rowsFit && !completed.isEmpty() && !set.migrations().isEmpty();
        return new SetStatus(set, foreign ? foreign(all) : all);
    }

    /** A file that nobody can read stands where its name belongs, before the first with a larger one. */
    private static int place(List<MigrationStatus> all, MigrationId id) {
        for (int i = 0; i < all.size(); i++) {
            if (NaturalOrder.INSTANCE.compare(all.get(i).id().value(), id.value()) > 0) {
                return i;
            }
        }
        return all.size();
    }

    /** What a row says by itself: a run that left nothing behind changed nothing. */
    public static MigrationState ofRow(LedgerRow row) {
        boolean unfinished = row.state() == MigrationState.RUNNING || row.state() == MigrationState.FAILED;
        if (!unfinished || row.execution().leftTraces()) {
            return row.state();
        }
        return switch (row.execution().direction()) {
            case UP -> row.state() == MigrationState.FAILED ? MigrationState.FAILED : MigrationState.PENDING;
            case DOWN -> MigrationState.COMPLETED;
        };
    }

    private static boolean isHalfDone(MigrationState state, LedgerRow row) {
        return (state == MigrationState.RUNNING || state == MigrationState.FAILED)
                && row.execution().leftTraces();
    }

    private MigrationStatus ofFile(Migration migration) {
        Optional<LedgerRow> row = Optional.ofNullable(rows.get(migration.id()));
        MigrationState state =
                row.map(present -> ofFileAndRow(migration, present)).orElse(MigrationState.PENDING);
        List<Finding> findings = new ArrayList<>(fromReading(migration, state));
        row.ifPresent(present -> findings.addAll(fromRow(migration, state, present)));
        boolean halfDone = row.filter(present -> isHalfDone(state, present)).isPresent();
        if (state.isOpen() && !halfDone) {
            renames.finding(migration.id()).ifPresent(findings::add);
            lateness.finding(migration).ifPresent(findings::add);
        }
        return new MigrationStatus(migration.id(), Optional.of(migration), row, state, findings);
    }

    /** A repeatable migration whose content changed is pending again. */
    private static MigrationState ofFileAndRow(Migration migration, LedgerRow row) {
        MigrationState state = ofRow(row);
        boolean again = migration.isRepeatable()
                && state == MigrationState.COMPLETED
                && row.digests().changeTo(migration.digests()) != Change.NONE;
        return again ? MigrationState.PENDING : state;
    }

    /** What is applied is not held up any more; neither is what needs only applied ones, readable or not. */
    private List<Finding> fromReading(Migration migration, MigrationState state) {
        boolean done = state == MigrationState.COMPLETED;
        boolean free = done || completed.containsAll(migration.needs());
        return set.problems().of(migration.id()).stream()
                .filter(finding -> !(free && finding.code() == FindingCode.BLOCKED))
                .filter(finding -> !(done && finding.code() == FindingCode.NOT_UNDERSTOOD))
                .toList();
    }

    private List<Finding> fromRow(Migration migration, MigrationState state, LedgerRow row) {
        List<Finding> findings = new ArrayList<>();
        switch (state) {
            case COMPLETED ->
                LedgerFindings.changed(row.digests().changeTo(migration.digests()))
                        .ifPresent(findings::add);
            case FAILED -> findings.add(LedgerFindings.failed(row));
            case PENDING, RUNNING, ROLLED_BACK -> {}
        }
        if (isHalfDone(state, row)) {
            findings.add(halfDone(row));
        }
        return findings;
    }

    private Finding halfDone(LedgerRow row) {
        boolean atWork = activity == Activity.RUN_UNDER_WAY && row.state() == MigrationState.RUNNING;
        return atWork ? LedgerFindings.atWork() : LedgerFindings.interrupted(row);
    }

    private MigrationStatus ofError(MigrationId id, List<Finding> errors) {
        Optional<LedgerRow> row = Optional.ofNullable(rows.get(id));
        MigrationState state = row.map(StateDerivation::ofRow).orElse(MigrationState.PENDING);
        List<Finding> findings = new ArrayList<>(new LinkedHashSet<>(errors));
        row.filter(present -> isHalfDone(state, present)).ifPresent(present -> findings.add(halfDone(present)));
        return new MigrationStatus(id, Optional.empty(), row, state, findings);
    }

    private Optional<MigrationStatus> ofRowAlone(LedgerRow row) {
        MigrationState state = ofRow(row);
        boolean halfDone = isHalfDone(state, row);
        if (state != MigrationState.COMPLETED && !halfDone) {
            return Optional.empty();
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(LedgerFindings.fileMissing(halfDone ? row.execution().direction() : Direction.DOWN));
        if (halfDone) {
            findings.add(halfDone(row));
        }
        return Optional.of(new MigrationStatus(row.id(), Optional.empty(), Optional.of(row), state, findings));
    }

    /** Rows that fit no file at all are somebody else's. */
    private List<MigrationStatus> foreign(List<MigrationStatus> all) {
        Finding other = LedgerFindings.otherProject(set.name());
        return all.stream()
                .map(status -> status.migration().isPresent() ? status.with(other) : status)
                .toList();
    }
}

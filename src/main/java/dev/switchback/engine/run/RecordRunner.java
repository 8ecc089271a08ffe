package dev.switchback.engine.run;

import dev.switchback.engine.database.Transactions;
import dev.switchback.engine.ledger.HistoryAction;
import dev.switchback.engine.ledger.HistoryEntry;
import dev.switchback.engine.ledger.KeptText;
import dev.switchback.engine.ledger.LedgerContents;
import dev.switchback.engine.ledger.LedgerReader;
import dev.switchback.engine.ledger.LedgerRow;
import dev.switchback.engine.ledger.LedgerWriter;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.ledger.StateDerivation;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.run.RunContext.RunRequest;
import dev.switchback.engine.source.Fingerprints;
import dev.switchback.engine.tool.Adoption;
import dev.switchback.engine.tool.Adoption.Applied;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sets the record straight without running SQL, each change with its reason in the history. */
public final class RecordRunner {

    private final PlanRunner runner;
    private final RunIdentity identity;

    public RecordRunner(PlanRunner runner, RunIdentity identity) {
        this.runner = runner;
        this.identity = identity;
    }

    /**
     * What to record.
     *
     * @param ids in plan order; for REPAIR empty means everything that needs it
     * @param applied when and how long, where another tool knows
     * @param takenBack those of the ids that another tool took back
     */
    public record Change(
            HistoryAction action,
            MigrationSet set,
            List<MigrationId> ids,
            String reason,
            Map<MigrationId, Applied> applied,
            Set<MigrationId> takenBack) {

        /** A change of which nobody knows more than the ledger. */
        public static Change of(HistoryAction action, MigrationSet set, List<MigrationId> ids, String reason) {
            return new Change(action, set, ids, reason, Map.of(), Set.of());
        }

        /** What another tool recorded and the ledger does not know. */
        public static Change adopting(MigrationSet set, Adoption adoption, String reason) {
            Map<MigrationId, Applied> applied = adoption.with(Adoption.Verdict.ADOPT)
                    .collect(Collectors.toMap(line -> line.id().orElseThrow(), Adoption.Line::applied));
            Set<MigrationId> takenBack = adoption.with(Adoption.Verdict.TAKEN_BACK)
                    .map(line -> line.id().orElseThrow())
                    .collect(Collectors.toSet());
            List<MigrationId> ids =
                    Stream.concat(applied.keySet().stream(), takenBack.stream()).toList();
            return new Change(HistoryAction.ADOPT, set, ids, reason, applied, takenBack);
        }
    }

    /** Makes the change in one transaction, under the lock of managers. */
    public RunOutcome run(Change change, Duration lockWait) {
        String runId = identity.runIds().get();
        RunRequest request = new RunRequest(RunOptions.DEFAULT.with(lockWait), RunListener.SILENT, new Cancellation());
        return runner.locked(request, runId, (context, lock) -> {
            context.begin();
            new AlembicAdoption(context).of(List.of(change.set().name()));
            return new Recording(context, change).run();
        });
    }

    /** One change while it is made. */
    private final class Recording {

        private final RunContext context;
        private final Change change;
        private final SetStatus status;
        private final KeptTables kept;
        private final List<MigrationId> recorded = new ArrayList<>();
        private long order;

        Recording(RunContext context, Change change) throws SQLException {
            this.context = context;
            this.change = change;
            this.kept = KeptTables.of(context);
            LedgerContents contents =
                    new LedgerReader(context.connection(), context.target().ledgerSchema()).contents();
            this.status = StateDerivation.derive(
                    change.set(), contents.of(change.set().name()));
            this.order = contents.nextOrder();
        }

        RunOutcome run() throws SQLException {
            Transactions.<List<MigrationId>, RuntimeException>inOne(context.connection(), () -> {
                for (MigrationStatus migration : inOrder()) {
                    if (change.ids().isEmpty() || change.ids().contains(migration.id())) {
                        record(migration);
                    }
                }
                tellAlembic();
                context.summary().summarise(change.set().name());
                return recorded;
            });
            return recorded.isEmpty()
                    ? new RunOutcome.NothingToDo(context.runId())
                    : new RunOutcome.Completed(context.runId(), List.of(), DatabaseState.UNCHANGED);
        }

        /** What another tool applied, in the order in which it did; plan order otherwise. */
        private List<MigrationStatus> inOrder() {
            Comparator<MigrationStatus> byTime =
                    Comparator.comparing(migration -> appliedAt(migration.id()).orElse(Instant.MAX));
            return status.migrations().stream().sorted(byTime).toList();
        }

        private Optional<Instant> appliedAt(MigrationId id) {
            return Optional.ofNullable(change.applied().get(id)).flatMap(Applied::at);
        }

        /** Its table says what is applied, in the same transaction. */
        private void tellAlembic() throws SQLException {
            switch (change.action()) {
                case STAMP, BASELINE, ADOPT -> {
                    if (change.set().alembic().isPresent() && !recorded.isEmpty()) {
                        new RevisionHeads(context).stamp(change.set(), recorded);
                    }
                }
                case ACCEPT, REPAIR, UP, DOWN -> {}
            }
        }

        private void record(MigrationStatus migration) throws SQLException {
            switch (change.action()) {
                case STAMP, BASELINE, ADOPT -> stamp(migration);
                case ACCEPT -> accept(migration);
                case REPAIR -> repair(migration);
                case UP, DOWN -> throw new IllegalArgumentException(change.action() + " is no change of the record");
            }
        }

        private void stamp(MigrationStatus migration) throws SQLException {
            if (change.takenBack().contains(migration.id())) {
                takeBack(migration);
            } else if (migration.migration().isPresent() && migration.state() != MigrationState.COMPLETED) {
                complete(migration.migration().get(), order++);
            }
        }

        /** The row keeps what was applied once. */
        private void takeBack(MigrationStatus migration) throws SQLException {
            if (migration.state() == MigrationState.COMPLETED) {
                context.writer()
                        .state(change.set().name(), migration.id(), MigrationState.ROLLED_BACK, Optional.empty());
                append(migration.id(), MigrationState.ROLLED_BACK, nothing());
            }
        }

        /** The file as it is now becomes what was applied. */
        private void accept(MigrationStatus migration) throws SQLException {
            if (migration.isChanged() && migration.row().isPresent()) {
                LedgerRow row = migration.row().get();
                context.writer()
                        .write(new LedgerWriter.NewRow(
                                row.set(), migration.migration().orElseThrow(), row.state(), row.execution()));
                append(migration.id(), row.state(), whole(migration.migration().orElseThrow()));
            }
        }

        private void repair(MigrationStatus migration) throws SQLException {
            if (migration.has(FindingCode.RENAMED)) {
                rename(migration.migration().orElseThrow());
            } else if (migration.state() == MigrationState.FAILED && !migration.has(FindingCode.INTERRUPTED)) {
                context.writer().remove(change.set().name(), migration.id());
                append(migration.id(), MigrationState.PENDING, nothing());
            } else if (migration.has(FindingCode.FILE_MISSING) && change.ids().contains(migration.id())) {
                context.writer().remove(change.set().name(), migration.id());
                append(migration.id(), MigrationState.PENDING, nothing());
            } else if (isChosenAndKept(migration)) {
                kept.stamped(change.set().name(), migration.migration().orElseThrow());
                append(migration.id(), MigrationState.COMPLETED, nothing());
            }
        }

        /** Its row in the other tool's table may be gone. */
        private boolean isChosenAndKept(MigrationStatus migration) {
            return migration.state() == MigrationState.COMPLETED
                    && migration.migration().isPresent()
                    && change.ids().contains(migration.id())
                    && kept.isKept(change.set().name());
        }

        private void rename(Migration migration) throws SQLException {
            Optional<LedgerRow> former = status.migrations().stream()
                    .filter(each -> each.has(FindingCode.FILE_MISSING))
                    .flatMap(each -> each.row().stream())
                    .filter(row -> row.digests().lines().equals(migration.checksum()))
                    .findFirst();
            if (former.isPresent()) {
                context.writer().rename(change.set().name(), former.get().id(), migration.id());
                append(migration.id(), MigrationState.COMPLETED, whole(migration));
            }
        }

        private void complete(Migration migration, long position) throws SQLException {
            new OwnRecord(context).stamped(migration);
            LedgerRow.Execution execution = new LedgerRow.Execution(
                    position,
                    appliedAt(migration.id()).or(() -> Optional.of(context.now())),
                    Optional.ofNullable(change.applied().get(migration.id()))
                            .map(Applied::took)
                            .orElse(Duration.ZERO),
                    0,
                    0,
                    LedgerRow.Doubt.NONE,
                    Optional.empty());
            context.writer()
                    .write(new LedgerWriter.NewRow(
                            change.set().name(), migration, MigrationState.COMPLETED, execution));
            append(migration.id(), MigrationState.COMPLETED, whole(migration));
            if (change.action() != HistoryAction.ADOPT) {
                kept.stamped(change.set().name(), migration);
            }
        }

        /** The main file as it is on disk. */
        private static Script whole(Migration migration) {
            return new Script(
                    migration.source().text(),
                    migration.source().path(),
                    1,
                    List.of(),
                    migration.scripts().up().bulk());
        }

        private Script nothing() {
            return new Script("", change.set().folder(), 1);
        }

        private void append(MigrationId id, MigrationState state, Script script) throws SQLException {
            recorded.add(id);
            HistoryEntry.Event event = new HistoryEntry.Event(
                    state,
                    context.now(),
                    Duration.ZERO,
                    identity.actor(context.connection().getMetaData().getUserName()),
                    Optional.of(change.reason()),
                    Optional.empty());
            context.writer()
                    .append(
                            new HistoryEntry(
                                    context.runId(),
                                    change.set().name(),
                                    id,
                                    change.action(),
                                    Fingerprints.sha256(script),
                                    event),
                            KeptText.of(script));
        }
    }
}

package dev.switchback.engine.run;

import dev.switchback.engine.database.Transactions;
import dev.switchback.engine.ledger.AlembicTruth;
import dev.switchback.engine.ledger.HistoryAction;
import dev.switchback.engine.ledger.HistoryEntry;
import dev.switchback.engine.ledger.KeptText;
import dev.switchback.engine.ledger.LedgerReader;
import dev.switchback.engine.ledger.LedgerRow;
import dev.switchback.engine.ledger.LedgerWriter;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.StateDerivation;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.source.Fingerprints;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Brings the ledger in step with what Alembic did outside of Switchback, at the beginning of a run. */
final class AlembicAdoption {

    private static final String REASON = "found in Alembic's table, other than recorded here";

    private final RunContext context;
    private final RevisionHeads heads;

    AlembicAdoption(RunContext context) {
        this.context = context;
        this.heads = new RevisionHeads(context);
    }

    /** @param sets the names of those that the run is about */
    void of(Collection<String> sets) throws SQLException {
        for (String name : sets) {
            Optional<MigrationSet> set = context.target().alembic().find(name);
            if (set.isPresent()) {
                inStep(set.get());
            }
        }
    }

    private void inStep(MigrationSet set) throws SQLException {
        List<LedgerRow> ledger = new LedgerReader(
                        context.connection(), context.target().ledgerSchema())
                .contents()
                .of(set.name());
        Map<MigrationId, LedgerRow> before =
                ledger.stream().collect(Collectors.toMap(LedgerRow::id, Function.identity()));
        List<LedgerRow> changed = AlembicTruth.rows(set, ledger, heads.heads(set)).stream()
                .filter(row -> isNews(row, Optional.ofNullable(before.get(row.id()))))
                .toList();
        if (changed.isEmpty()) {
            return;
        }
        context.begin();
        Transactions.<List<LedgerRow>, RuntimeException>inOne(context.connection(), () -> {
            for (LedgerRow row : changed) {
                adopt(set, row);
            }
            context.summary().summarise(set.name());
            return changed;
        });
    }

    private static boolean isNews(LedgerRow row, Optional<LedgerRow> before) {
        boolean completed = row.state() == MigrationState.COMPLETED;
        boolean was = before.filter(known -> StateDerivation.ofRow(known) == MigrationState.COMPLETED)
                .isPresent();
        return completed != was || before.filter(known -> !known.equals(row)).isPresent();
    }

    private void adopt(MigrationSet set, LedgerRow row) throws SQLException {
        Optional<Migration> file = set.find(row.id());
        switch (row.state()) {
            case COMPLETED -> {
                if (file.isEmpty()) {
                    return;
                }
                LedgerRow.Execution execution = new LedgerRow.Execution(
                        row.execution().order(),
                        Optional.of(context.now()),
                        Duration.ZERO,
                        0,
                        0,
                        LedgerRow.Doubt.NONE,
                        Optional.empty());
                context.writer()
                        .write(new LedgerWriter.NewRow(set.name(), file.get(), MigrationState.COMPLETED, execution));
            }
            case PENDING, RUNNING, FAILED, ROLLED_BACK -> {
                LedgerRow.Execution ran = row.execution();
                context.writer().state(set.name(), row.id(), row.state(), ran.error());
                context.writer().progress(set.name(), row.id(), ran.statementsDone(), ran.doubt());
            }
        }
        append(set, row, file);
    }

    private void append(MigrationSet set, LedgerRow row, Optional<Migration> file) throws SQLException {
        Script text = file.map(migration ->
                        new Script(migration.source().text(), migration.source().path(), 1))
                .orElseGet(() -> new Script("", set.folder(), 1));
        HistoryEntry.Event event = new HistoryEntry.Event(
                row.state(), context.now(), Duration.ZERO, context.actor(), Optional.of(REASON), Optional.empty());
        context.writer()
                .append(
                        new HistoryEntry(
                                context.runId(),
                                set.name(),
                                row.id(),
                                HistoryAction.ADOPT,
                                Fingerprints.sha256(text),
                                event),
                        KeptText.of(text));
    }
}

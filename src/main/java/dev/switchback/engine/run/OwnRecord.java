package dev.switchback.engine.run;

import dev.switchback.engine.database.Transactions;
import dev.switchback.engine.ledger.Belief;
import dev.switchback.engine.ledger.HistoryAction;
import dev.switchback.engine.ledger.HistoryEntry;
import dev.switchback.engine.ledger.KeptText;
import dev.switchback.engine.ledger.LedgerContents;
import dev.switchback.engine.ledger.LedgerReader;
import dev.switchback.engine.ledger.LedgerRow;
import dev.switchback.engine.ledger.LedgerWriter;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.OwnHistory;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.source.Fingerprints;
import dev.switchback.engine.source.ProjectReader;
import dev.switchback.engine.source.PythonText;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Keeps the history table of a Python project's own runner in step with the ledger, in both directions. */
final class OwnRecord {

    private static final String REASON = "as migration_history of the project's own runner says";

    private final RunContext context;
    private final OwnHistory history;

    OwnRecord(RunContext context) {
        this.context = context;
        this.history = new OwnHistory(context.connection());
    }

    /** Writes, in the transaction of the step, what the runner would; where there is no such table, nothing. */
    void write(StepScript script) throws SQLException {
        if (script.script().program().isEmpty()) {
            return;
        }
        StepRecord.becomeOurselvesForNow(context);
        if (!history.exists()) {
            return;
        }
        PlanStep step = script.step();
        switch (step.direction()) {
            case UP -> history.applied(step.id(), name(step.id(), script.script()));
            case DOWN -> history.rolledBack(step.id());
        }
    }

    /** A migration is recorded as applied without running. */
    void stamped(Migration migration) throws SQLException {
        Script up = migration.scripts().up();
        if (up.program().isPresent() && history.exists()) {
            history.applied(migration.id(), name(migration.id(), up));
        }
    }

    private static String name(MigrationId id, Script script) {
        return PythonText.of(script.text())
                .title()
                .orElseGet(() -> id.value()
                        .substring(OwnHistory.number(id).length())
                        .replace('_', ' ')
                        .strip());
    }

    /** Takes over, before anything runs, what the runner did without us. */
    void follow(Plan plan) throws SQLException {
        List<String> sets = plan.steps().stream()
                .filter(step -> step.work().script().program().isPresent())
                .map(PlanStep::set)
                .distinct()
                .toList();
        if (sets.isEmpty()) {
            return;
        }
        Optional<List<OwnHistory.Row>> rows = history.read();
        if (rows.isPresent()) {
            for (MigrationSet set :
                    ProjectReader.read(context.target().projectRoot()).sets()) {
                if (sets.contains(set.name()) && set.layout() == Layout.PYTHON) {
                    follow(set, rows.get());
                }
            }
        }
    }

    private void follow(MigrationSet set, List<OwnHistory.Row> rows) throws SQLException {
        LedgerContents contents =
                new LedgerReader(context.connection(), context.target().ledgerSchema()).contents();
        List<LedgerRow> changed = Belief.of(set, contents.of(set.name()), rows).changed();
        if (changed.isEmpty()) {
            return;
        }
        Transactions.<RuntimeException>doInOne(context.connection(), () -> {
            for (LedgerRow row : changed) {
                take(set.find(row.id()).orElseThrow(), row);
            }
            context.summary().summarise(set.name());
        });
    }

    private void take(Migration migration, LedgerRow row) throws SQLException {
        boolean applied = row.state() == MigrationState.COMPLETED;
        if (applied) {
            context.writer().write(new LedgerWriter.NewRow(row.set(), migration, row.state(), row.execution()));
        } else {
            context.writer().state(row.set(), row.id(), row.state(), Optional.empty());
        }
        Script script = migration.scripts().up();
        HistoryAction action = applied ? HistoryAction.ADOPT : HistoryAction.REPAIR;
        context.writer()
                .append(
                        new HistoryEntry(
                                context.runId(),
                                row.set(),
                                row.id(),
                                action,
                                Fingerprints.sha256(script),
                                context.event(row.state(), Duration.ZERO, Optional.of(REASON))),
                        KeptText.of(script));
    }
}

package dev.switchback.engine;

import dev.switchback.engine.database.DatabaseFacts;
import dev.switchback.engine.database.ManagerLock;
import dev.switchback.engine.database.OpenDatabase;
import dev.switchback.engine.ledger.AlembicTruth;
import dev.switchback.engine.ledger.Belief;
import dev.switchback.engine.ledger.LedgerArchive;
import dev.switchback.engine.ledger.LedgerContents;
import dev.switchback.engine.ledger.LedgerRow;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.OwnHistory;
import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.ledger.StateDerivation;
import dev.switchback.engine.ledger.StateDerivation.Activity;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Project;
import dev.switchback.engine.tool.ToolTable;
import java.util.List;
import java.util.Optional;

/** Reads what a database records of a project, and derives states and findings of all its sets. */
final class StatusReading {

    private final OpenDatabase database;
    private final LedgerArchive archive;
    private final String ledgerSchema;
    private final OtherTools others;

    /** @param ledgerSchema quoted */
    StatusReading(OpenDatabase database, LedgerArchive archive, String ledgerSchema, OtherTools others) {
        this.database = database;
        this.archive = archive;
        this.ledgerSchema = ledgerSchema;
        this.others = others;
    }

    /** A row that says running is asked about only then: whether a run holds the lock, or has died. */
    ProjectStatus of(Project now) {
        LedgerContents read = archive.contents();
        if (read.rows().stream().noneMatch(row -> row.state() == MigrationState.RUNNING)) {
            return status(now, read, Activity.NONE);
        }
        return ManagerLock.isHeld(database, ledgerSchema)
                ? status(now, read, Activity.RUN_UNDER_WAY)
                : status(now, archive.contents(), Activity.NONE); // it may have ended between the two questions
    }

    private ProjectStatus status(Project now, LedgerContents contents, Activity activity) {
        Optional<List<OwnHistory.Row>> own = ownHistory(now);
        List<ToolTable> tables = others.tables();
        List<SetStatus> sets = others.marked(
                now.sets().stream()
                        .map(set -> status(set, contents.of(set.name()), own, activity))
                        .toList(),
                tables);
        Optional<Integer> ledger = Optional.of(contents.version()).filter(version -> version > 0);
        DatabaseFacts facts = database.facts();
        return new ProjectStatus(
                new DatabaseFacts(facts.product(), facts.version(), facts.url(), facts.name(), facts.user(), ledger),
                sets,
                tables);
    }

    /** Projects of Python migrations have a runner of their own, whose record is believed. */
    private Optional<List<OwnHistory.Row>> ownHistory(Project now) {
        return now.sets().stream().anyMatch(set -> set.layout() == Layout.PYTHON)
                ? database.ask("reading migration_history", connection -> new OwnHistory(connection).read())
                : Optional.empty();
    }

    private SetStatus status(
            MigrationSet set, List<LedgerRow> rows, Optional<List<OwnHistory.Row>> own, Activity activity) {
        if (set.alembic().isPresent()) {
            return AlembicTruth.status(
                    set, rows, archive.alembicHeads(set.alembic().get().table()), activity);
        }
        Belief belief = own.filter(any -> set.layout() == Layout.PYTHON)
                .map(history -> Belief.of(set, rows, history))
                .orElseGet(() -> Belief.ofLedger(rows));
        return belief.noted(StateDerivation.derive(set, belief.rows(), activity));
    }
}

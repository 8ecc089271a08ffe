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
import dev.switchback.engine.migration.Finding;
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
    private final List<Finding> switches;

    /**
     * @param ledgerSchema quoted
     * @param switches in the surroundings of this program, about migrations that run by themselves
     */
    StatusReading(
            OpenDatabase database,
            LedgerArchive archive,
            String ledgerSchema,
            OtherTools others,
            List<Finding> switches) {
        this.switches = List.copyOf(switches);
        this.database = database;
        this.archive = archive;
        this.ledgerSchema = ledgerSchema;
        this.others = others;
    }

    /**
     * A row that says running is asked about only then: whether a run holds the lock, or has died.
     *
     * @param chosen the set that is said to belong to this database; empty where nothing was said
     */
    ProjectStatus of(Project now, Optional<String> chosen) {
        LedgerContents read = archive.contents();
        if (read.rows().stream().noneMatch(row -> row.state() == MigrationState.RUNNING)) {
            return status(now, chosen, read, Activity.NONE);
        }
        return ManagerLock.isHeld(database, ledgerSchema)
                ? status(now, chosen, read, Activity.RUN_UNDER_WAY)
                : status(now, chosen, archive.contents(), Activity.NONE); // it may have ended between the two questions
    }

    private ProjectStatus status(Project now, Optional<String> chosen, LedgerContents contents, Activity activity) {
        Optional<List<OwnHistory.Row>> own = ownHistory(now);
        List<ToolTable> tables = others.tables();
        List<SetStatus> sets = others.marked(
                now.sets().stream()
                        .map(set -> set.alembic().isPresent()
                                ? ofAlembic(set, rivals(set, now, chosen), contents, activity)
                                : status(set, contents.of(set.name()), own, activity))
                        .map(status -> new SetStatus(status.set().noting(switches), status.migrations()))
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

    private static Rivals rivals(MigrationSet set, Project now, Optional<String> chosen) {
        return chosen.filter(set.name()::equals).isPresent() ? new Rivals(set, List.of()) : Rivals.of(set, now.sets());
    }

    /** What Alembic's table says is taken for a set only where it is known to be about this one. */
    private SetStatus ofAlembic(MigrationSet set, Rivals rivals, LedgerContents contents, Activity activity) {
        List<String> heads = archive.alembicHeads(set.alembic().orElseThrow().table());
        List<LedgerRow> rows = contents.of(set.name());
        if (rivals.areThere()
                && !rivals.isAtHome(heads, each -> !contents.of(each.name()).isEmpty())) {
            SetStatus byLedger = StateDerivation.derive(set, rows, activity);
            return new SetStatus(set.noting(List.of(rivals.finding())), byLedger.migrations());
        }
        return AlembicTruth.status(set, rows, heads, activity);
    }

    private SetStatus status(
            MigrationSet set, List<LedgerRow> rows, Optional<List<OwnHistory.Row>> own, Activity activity) {
        Belief belief = own.filter(any -> set.layout() == Layout.PYTHON)
                .map(history -> Belief.of(set, rows, history))
                .orElseGet(() -> Belief.ofLedger(rows));
        return belief.noted(StateDerivation.derive(set, belief.rows(), activity));
    }
}

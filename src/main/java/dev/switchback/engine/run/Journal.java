package dev.switchback.engine.run;

import dev.switchback.engine.database.Transactions;
import dev.switchback.engine.ledger.KeptText;
import dev.switchback.engine.ledger.LedgerRow.Doubt;
import dev.switchback.engine.ledger.LedgerRow.Execution;
import dev.switchback.engine.ledger.LedgerWriter;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.source.Fingerprints;
import dev.switchback.engine.sql.ScriptUnit;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The notes in the ledger of a step that is not one transaction: what is under way, and how far it is. */
final class Journal {

    private final RunContext context;
    private final StepScript script;
    private final long order;
    private final Repetition repetition;

    /** @param order position in the order of application */
    Journal(RunContext context, StepScript script, long order) {
        this.context = context;
        this.script = script;
        this.order = order;
        this.repetition = new Repetition(context, script.step().id());
    }

    /** Says, in a transaction of its own, that the step begins. */
    void announce(int alreadyDone, Doubt doubt) throws SQLException {
        commitAlone(() -> write(alreadyDone, doubt));
    }

    /** Says the same inside of the transaction that is open. */
    void write(int alreadyDone, Doubt doubt) throws SQLException {
        PlanStep step = script.step();
        switch (step.direction()) {
            case UP ->
                context.writer()
                        .write(new LedgerWriter.NewRow(
                                step.set(),
                                step.work().migration().orElseThrow(),
                                MigrationState.RUNNING,
                                new Execution(
                                        order,
                                        Optional.empty(),
                                        Duration.ZERO,
                                        alreadyDone,
                                        script.size(),
                                        doubt,
                                        Optional.empty())));
            case DOWN ->
                context.writer()
                        .goDown(
                                step.set(),
                                step.id(),
                                new LedgerWriter.WayDown(
                                        KeptText.of(script.script()),
                                        Fingerprints.sha256(script.script()),
                                        alreadyDone,
                                        script.size()));
        }
    }

    /** Announcing a step announces its first statement too, where nothing comes between. */
    Doubt doubtAtTheBeginning(int alreadyDone) {
        boolean begins = script.step().direction() == Direction.UP
                && alreadyDone == 0
                && context.target().hooks().beforeEach().isEmpty()
                && !script.hasChecks();
        return begins ? doubtBehind(-1) : Doubt.NONE;
    }

    /**
     * What commits by itself is in doubt from the moment in which it might begin.
     *
     * @param index of the unit in front of it
     */
    Doubt doubtBehind(int index) {
        List<ScriptUnit> units = script.analysis().units();
        boolean announces = index + 1 < units.size() && units.get(index + 1).border() == ScriptUnit.Border.NONE;
        return announces ? Doubt.IN_DOUBT : Doubt.NONE;
    }

    /** Says, in a transaction of its own, how many statements have finished. */
    void progress(int statements, Doubt next) throws SQLException {
        commitAlone(() -> note(statements, next));
    }

    /** Says the same inside of the transaction that is open. */
    void note(int statements, Doubt next) throws SQLException {
        context.writer().progress(script.step().set(), script.step().id(), statements, next);
    }

    /** Something that is written. */
    @FunctionalInterface
    interface Writing {
        void run() throws SQLException;
    }

    private void commitAlone(Writing writing) throws SQLException {
        repetition.of(() -> Transactions.<RuntimeException>doInOne(context.connection(), () -> {
            StepRecord.becomeOurselvesForNow(context);
            writing.run();
        }));
    }

    /** Writes that the step is done, as the last thing of it. */
    void end(Writing record) throws SQLException {
        context.target().sessionSetup().prepare(context.connection());
        repetition.of(() -> Transactions.<RuntimeException>doInOne(context.connection(), record::run));
    }
}

package dev.switchback.engine.run;

import dev.switchback.engine.ledger.LedgerRow.Doubt;
import java.sql.SQLException;

/** A step that cannot be one transaction, while it runs. */
sealed interface Journaled permits JournaledStep, JournaledProgram {

    /**
     * The step in the way that fits its script.
     *
     * @param alreadyDone statements that an earlier run finished
     * @param before whether the statement behind them was under way when that run ended
     * @param row whether it is announced already
     */
    static Journaled of(
            RunContext context,
            StepRecord record,
            PipelinedSteps.Member member,
            int alreadyDone,
            Doubt before,
            StepRecord.Row row) {
        StepScript script = member.script();
        return script.script().program().isPresent()
                ? new JournaledProgram(context, record, script, member.order())
                : new JournaledStep(context, record, member, alreadyDone, before, row);
    }

    StepReport run() throws SQLException, StepFailedException;

    /** How many statements are known to have finished, those of earlier runs included. */
    int finished();
}

package dev.switchback.engine.run;

import dev.switchback.engine.database.Transactions;
import dev.switchback.engine.migration.Check;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.run.StepRecord.Row;
import java.sql.SQLException;
import java.time.Duration;

/** Runs a step whose work and ledger rows commit together. */
final class TransactionalStep {

    private final RunContext context;
    private final StepRecord record;
    private final StepScript script;
    private final long order;
    private final StatementLoop loop;
    private StepScript ran;

    /** @param order position in the order of application */
    TransactionalStep(RunContext context, StepRecord record, StepScript script, long order) {
        this.context = context;
        this.record = record;
        this.script = script;
        this.ran = script;
        this.order = order;
        this.loop = new StatementLoop(context, script.step().id(), script.script(), script.size());
    }

    StepReport run() throws SQLException, StepFailedException {
        context.target().sessionSetup().prepare(context.connection());
        try {
            return Transactions.inOne(context.connection(), this::inside);
        } catch (SQLException atCommit) {
            throw loop.atCommit(atCommit, ran.analysis().statements());
        }
    }

    /** The same inside of a transaction that somebody else opened. */
    StepReport inside() throws SQLException, StepFailedException {
        long start = System.nanoTime();
        PlanStep step = script.step();
        context.target().sessionSetup().begin(context.connection());
        loop.hook(context.target().hooks().beforeEach());
        if (step.direction() == Direction.UP) {
            loop.checks(step.work().migration(), Check.Moment.BEFORE);
        }
        ran = new StepBody(context, loop).run(script);
        if (step.direction() == Direction.UP) {
            loop.checks(step.work().migration(), Check.Moment.AFTER);
        }
        loop.hook(context.target().hooks().afterEach());
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        record(time);
        return new StepReport(step, StepReport.Outcome.COMPLETED, time, loop.done());
    }

    /** Here it is not the script that fails, and it may have taken the ledger itself away. */
    private void record(Duration time) throws StepFailedException {
        try {
            new OwnRecord(context).write(ran);
            record.write(ran, order, time, Row.NONE);
            context.target().sessionSetup().end(context.connection());
        } catch (SQLException failure) {
            throw loop.notRecorded(failure);
        }
    }
}

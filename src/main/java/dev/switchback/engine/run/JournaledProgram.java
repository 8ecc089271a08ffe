package dev.switchback.engine.run;

import dev.switchback.engine.database.Transactions;
import dev.switchback.engine.ledger.LedgerRow.Doubt;
import dev.switchback.engine.migration.Check;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.plan.PlanStep;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Runs a program whose work is not one transaction. Nobody knows before what it will do, so that from its beginning to
 * its end it is in doubt; each statement that comes through us is noted when it has finished.
 */
final class JournaledProgram implements Journaled {

    private final RunContext context;
    private final StepRecord record;
    private final StepScript script;
    private final long order;
    private final Journal journal;
    private final StatementLoop loop;
    private final long start = System.nanoTime();
    private int done;

    JournaledProgram(RunContext context, StepRecord record, StepScript script, long order) {
        this.context = context;
        this.record = record;
        this.script = script;
        this.order = order;
        this.journal = new Journal(context, script, order);
        this.loop = new StatementLoop(context, script.step().id(), script.script(), script.size());
        loop.watch(this::noted);
    }

    private StatementReport noted(StatementReport report) throws SQLException {
        journal.progress(++done, Doubt.IN_DOUBT);
        return report;
    }

    @Override
    public int finished() {
        return done;
    }

    @Override
    public StepReport run() throws SQLException, StepFailedException {
        context.target().sessionSetup().prepare(context.connection());
        journal.announce(0, Doubt.IN_DOUBT);
        StepScript ran = work();
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        journal.end(() -> {
            new OwnRecord(context).write(ran);
            record.write(ran, order, time, StepRecord.Row.ANNOUNCED);
        });
        return new StepReport(script.step(), StepReport.Outcome.COMPLETED, time, loop.done());
    }

    /** Everything is there, says the user: what is left is to record it. */
    StepReport markDone() throws SQLException {
        journal.end(() -> {
            new OwnRecord(context).write(script);
            record.write(script, order, Duration.ZERO, StepRecord.Row.ANNOUNCED);
        });
        return new StepReport(script.step(), StepReport.Outcome.COMPLETED, Duration.ZERO, loop.done());
    }

    private StepScript work() throws SQLException, StepFailedException {
        boolean finished = false;
        try {
            PlanStep step = script.step();
            hook(context.target().hooks().beforeEach());
            if (step.direction() == Direction.UP) {
                loop.checks(step.work().migration(), Check.Moment.BEFORE);
            }
            StepScript ran = new StepBody(context, loop).run(script);
            if (step.direction() == Direction.UP) {
                loop.checks(step.work().migration(), Check.Moment.AFTER);
            }
            hook(context.target().hooks().afterEach());
            finished = true;
            return ran;
        } finally {
            if (!finished) {
                clearDoubt();
            }
        }
    }

    /** The program has ended, and so has every statement that it sent. */
    private void clearDoubt() {
        try {
            journal.progress(done, Doubt.NONE);
        } catch (SQLException connectionLost) {
            return;
        }
    }

    private void hook(Optional<Script> hook) throws SQLException, StepFailedException {
        if (hook.isPresent()) {
            Transactions.<StepFailedException>doInOne(context.connection(), () -> {
                loop.hook(hook);
            });
        }
    }
}

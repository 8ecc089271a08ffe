package dev.switchback.engine.run;

import dev.switchback.engine.database.Transactions;
import dev.switchback.engine.ledger.LedgerRow;
import dev.switchback.engine.ledger.LedgerWriter;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.migration.Check;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.sql.SqlStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** Runs a step whose work and ledger rows commit together. */
final class TransactionalStep {

    private final RunContext context;
    private final StepScript script;
    private final long order;
    private final StatementLoop loop;

    /** @param order position in the order of application */
    TransactionalStep(RunContext context, StepScript script, long order) {
        this.context = context;
        this.script = script;
        this.order = order;
        this.loop = new StatementLoop(context, script.step().id(), script.script(), script.size());
    }

    StepReport run() throws SQLException, StepFailedException {
        context.target().sessionSetup().prepare(context.connection());
        try {
            return Transactions.inOne(context.connection(), this::inside);
        } catch (SQLException atCommit) {
            throw loop.atCommit(atCommit, script.analysis().statements());
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
        int number = 1;
        for (SqlStatement statement : script.analysis().statements()) {
            loop.run(statement, number++);
        }
        if (step.direction() == Direction.UP) {
            loop.checks(step.work().migration(), Check.Moment.AFTER);
        }
        loop.hook(context.target().hooks().afterEach());
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        recordAsOurselves(time);
        return new StepReport(step, StepReport.Outcome.COMPLETED, time, loop.done());
    }

    /** Here it is not the script that fails, and it may have taken the ledger itself away. */
    private void recordAsOurselves(Duration time) throws StepFailedException {
        try {
            becomeOurselvesForNow(context);
            record(context, script, order, time);
            context.target().sessionSetup().end(context.connection());
        } catch (SQLException failure) {
            throw loop.notRecorded(failure);
        }
    }

    /**
     * A script may leave another role behind, which need not have a right on the ledger. What is set for one
     * transaction ends with it, so that the rest of the script finds its role again.
     */
    static void becomeOurselvesForNow(RunContext context) throws SQLException {
        switch (context.target().dialect().schemaChanges()) {
            case TRANSACTIONAL -> {
                try (Statement statement = context.connection().createStatement()) {
                    statement.execute("SET LOCAL SESSION AUTHORIZATION DEFAULT; SET LOCAL ROLE NONE");
                }
            }
            case COMMIT_BY_THEMSELVES -> {}
        }
    }

    /** Writes the rows that say that a step is done. */
    static void record(RunContext context, StepScript script, long order, Duration time) throws SQLException {
        PlanStep step = script.step();
        LedgerWriter writer = context.writer();
        switch (step.direction()) {
            case UP -> {
                LedgerRow.Execution execution = new LedgerRow.Execution(
                        order,
                        Optional.of(context.now()),
                        time,
                        script.size(),
                        script.size(),
                        LedgerRow.Doubt.NONE,
                        Optional.empty());
                writer.write(new LedgerWriter.Record(
                        step.set(), step.work().migration().orElseThrow(), MigrationState.COMPLETED, execution));
                context.append(step, script.script(), MigrationState.COMPLETED, time, Optional.empty());
            }
            case DOWN -> {
                for (MigrationId id : step.ids()) {
                    writer.state(step.set(), id, MigrationState.ROLLED_BACK, Optional.empty());
                }
                context.append(step, script.script(), MigrationState.ROLLED_BACK, time, Optional.empty());
            }
        }
        writer.summarise(step.set());
    }
}

package dev.switchback.engine.run;

import dev.switchback.engine.database.Dialect;
import dev.switchback.engine.database.Transactions;
import dev.switchback.engine.ledger.KeptText;
import dev.switchback.engine.ledger.LedgerRow.Doubt;
import dev.switchback.engine.ledger.LedgerRow.Execution;
import dev.switchback.engine.ledger.LedgerWriter;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.migration.Check;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.source.Fingerprints;
import dev.switchback.engine.sql.ScriptUnit;
import dev.switchback.engine.sql.SqlStatement;
import dev.switchback.engine.sql.StatementClassifier;
import dev.switchback.engine.sql.StatementTraits.Effect;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Runs a step that cannot be one transaction. What commits by itself is announced before and noted after; what may run
 * in a transaction commits together with its note.
 */
final class JournaledStep {

    private final RunContext context;
    private final StepRecord record;
    private final StepScript script;
    private final long order;
    private final int alreadyDone;
    private final StatementLoop loop;
    private final long start = System.nanoTime();
    private int done;

    /** @param alreadyDone statements that an earlier run finished */
    JournaledStep(RunContext context, StepRecord record, StepScript script, long order, int alreadyDone) {
        this.context = context;
        this.record = record;
        this.script = script;
        this.order = order;
        this.alreadyDone = alreadyDone;
        this.loop = new StatementLoop(context, script.step().id(), script.script(), script.size());
    }

    /** How many statements are known to have finished, those of earlier runs included. */
    int finished() {
        return done;
    }

    StepReport run() throws SQLException, StepFailedException {
        context.target().sessionSetup().prepare(context.connection());
        PlanStep step = script.step();
        commitAlone(this::announce); // first of all, so that a failing check finds no counts of an earlier run
        hook(context.target().hooks().beforeEach());
        if (step.direction() == Direction.UP && alreadyDone == 0) {
            loop.checks(step.work().migration(), Check.Moment.BEFORE);
        }
        for (ScriptUnit unit : script.analysis().units()) {
            if (done + unit.statements().size() <= alreadyDone) {
                skip(unit);
            } else {
                runUnit(unit);
            }
        }
        if (step.direction() == Direction.UP) {
            loop.checks(step.work().migration(), Check.Moment.AFTER);
        }
        hook(context.target().hooks().afterEach());
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        context.target().sessionSetup().prepare(context.connection());
        Transactions.<Void, RuntimeException>inOne(context.connection(), () -> {
            record.write(script, order, time);
            return NOTHING;
        });
        return new StepReport(step, StepReport.Outcome.COMPLETED, time, loop.done());
    }

    private void hook(Optional<Script> hook) throws SQLException, StepFailedException {
        Transactions.<Void, StepFailedException>inOne(context.connection(), () -> {
            loop.hook(hook);
            return NOTHING;
        });
    }

    /** What an earlier run finished is in the database, but what it set for its session went with that session. */
    private void skip(ScriptUnit unit) throws SQLException {
        Dialect dialect = context.target().dialect();
        StatementClassifier classifier = new StatementClassifier(dialect.syntax(), dialect.majorVersion());
        for (SqlStatement statement : unit.statements()) {
            if (classifier.classify(statement).effect() == Effect.SETS_SESSION) {
                context.statements().run(statement);
            }
        }
        done += unit.statements().size();
    }

    private interface Writing {
        void run() throws SQLException;
    }

    private void commitAlone(Writing writing) throws SQLException {
        Transactions.<Void, RuntimeException>inOne(context.connection(), () -> {
            StepRecord.becomeOurselvesForNow(context);
            writing.run();
            return NOTHING;
        });
    }

    @SuppressWarnings("NullAway") // there is no other value of Void
    private static final Void NOTHING = null;

    private void announce() throws SQLException {
        PlanStep step = script.step();
        switch (step.direction()) {
            case UP ->
                context.writer()
                        .write(new LedgerWriter.Record(
                                step.set(),
                                step.work().migration().orElseThrow(),
                                MigrationState.RUNNING,
                                new Execution(
                                        order,
                                        Optional.empty(),
                                        Duration.ZERO,
                                        alreadyDone,
                                        script.size(),
                                        Doubt.NONE,
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

    private void runUnit(ScriptUnit unit) throws SQLException, StepFailedException {
        switch (unit.border()) {
            case TRANSACTION -> inTransaction(unit);
            case NONE -> byItself(unit.statements().getFirst());
        }
        done += unit.statements().size();
    }

    private void inTransaction(ScriptUnit unit) throws SQLException, StepFailedException {
        try {
            Transactions.<Void, StepFailedException>inOne(context.connection(), () -> {
                int number = done + 1;
                for (SqlStatement statement : unit.statements()) {
                    loop.run(statement, number++);
                }
                StepRecord.becomeOurselvesForNow(context);
                note(done + unit.statements().size(), Doubt.NONE);
                return NOTHING;
            });
        } catch (SQLException atCommit) {
            throw loop.failed(atCommit, unit.statements().getLast());
        }
    }

    /** Between the two notes a crash leaves the statement in doubt. */
    private void byItself(SqlStatement statement) throws SQLException, StepFailedException {
        IndexCheck index = new IndexCheck(context, statement);
        progress(done, Doubt.IN_DOUBT);
        boolean ran = false;
        try {
            loop.run(statement, done + 1);
            index.after(script.step().id(), script.script());
            ran = true;
        } finally {
            if (!ran) {
                clearDoubt();
            }
        }
        progress(done + 1, Doubt.NONE);
    }

    /** The server answered with an error, so the statement is known not to have taken effect. */
    private void clearDoubt() {
        try {
            progress(done, Doubt.NONE);
        } catch (SQLException connectionLost) {
            return;
        }
    }

    private void progress(int statements, Doubt doubt) throws SQLException {
        commitAlone(() -> note(statements, doubt));
    }

    private void note(int statements, Doubt doubt) throws SQLException {
        context.writer().progress(script.step().set(), script.step().id(), statements, doubt);
    }

    List<StatementReport> reports() {
        return loop.done();
    }
}

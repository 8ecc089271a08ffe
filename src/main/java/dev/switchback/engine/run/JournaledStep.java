package dev.switchback.engine.run;

import dev.switchback.engine.database.Dialect;
import dev.switchback.engine.database.Transactions;
import dev.switchback.engine.ledger.LedgerRow.Doubt;
import dev.switchback.engine.migration.Check;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.run.PipelinedSteps.Member;
import dev.switchback.engine.run.StepRecord.Row;
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
 * in a transaction commits together with its note. A note announces what follows as well.
 */
final class JournaledStep implements Journaled {

    private final RunContext context;
    private final StepRecord record;
    private final StepScript script;
    private final long order;
    private final Journal journal;
    private final int alreadyDone;
    private final Doubt before;
    private final Row row;
    private final StatementLoop loop;
    private final Repetition repetition;
    private final long start = System.nanoTime();
    private final List<ScriptUnit> units;
    private int done;
    private Doubt doubt = Doubt.NONE;
    private Optional<Duration> took = Optional.empty();

    /**
     * @param alreadyDone statements that an earlier run finished
     * @param before whether the statement behind them was under way when that run ended
     * @param row whether it is announced already
     */
    JournaledStep(RunContext context, StepRecord record, Member member, int alreadyDone, Doubt before, Row row) {
        this.context = context;
        this.record = record;
        this.script = member.script();
        this.order = member.order();
        this.journal = new Journal(context, script, order);
        this.alreadyDone = alreadyDone;
        this.before = before;
        this.row = row;
        this.loop = new StatementLoop(context, script.step().id(), script.script(), script.size());
        this.repetition = new Repetition(context, script.step().id());
        this.units = script.analysis().units();
    }

    @Override
    public int finished() {
        return done;
    }

    @Override
    public StepReport run() throws SQLException, StepFailedException {
        context.target().sessionSetup().prepare(context.connection());
        PlanStep step = script.step();
        announce();
        hook(context.target().hooks().beforeEach());
        if (step.direction() == Direction.UP && alreadyDone == 0) {
            loop.checks(step.work().migration(), Check.Moment.BEFORE);
        }
        for (int i = 0; i < units.size(); i++) {
            if (done + units.get(i).statements().size() <= alreadyDone) {
                skip(units.get(i));
            } else {
                runUnit(i);
            }
        }
        if (step.direction() == Direction.UP) {
            loop.checks(step.work().migration(), Check.Moment.AFTER);
        }
        hook(context.target().hooks().afterEach());
        if (took.isEmpty()) {
            journal.end(this::complete);
        }
        return new StepReport(step, StepReport.Outcome.COMPLETED, took.orElseThrow(), loop.done());
    }

    /** First of all, so that a failing check finds no counts of an earlier run. */
    private void announce() throws SQLException {
        doubt = journal.doubtAtTheBeginning(alreadyDone);
        switch (row) {
            case NONE -> journal.announce(alreadyDone, doubt);
            case ANNOUNCED -> {}
        }
    }

    private void complete() throws SQLException {
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        record.write(script, order, time, Row.ANNOUNCED);
        took = Optional.of(time);
    }

    private void hook(Optional<Script> hook) throws SQLException, StepFailedException {
        if (hook.isEmpty()) {
            return;
        }
        Transactions.<StepFailedException>doInOne(context.connection(), () -> {
            loop.hook(hook);
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

    private void runUnit(int index) throws SQLException, StepFailedException {
        ScriptUnit unit = units.get(index);
        switch (unit.border()) {
            case TRANSACTION -> repetition.ofPart(() -> inTransaction(unit, index));
            case NONE -> repetition.ofPart(() -> byItself(unit.statements().getFirst(), index));
        }
    }

    /** The last unit commits together with what says that the step is done, where nothing comes between. */
    private void inTransaction(ScriptUnit unit, int index) throws SQLException, StepFailedException {
        int finished = done + unit.statements().size();
        Doubt next = journal.doubtBehind(index);
        took = Optional.empty();
        try {
            Transactions.<StepFailedException>doInOne(context.connection(), () -> {
                context.target().sessionSetup().begin(context.connection());
                int number = done + 1;
                for (SqlStatement statement : unit.statements()) {
                    loop.run(statement, number++);
                }
                StepRecord.becomeOurselvesForNow(context);
                if (isRecordedBehind(index)) {
                    complete();
                } else {
                    journal.note(finished, next);
                }
            });
        } catch (SQLException atCommit) {
            throw loop.failed(atCommit, unit.statements().getLast());
        }
        done = finished;
        doubt = next;
    }

    /** Between the two notes a crash leaves the statement in doubt. */
    private void byItself(SqlStatement statement, int index) throws SQLException, StepFailedException {
        IndexCheck check = new IndexCheck(context, statement);
        if (doubt == Doubt.NONE) {
            progress(done, Doubt.IN_DOUBT);
        }
        try {
            if (before == Doubt.IN_DOUBT && done == alreadyDone) {
                check.removeLeftover(script.step().id(), loop);
            }
            loop.run(statement, done + 1);
            check.after(script.step().id(), script.script(), loop);
        } catch (StepFailedException failed) {
            throw settled(check, failed);
        }
        if (!isRecordedBehind(index)) { // that all is done is note enough
            progress(done + 1, journal.doubtBehind(index));
        }
        done++;
    }

    private boolean isRecordedBehind(int index) {
        return index + 1 == units.size() && context.target().hooks().afterEach().isEmpty() && !script.hasChecks();
    }

    /**
     * The server answered with an error, so the statement is known not to have taken effect; but a build that left an
     * index stays in doubt, so that whoever resumes it drops that first.
     */
    private StepFailedException settled(IndexCheck check, StepFailedException failed) {
        try {
            Optional<StepFailedException> offer = check.offer(script.step().id(), failed);
            if (offer.isEmpty()) {
                progress(done, Doubt.NONE);
            }
            return offer.orElse(failed);
        } catch (SQLException connectionLost) {
            return failed;
        }
    }

    private void progress(int statements, Doubt next) throws SQLException {
        journal.progress(statements, next);
        doubt = next;
    }

    List<StatementReport> reports() {
        return loop.done();
    }
}

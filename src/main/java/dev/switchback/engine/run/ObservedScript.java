package dev.switchback.engine.run;

import dev.switchback.engine.migration.Check;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.sql.SqlStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs one script of a trial from a fresh session, and looks at what each of its statements does. */
final class ObservedScript {

    private final RunContext context;
    private final TrialSession session;

    ObservedScript(RunContext context, TrialSession session) {
        this.context = context;
        this.session = session;
    }

    /** Runs the script of a step in its direction, with its checks. */
    StepReport run(StepScript script) throws SQLException, StepFailedException {
        boolean up = script.step().direction() == Direction.UP;
        Optional<Migration> checked = up ? script.step().work().migration() : Optional.empty();
        return run(script, checked);
    }

    /** Runs a script without checks, as a way back. */
    StepReport runBack(StepScript script) throws SQLException, StepFailedException {
        return run(script, Optional.empty());
    }

    private StepReport run(StepScript script, Optional<Migration> checked) throws SQLException, StepFailedException {
        session.renew(context.connection());
        StatementLoop loop = new StatementLoop(context, script.step().id(), script.script(), script.size());
        long start = System.nanoTime();
        loop.hook(context.target().hooks().beforeEach());
        loop.checks(checked, Check.Moment.BEFORE);
        LockWatch watch =
                LockWatch.begin(context.connection(), context.target().dialect().syntax());
        loop.watch(watch::after);
        StepScript ran = new StepBody(context, loop).run(script);
        loop.checks(checked, Check.Moment.AFTER);
        loop.hook(context.target().hooks().afterEach());
        checkDeferred(ran, loop);
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        session.renew(context.connection());
        return new StepReport(script.step(), StepReport.Outcome.ROLLED_BACK, time, untilTheEnd(loop.done()));
    }

    /** What a commit would find wrong shows here, at the last statement. */
    private void checkDeferred(StepScript script, StatementLoop loop) throws SQLException, StepFailedException {
        List<SqlStatement> statements = script.analysis().statements();
        try {
            session.checkDeferred(context.connection());
        } catch (SQLException violated) {
            if (statements.isEmpty()) {
                throw violated;
            }
            throw loop.failed(violated, statements.getLast());
        }
    }

    /** A real run gives its locks back when the step commits: after all statements that follow. */
    private static List<StatementReport> untilTheEnd(List<StatementReport> statements) {
        List<StatementReport> complete = new ArrayList<>();
        Duration rest = Duration.ZERO;
        for (StatementReport report : statements.reversed()) {
            rest = rest.plus(report.time().orElse(Duration.ZERO));
            Duration held = rest;
            List<LockTaken> locks = report.locks().stream()
                    .map(lock -> new LockTaken(lock.mode(), lock.relation(), held))
                    .toList();
            complete.add(new StatementReport(
                    report.statement(), report.time(), report.rows(), locks, report.rewritten(), report.notices()));
        }
        return complete.reversed();
    }
}

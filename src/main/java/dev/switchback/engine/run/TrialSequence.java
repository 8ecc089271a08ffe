package dev.switchback.engine.run;

import dev.switchback.engine.database.SchemaChanges;
import dev.switchback.engine.database.Transactions;
import dev.switchback.engine.migration.Check;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.TransactionMode;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.plan.StepScripts;
import dev.switchback.engine.run.StepFailedException.Cause;
import dev.switchback.engine.run.Trial.WayBack;
import dev.switchback.engine.snapshot.Snapshot;
import dev.switchback.engine.snapshot.SnapshotReader;
import dev.switchback.engine.snapshot.StructureDifference;
import dev.switchback.engine.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries the steps of a plan one after the other, and looks at what each did. */
final class TrialSequence {

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(5);

    private final RunContext context;
    private final StepScripts scripts;
    private final SnapshotReader reader;
    private final Trial.Place place;
    private final List<Trial> trials = new ArrayList<>();
    private final List<StepReport> reports = new ArrayList<>();

    TrialSequence(RunContext context, StepScripts scripts, SnapshotReader reader, Trial.Place place) {
        this.context = context;
        this.scripts = scripts;
        this.reader = reader;
        this.place = place;
    }

    DryRunReport run(Plan plan) throws SQLException {
        context.target().sessionSetup().prepare(context.connection(), LOCK_TIMEOUT, Optional.of(STATEMENT_TIMEOUT));
        RunOutcome outcome = context.target().dialect().schemaChanges() == SchemaChanges.TRANSACTIONAL
                ? Transactions.<RunOutcome, SQLException>tried(context.connection(), () -> steps(plan))
                : steps(plan);
        return new DryRunReport(outcome, trials, List.of());
    }

    private RunOutcome steps(Plan plan) throws SQLException {
        Snapshot before = reader.read(connection());
        for (int i = 0; i < plan.steps().size(); i++) {
            PlanStep step = plan.steps().get(i);
            try {
                before = step(step, i, before);
            } catch (StepFailedException failed) {
                return failed(step, failed);
            }
        }
        return new RunOutcome.Completed(context.runId(), reports, DatabaseState.ROLLED_BACK);
    }

    private Connection connection() {
        return context.connection();
    }

    private Snapshot step(PlanStep step, int index, Snapshot before) throws SQLException, StepFailedException {
        StepScript script = StepScript.of(step, context.options(), scripts);
        context.tell(new RunEvent.MigrationStarted(step, index, script.size()));
        LossCount losses = new LossCount(connection());
        boolean down = step.direction() == Direction.DOWN;
        LossCount.Rows rows = down ? losses.count(before, script.script().text()) : LossCount.Rows.NONE;
        StepReport report = execute(script);
        Snapshot after = reader.read(connection());
        StructureDifference difference = before.to(after);
        Trial trial = down
                ? new Trial(
                        report,
                        difference,
                        WayBack.NOT_TRIED,
                        StructureDifference.NONE,
                        losses.of(difference, rows, report),
                        place)
                : wayBack(step, report, difference, before, losses);
        trials.add(trial);
        reports.add(report);
        context.tell(new RunEvent.MigrationFinished(report, index));
        return after;
    }

    private StepReport execute(StepScript script) throws SQLException, StepFailedException {
        PlanStep step = script.step();
        StatementLoop loop = new StatementLoop(context, step.id(), script.script(), script.size());
        long start = System.nanoTime();
        if (step.direction() == Direction.UP) {
            loop.checks(step.work().migration(), Check.Moment.BEFORE);
        }
        List<StatementReport> statements = runObserved(script, loop);
        if (step.direction() == Direction.UP) {
            loop.checks(step.work().migration(), Check.Moment.AFTER);
        }
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        return new StepReport(step, StepReport.Outcome.ROLLED_BACK, time, statements);
    }

    private List<StatementReport> runObserved(StepScript script, StatementLoop loop)
            throws SQLException, StepFailedException {
        LockWatch watch = new LockWatch(connection(), context.target().dialect().syntax());
        List<StatementReport> observed = new ArrayList<>();
        int number = 1;
        for (SqlStatement statement : script.analysis().statements()) {
            LockWatch.Seen seen = watch.before();
            loop.run(statement, number++);
            observed.add(watch.after(loop.done().getLast(), seen));
        }
        return observed;
    }

    /** Down in a savepoint where there is one; in a copy, down and up again. */
    private Trial wayBack(
            PlanStep step, StepReport report, StructureDifference difference, Snapshot before, LossCount losses)
            throws SQLException {
        Optional<Script> down =
                step.work().migration().flatMap(migration -> migration.scripts().down());
        if (down.isEmpty()) {
            return new Trial(report, difference, WayBack.NO_DOWN_SCRIPT, StructureDifference.NONE, List.of(), place);
        }
        Snapshot up = reader.read(connection());
        LossCount.Rows rows = losses.count(up, down.get().text());
        try {
            Snapshot back = structureAfter(step, down.get());
            StructureDifference residue = before.to(back);
            WayBack way = residue.isEmpty() ? WayBack.EXACT : WayBack.LEAVES_RESIDUE;
            return new Trial(report, difference, way, residue, losses.of(up.to(back), rows, report), place);
        } catch (StepFailedException failed) {
            return new Trial(report, difference, WayBack.FAILS, StructureDifference.NONE, List.of(), place);
        }
    }

    private Snapshot structureAfter(PlanStep step, Script down) throws SQLException, StepFailedException {
        if (context.target().dialect().schemaChanges() == SchemaChanges.TRANSACTIONAL) {
            return Transactions.<Snapshot, StepFailedException>triedInside(connection(), () -> runDown(step, down));
        }
        try (H2Copy copy = H2Copy.of(connection());
                Connection there = copy.open()) {
            RunContext other = context.on(there);
            return new TrialSequence(other, scripts, reader, place).runDown(step, down);
        }
    }

    private Snapshot runDown(PlanStep step, Script down) throws SQLException, StepFailedException {
        StepScript script = new StepScript(step, down, scripts.analyse(down, TransactionMode.AUTOMATIC));
        StatementLoop loop = new StatementLoop(context, step.id(), down, script.size());
        int number = 1;
        for (SqlStatement statement : script.analysis().statements()) {
            loop.run(statement, number++);
        }
        return reader.read(connection());
    }

    private RunOutcome failed(PlanStep step, StepFailedException failed) {
        StepReport.Outcome outcome =
                failed.kind() == Cause.CANCELLED ? StepReport.Outcome.CANCELLED : StepReport.Outcome.FAILED;
        reports.add(new StepReport(step, outcome, Duration.ZERO, failed.done()));
        String advice = "Everything was taken back; the database is unchanged.";
        return failed.kind() == Cause.CANCELLED
                ? new RunOutcome.Cancelled(context.runId(), reports, DatabaseState.ROLLED_BACK, advice)
                : new RunOutcome.Stopped(
                        context.runId(), reports, DatabaseState.ROLLED_BACK, Failures.advise(failed.failure(), advice));
    }
}

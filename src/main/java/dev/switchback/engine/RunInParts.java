package dev.switchback.engine;

import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.run.DatabaseState;
import dev.switchback.engine.run.DryRunReport;
import dev.switchback.engine.run.RunEvent;
import dev.switchback.engine.run.RunFailure;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Atomicity;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.run.StepReport;
import dev.switchback.engine.run.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Runs a plan whose steps belong to several databases: one after the other, up to the first that does not come to its end. */
final class RunInParts {

    private final Plan plan;
    private final SequencedMap<String, Plan> parts;
    private final RunOptions options;
    private final RunListener listener;
    private final List<StepReport> done = new ArrayList<>();
    private int begun;

    RunInParts(Plan plan, SequencedMap<String, Plan> parts, RunOptions options, RunListener listener) {
        this.plan = plan;
        this.parts = parts;
        this.options = options;
        this.listener = listener;
    }

    /** Runs the part of one set on its database. */
    @FunctionalInterface
    interface Course<T> {
        T on(String set, Plan part, RunListener heard);
    }

    RunOutcome run(Course<RunOutcome> course) {
        if (parts.size() > 1 && options.atomicity() == Atomicity.ALL_OR_NOTHING) {
            return new RunOutcome.Refused("", List.of(), together());
        }
        RunOutcome outcome = new RunOutcome.NothingToDo("");
        for (Map.Entry<String, Plan> part : parts.sequencedEntrySet()) {
            outcome = joined(course.on(part.getKey(), part.getValue(), this::hear), part.getKey());
            if (!goesOn(outcome)) {
                break;
            }
        }
        listener.on(new RunEvent.Finished(outcome));
        return outcome;
    }

    DryRunReport dryRun(Course<DryRunReport> course) {
        List<Trial> trials = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        RunOutcome outcome = new RunOutcome.NothingToDo("");
        for (Map.Entry<String, Plan> part : parts.sequencedEntrySet()) {
            DryRunReport report = course.on(part.getKey(), part.getValue(), this::hear);
            trials.addAll(report.trials());
            notes.addAll(report.notes());
            outcome = goesOn(outcome) ? tried(outcome, report.outcome()) : outcome;
            if (report.outcome() instanceof RunOutcome.Cancelled) {
                break;
            }
        }
        listener.on(new RunEvent.Finished(outcome));
        return new DryRunReport(outcome, trials, notes);
    }

    /** What fails on one database says nothing of the others, on which trying goes on. */
    private RunOutcome tried(RunOutcome before, RunOutcome now) {
        done.addAll(now.steps());
        return switch (now) {
            case RunOutcome.Completed completed ->
                new RunOutcome.Completed(completed.runId(), List.copyOf(done), completed.databaseState());
            case RunOutcome.NothingToDo nothing -> before;
            case RunOutcome.Stopped stopped -> stopped;
            case RunOutcome.Cancelled cancelled -> cancelled;
            case RunOutcome.Refused refused -> refused;
        };
    }

    private static boolean goesOn(RunOutcome outcome) {
        return switch (outcome) {
            case RunOutcome.Completed completed -> true;
            case RunOutcome.NothingToDo nothing -> true;
            case RunOutcome.Stopped stopped -> false;
            case RunOutcome.Cancelled cancelled -> false;
            case RunOutcome.Refused refused -> false;
        };
    }

    private static RunFailure together() {
        return new RunFailure(
                "several_databases",
                "what belongs to several databases cannot be one transaction",
                Optional.empty(),
                Optional.empty(),
                RunFailure.Server.SILENT,
                "Nothing ran. Apply each migration in a transaction of its own, or one set after the other.");
    }

    /** Those who watch see one run: steps are counted over all parts. */
    private void hear(RunEvent event) {
        switch (event) {
            case RunEvent.Started started -> {
                if (begun == 0) {
                    listener.on(new RunEvent.Started(started.runId(), plan));
                }
            }
            case RunEvent.MigrationStarted started ->
                listener.on(new RunEvent.MigrationStarted(started.step(), begun++, started.statements()));
            case RunEvent.MigrationFinished finished ->
                listener.on(new RunEvent.MigrationFinished(finished.report(), begun - 1));
            case RunEvent.Finished finished -> {}
            case RunEvent.WaitingForLock waiting -> listener.on(waiting);
            case RunEvent.StatementStarted started -> listener.on(started);
            case RunEvent.StatementFinished finished -> listener.on(finished);
            case RunEvent.TakenBack back -> listener.on(back);
            case RunEvent.Notice notice -> listener.on(notice);
            case RunEvent.BlockedBy blocked -> listener.on(blocked);
            case RunEvent.Advanced advanced -> listener.on(advanced);
            case RunEvent.Retrying retrying -> listener.on(retrying);
        }
    }

    /** How the run ended so far: what was done on other databases before stays done. */
    private RunOutcome joined(RunOutcome now, String set) {
        boolean wasChanged = !done.isEmpty();
        done.addAll(now.steps());
        List<StepReport> steps = List.copyOf(done);
        return switch (now) {
            case RunOutcome.Completed completed ->
                new RunOutcome.Completed(completed.runId(), steps, completed.databaseState());
            case RunOutcome.NothingToDo nothing ->
                wasChanged ? new RunOutcome.Completed(nothing.runId(), steps, DatabaseState.CHANGED) : nothing;
            case RunOutcome.Stopped stopped ->
                new RunOutcome.Stopped(
                        stopped.runId(), steps, state(wasChanged, stopped), failure(stopped.failure(), set));
            case RunOutcome.Cancelled cancelled ->
                new RunOutcome.Cancelled(
                        cancelled.runId(), steps, state(wasChanged, cancelled), cancelled.advice() + rest(set));
            case RunOutcome.Refused refused ->
                wasChanged
                        ? new RunOutcome.Stopped(
                                refused.runId(), steps, state(true, refused), failure(refused.failure(), set))
                        : refused;
        };
    }

    private static DatabaseState state(boolean wasChanged, RunOutcome now) {
        return wasChanged ? DatabaseState.PARTLY_CHANGED : now.databaseState();
    }

    private RunFailure failure(RunFailure failure, String set) {
        return new RunFailure(
                failure.code(),
                failure.message(),
                failure.id(),
                failure.place(),
                failure.server(),
                failure.advice() + rest(set));
    }

    /** Says of the other databases what became of them. */
    private String rest(String set) {
        List<String> sets = List.copyOf(parts.sequencedKeySet());
        int at = sets.indexOf(set);
        String before = at == 0 ? "" : " " + String.join(", ", sets.subList(0, at)) + ": done.";
        String behind =
                at + 1 == sets.size() ? "" : " " + String.join(", ", sets.subList(at + 1, sets.size())) + ": not run.";
        return before + behind;
    }
}

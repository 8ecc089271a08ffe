package dev.switchback.engine.run;

import dev.switchback.engine.database.SchemaChanges;
import dev.switchback.engine.database.Transactions;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.plan.StepScripts;
import dev.switchback.engine.run.StepFailedException.Cause;
import dev.switchback.engine.run.StepTrial.Rest;
import dev.switchback.engine.snapshot.Snapshot;
import dev.switchback.engine.snapshot.SnapshotReader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries the steps of a plan one after the other, each on what the one before made, and takes everything back. */
final class TrialSequence {

    private static final String TAKEN_BACK = "Everything was taken back; the database is unchanged.";

    private final RunContext context;
    private final SnapshotReader reader;
    private final Untriable untriable;
    private final StepTrial trial;
    private final List<Trial> trials = new ArrayList<>();
    private final List<StepReport> reports = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    TrialSequence(
            RunContext context, StepScripts scripts, SnapshotReader reader, Trial.Place place, Untriable untriable) {
        this.context = context;
        this.reader = reader;
        this.untriable = untriable;
        this.trial = new StepTrial(context, scripts, reader, place, notes::add);
    }

    DryRunReport run(Plan plan) throws SQLException {
        new TrialSession(context.target()).prepare(context.connection());
        SequenceWatch sequences = SequenceWatch.begin(
                context.connection(), context.target().dialect().syntax());
        RunOutcome outcome;
        try {
            outcome = context.target().dialect().schemaChanges() == SchemaChanges.TRANSACTIONAL
                    ? Transactions.<RunOutcome, SQLException>tried(context.connection(), () -> steps(plan))
                    : steps(plan);
        } catch (SQLException interrupted) {
            if (!context.cancellation().isRequested()) {
                throw interrupted;
            }
            outcome = cancelled();
        }
        notes.addAll(sequences.moved());
        return new DryRunReport(outcome, trials, notes);
    }

    private RunOutcome steps(Plan plan) throws SQLException {
        Optional<RunOutcome> failure =
                aroundAll(context.target().hooks().beforeAll(), plan.steps().getFirst());
        if (failure.isPresent()) {
            return failure.get();
        }
        Snapshot before = reader.read(context.connection());
        for (int i = 0; i < plan.steps().size(); i++) {
            PlanStep step = plan.steps().get(i);
            if (context.cancellation().isRequested()) {
                return cancelled();
            }
            Optional<String> reason = untriable.reason(step);
            if (reason.isPresent()) {
                notes.add(reason.get());
                reports.add(new StepReport(step, StepReport.Outcome.NOT_RUN, Duration.ZERO, List.of()));
                continue;
            }
            try {
                before = step(plan, i, before);
            } catch (StepFailedException failed) {
                return failed(step, failed);
            }
        }
        return aroundAll(context.target().hooks().afterAll(), plan.steps().getLast())
                .orElseGet(() -> untriable.reasons().isEmpty()
                        ? new RunOutcome.Completed(context.runId(), reports, DatabaseState.ROLLED_BACK)
                        : incomplete());
    }

    /** What the project puts around a whole run is tried as well, where it can be taken back. */
    private Optional<RunOutcome> aroundAll(Optional<Script> hook, PlanStep nearest) {
        if (hook.isEmpty()) {
            return Optional.empty();
        }
        if (!trial.canBeTakenBack(hook.get())) {
            notes.add("The hook on line " + hook.get().firstLine()
                    + " of switchback.toml was not tried: it has statements that refuse a transaction.");
            return Optional.empty();
        }
        try {
            new StatementLoop(context, nearest.id(), hook.get(), 0).hook(hook);
            return Optional.empty();
        } catch (StepFailedException failed) {
            return Optional.of(
                    failed.kind() == Cause.CANCELLED
                            ? cancelled()
                            : new RunOutcome.Stopped(
                                    context.runId(),
                                    reports,
                                    DatabaseState.ROLLED_BACK,
                                    Failures.advise(failed.failure(), TAKEN_BACK)));
        }
    }

    private Snapshot step(Plan plan, int index, Snapshot before) throws SQLException, StepFailedException {
        PlanStep step = plan.steps().get(index);
        context.tell(new RunEvent.MigrationStarted(step, index, trial.size(step)));
        Rest rest = index + 1 < plan.steps().size() ? Rest.MORE_STEPS : Rest.LAST_STEP;
        StepTrial.Tried tried = switch (step.direction()) {
            case UP -> trial.up(step, before);
            case DOWN -> trial.down(step, before, rest);
        };
        trials.add(tried.trial());
        reports.add(tried.trial().report());
        context.tell(new RunEvent.MigrationFinished(tried.trial().report(), index));
        return tried.after();
    }

    private RunOutcome cancelled() {
        return new RunOutcome.Cancelled(context.runId(), reports, DatabaseState.ROLLED_BACK, TAKEN_BACK);
    }

    /** What was tried works, but that is not all. */
    private RunOutcome incomplete() {
        DatabaseState state = trials.isEmpty() ? DatabaseState.UNCHANGED : DatabaseState.ROLLED_BACK;
        Map.Entry<MigrationId, String> first =
                untriable.reasons().entrySet().iterator().next();
        RunFailure failure = new RunFailure(
                "cannot_be_tried",
                first.getValue(),
                Optional.of(first.getKey()),
                Optional.empty(),
                RunFailure.Server.SILENT,
                (trials.isEmpty() ? "Nothing ran." : "The other steps work. " + TAKEN_BACK)
                        + " Try it on a copy of the database.");
        return new RunOutcome.Stopped(context.runId(), reports, state, failure);
    }

    private RunOutcome failed(PlanStep step, StepFailedException failed) {
        boolean asked = failed.kind() == Cause.CANCELLED;
        StepReport.Outcome outcome = asked ? StepReport.Outcome.CANCELLED : StepReport.Outcome.FAILED;
        Duration time =
                failed.done().stream().flatMap(done -> done.time().stream()).reduce(Duration.ZERO, Duration::plus);
        reports.add(new StepReport(step, outcome, time, failed.done()));
        return asked
                ? cancelled()
                : new RunOutcome.Stopped(
                        context.runId(),
                        reports,
                        DatabaseState.ROLLED_BACK,
                        Failures.advise(failed.failure(), reason(failed.failure()) + TAKEN_BACK));
    }

    /** What a real run would not stumble over. */
    private String reason(RunFailure failure) {
        return switch (failure.code()) {
            case Failures.UNCOMMITTED_VALUE ->
                trials.isEmpty()
                        ? ""
                        : "It may fail only here, where the steps before it are not committed: apply them, then try "
                                + "this one again. ";
            case Failures.STATEMENT_TIMEOUT ->
                "A trial gives a statement little time, because it holds its locks meanwhile: set a longer statement "
                        + "timeout, or try it on a copy of the database. ";
            case Failures.LOCK_TIMEOUT ->
                "A trial does not wait long for locks: try again when the table is not in use. ";
            default -> "";
        };
    }
}

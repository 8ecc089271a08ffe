package dev.switchback.engine.run;

import dev.switchback.engine.database.Transactions;
import dev.switchback.engine.ledger.LedgerRow.Doubt;
import dev.switchback.engine.ledger.LedgerRow.Execution;
import dev.switchback.engine.ledger.LedgerWriter;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.run.StepFailedException.Cause;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records a failed step and says what the database is now. */
final class StepFailures {

    private final RunContext context;

    StepFailures(RunContext context) {
        this.context = context;
    }

    /** The failed step left nothing. */
    RunOutcome transactional(StepScript script, StepFailedException failed, List<StepReport> before) {
        PlanStep step = script.step();
        boolean takenBack = before.isEmpty() && isTakenBack(failed.kind());
        DatabaseState state = takenBack ? DatabaseState.ROLLED_BACK : DatabaseState.PARTLY_CHANGED;
        String left = left(step, failed.kind()) + earlier(before);
        if (failed.kind() == Cause.CANCELLED) {
            List<StepReport> reports = with(before, step, StepReport.Outcome.CANCELLED, failed);
            return new RunOutcome.Cancelled(context.runId(), reports, state, left);
        }
        record(script, failed, 0);
        RunFailure failure = Failures.advise(failed.failure(), left + next(step.direction(), failed.kind()));
        return new RunOutcome.Stopped(
                context.runId(), with(before, step, StepReport.Outcome.FAILED, failed), state, failure);
    }

    /** What had finished stays. */
    RunOutcome journaled(StepScript script, StepFailedException failed, int finished, List<StepReport> before) {
        PlanStep step = script.step();
        boolean lost = failed.kind() == Cause.CONNECTION_LOST;
        String left = failed.failure().advice(); // such as an index that is not valid
        boolean nothing = finished == 0 && before.isEmpty() && !lost && left.isEmpty();
        DatabaseState state = nothing ? DatabaseState.UNCHANGED : DatabaseState.PARTLY_CHANGED;
        String known = finished == 0 && !left.isEmpty() ? "" : known(script, finished);
        String stays = (left + " " + (lost ? unknown(script, finished) : known)).strip();
        record(script, failed, finished);
        if (failed.kind() == Cause.CANCELLED) {
            List<StepReport> reports = with(before, step, StepReport.Outcome.CANCELLED, failed);
            return new RunOutcome.Cancelled(context.runId(), reports, state, stays + earlier(before));
        }
        String advice = (stays + earlier(before)).strip();
        return new RunOutcome.Stopped(
                context.runId(),
                with(before, step, StepReport.Outcome.FAILED, failed),
                state,
                Failures.advise(failed.failure(), advice));
    }

    private static String known(StepScript script, int finished) {
        return finished == 0 ? "Nothing of " + script.step().id() + " took effect." : stays(script, finished);
    }

    /** What was under way when the connection ended may go on in the server, and commit there. */
    private static String unknown(StepScript script, int finished) {
        String sure = finished == 0 ? "" : counted(script, finished) + " took effect. ";
        return sure
                + "Whether what was under way took effect is not known: connect again, and the status says from where "
                + script.step().id() + " can go on.";
    }

    private static String stays(StepScript script, int finished) {
        String statements = counted(script, finished);
        String stay = finished == 1 ? " stays" : " stay";
        MigrationId id = script.step().id();
        String resume = script.script().program().isPresent() ? "" : "resume " + id + ", ";
        return switch (script.step().direction()) {
            case UP -> statements + stay + " applied: " + resume + "mark it done, or roll it back.";
            case DOWN ->
                statements + " took effect on the way back: " + resume + "or mark it done, which records it as "
                        + "rolled back.";
        };
    }

    private static String counted(StepScript script, int finished) {
        String which = finished == 1 ? "Statement 1" : "Statements 1–" + finished;
        return script.script().program().isPresent() ? which : which + " of " + script.size();
    }

    private static boolean isTakenBack(Cause cause) {
        return switch (cause) {
            case FAILED, LOCK_TIMEOUT, SERIALIZATION, CANCELLED, CONNECTION_LOST -> true;
            case COMMIT_UNKNOWN, COMMITS_UNKNOWN, ENDED_BY_SCRIPT -> false;
        };
    }

    private static String left(PlanStep step, Cause cause) {
        MigrationId id = step.id();
        return switch (cause) {
            case FAILED, LOCK_TIMEOUT, SERIALIZATION, CANCELLED, CONNECTION_LOST ->
                switch (step.direction()) {
                    case UP -> "Rolled back; nothing of " + id + " is left.";
                    case DOWN -> "Nothing was taken back: " + id + " is applied as before.";
                };
            case COMMIT_UNKNOWN ->
                "Either all of " + id + " is applied and recorded, or nothing of it: the status says which.";
            case COMMITS_UNKNOWN ->
                "Each of them is either done and recorded, or nothing of it is there: the status says which.";
            case ENDED_BY_SCRIPT ->
                "What " + id + " did up to this statement was not rolled back, and it is not recorded as applied.";
        };
    }

    private static String next(Direction direction, Cause cause) {
        return switch (cause) {
            case LOCK_TIMEOUT -> " A table was in use: try again when it is free, or with a longer lock timeout.";
            case SERIALIZATION -> " Others changed the same at the same time: try again when less is going on.";
            case CONNECTION_LOST -> " Try again when the database can be reached.";
            case FAILED, CANCELLED ->
                switch (direction) {
                    case UP -> " Correct the file and apply again.";
                    case DOWN ->
                        " Correct the down script in the file, and roll back with that one instead of the recorded.";
                };
            case COMMIT_UNKNOWN, COMMITS_UNKNOWN -> " Connect again and look.";
            case ENDED_BY_SCRIPT ->
                " Look at what is there (also in pg_prepared_xacts), take it back by hand, and remove the statement.";
        };
    }

    RunOutcome cancelled(List<StepReport> before) {
        DatabaseState state = before.isEmpty() ? DatabaseState.UNCHANGED : DatabaseState.PARTLY_CHANGED;
        return new RunOutcome.Cancelled(
                context.runId(), before, state, "Stopped between two migrations." + earlier(before));
    }

    /** The SQL before or after a whole run failed; it belongs to no migration. */
    RunOutcome aroundAll(StepFailedException failed, List<StepReport> before) {
        String now = before.isEmpty()
                ? "No migration ran."
                : "The migrations of this run are done: " + before.size() + ". Only what follows a run is missing.";
        DatabaseState state = before.isEmpty() ? DatabaseState.UNCHANGED : DatabaseState.CHANGED;
        if (failed.kind() == Cause.CANCELLED) {
            return new RunOutcome.Cancelled(context.runId(), before, state, now);
        }
        RunFailure failure = failed.failure();
        RunFailure ofNoMigration = new RunFailure(
                failure.code(),
                failure.message(),
                Optional.empty(),
                failure.place(),
                failure.server(),
                now + " Correct the hook in switchback.toml; statements of it before this one have taken effect.");
        return new RunOutcome.Stopped(context.runId(), before, state, ofNoMigration);
    }

    /** Another manager changed what the plan was made for. */
    RunOutcome overtaken(MigrationId id, String what) {
        RunFailure failure = new RunFailure(
                "overtaken",
                what,
                Optional.of(id),
                Optional.empty(),
                RunFailure.Server.SILENT,
                "Nothing ran. Look at the status and plan again.");
        return new RunOutcome.Refused(context.runId(), List.of(), failure);
    }

    RunOutcome notAtomic(StepScript script) {
        RunFailure failure = new RunFailure(
                "not_atomic",
                script.step().id() + " cannot be part of one transaction",
                Optional.of(script.step().id()),
                Optional.empty(),
                RunFailure.Server.SILENT,
                "Nothing ran. Apply without all-or-nothing.");
        return new RunOutcome.Refused(context.runId(), List.of(), failure);
    }

    RunOutcome behindProxy(StepScript script) {
        RunFailure failure = new RunFailure(
                "needs_direct_connection",
                script.step().id()
                        + " has statements that run outside of a transaction, and the proxy in front of this "
                        + "server lends its sessions for one transaction at a time",
                Optional.of(script.step().id()),
                Optional.empty(),
                RunFailure.Server.SILENT,
                "Nothing ran. Use an address that leads to the server itself, or a pool that keeps sessions.");
        return new RunOutcome.Refused(context.runId(), List.of(), failure);
    }

    private static String earlier(List<StepReport> before) {
        return switch (before.size()) {
            case 0 -> "";
            case 1 -> " 1 migration before it stays done.";
            default -> " " + before.size() + " migrations before it stay done.";
        };
    }

    private static List<StepReport> with(
            List<StepReport> before, PlanStep step, StepReport.Outcome outcome, StepFailedException failed) {
        List<StepReport> all = new ArrayList<>(before);
        all.add(new StepReport(step, outcome, failed.time(), failed.done()));
        return all;
    }

    /** In a transaction of its own; when the connection is gone, the ledger already says enough. */
    private void record(StepScript script, StepFailedException failed, int finished) {
        try {
            context.target().sessionSetup().prepare(context.connection());
            Transactions.<PlanStep, RuntimeException>inOne(context.connection(), () -> {
                context.target().sessionSetup().begin(context.connection());
                writeRow(script, failed, finished);
                if (failed.kind() != Cause.CANCELLED) {
                    context.append(
                            script.step(),
                            script.script(),
                            MigrationState.FAILED,
                            failed.time(),
                            Optional.of(failed.failure()));
                }
                return script.step();
            });
        } catch (SQLException connectionLost) {
            context.tell(new RunEvent.Notice(
                    script.step().id(), "the failure could not be recorded: " + connectionLost.getMessage()));
        }
    }

    /** A way back of which nothing took effect leaves the row as it was. */
    private void writeRow(StepScript script, StepFailedException failed, int finished) throws SQLException {
        PlanStep step = script.step();
        String message = failed.failure().message();
        if (step.direction() == Direction.DOWN && !script.isTransactional() && finished == 0) {
            context.writer().backWhereItWas(step.set(), step.id(), message);
        } else if (!script.isTransactional()) {
            context.writer().failed(step.set(), step.id(), message, failed.time());
        } else if (step.direction() == Direction.UP) {
            Execution execution = new Execution(
                    0, Optional.empty(), failed.time(), 0, script.size(), Doubt.NONE, Optional.of(message));
            context.writer()
                    .write(new LedgerWriter.NewRow(
                            step.set(), step.work().migration().orElseThrow(), MigrationState.FAILED, execution));
        }
    }
}

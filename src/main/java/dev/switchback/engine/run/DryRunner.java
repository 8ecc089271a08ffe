package dev.switchback.engine.run;

import dev.switchback.engine.database.DatabaseErrors;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.StepScripts;
import dev.switchback.engine.run.RunContext.RunRequest;
import dev.switchback.engine.snapshot.SnapshotReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Executes a plan really and takes everything back: on PostgreSQL in one transaction, on H2 in a copy in memory. */
public final class DryRunner {

    private final RunTarget target;
    private final RunIdentity identity;
    private final StepScripts scripts;

    public DryRunner(RunTarget target, RunIdentity identity, StepScripts scripts) {
        this.target = target;
        this.identity = identity;
        this.scripts = scripts;
    }

    public DryRunReport run(Plan plan, RunOptions options, RunListener listener, Cancellation cancellation) {
        String runId = identity.runIds().get();
        if (plan.isEmpty()) {
            return new DryRunReport(new RunOutcome.NothingToDo(runId), List.of(), List.of());
        }
        listener.on(new RunEvent.Started(runId, plan));
        RunRequest request = new RunRequest(options, listener, cancellation);
        try {
            DryRunReport report = switch (target.dialect().schemaChanges()) {
                case TRANSACTIONAL -> onTarget(plan, request, runId);
                case COMMIT_BY_THEMSELVES -> inCopy(plan, request, runId);
                case ALONE -> nowhere(runId);
            };
            listener.on(new RunEvent.Finished(report.outcome()));
            return report;
        } catch (SQLException failure) {
            throw DatabaseErrors.mapped(failure, "the dry run could not go on; nothing is changed");
        }
    }

    private DryRunReport nowhere(String runId) {
        RunFailure failure = new RunFailure(
                "no_dry_run",
                target.dialect().product()
                        + " does not take changes of the structure back, so that a dry run would stay",
                Optional.empty(),
                Optional.empty(),
                RunFailure.Server.SILENT,
                "Nothing ran. Try the plan on a database of its own.");
        return new DryRunReport(new RunOutcome.Refused(runId, List.of(), failure), List.of(), List.of());
    }

    private DryRunReport onTarget(Plan plan, RunRequest request, String runId) throws SQLException {
        Untriable untriable = Untriable.of(plan, request.options(), scripts);
        try (Connection connection = target.source().open()) {
            RunContext context = new RunContext(target, identity, request, connection, runId);
            return new TrialSequence(context, scripts, reader(), Trial.Place.TARGET, untriable).run(plan);
        }
    }

    private DryRunReport inCopy(Plan plan, RunRequest request, String runId) throws SQLException {
        try (Connection original = target.source().open();
                H2Copy copy = H2Copy.of(original)) {
            RunTarget there = target.at(copy::open);
            try (Connection connection = copy.open()) {
                RunContext context = new RunContext(there, identity, request, connection, runId);
                return new TrialSequence(context, scripts, reader(), Trial.Place.SCRATCH, Untriable.NOTHING).run(plan);
            }
        }
    }

    private SnapshotReader reader() {
        String quoted = target.ledgerSchema();
        return new SnapshotReader(target.dialect().syntax(), quoted.substring(1, quoted.length() - 1));
    }
}

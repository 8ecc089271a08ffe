package dev.switchback.engine.run;

import dev.switchback.engine.database.DatabaseErrors;
import dev.switchback.engine.database.Dialect;
import dev.switchback.engine.database.ManagerLock;
import dev.switchback.engine.database.OneAhead;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.LedgerContents;
import dev.switchback.engine.ledger.LedgerReader;
import dev.switchback.engine.ledger.LedgerTables;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.plan.StepScripts;
import dev.switchback.engine.run.RunContext.RunRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Runs a checked plan under the lock of managers, up or down, and says how it ended. */
public final class PlanRunner {

    private static final int MOST_ATTEMPTS = 20;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final RunTarget target;
    private final RunIdentity identity;
    private final StepScripts scripts;

    public PlanRunner(RunTarget target, RunIdentity identity, StepScripts scripts) {
        this.target = target;
        this.identity = identity;
        this.scripts = scripts;
    }

    /** Runs a plan; stops at the first failure and keeps what is committed. */
    public RunOutcome run(Plan plan, RunOptions options, RunListener listener, Cancellation cancellation) {
        String runId = identity.runIds().get();
        if (plan.isEmpty()) {
            return told(listener, new RunOutcome.NothingToDo(runId));
        }
        listener.on(new RunEvent.Started(runId, plan));
        RunRequest request = new RunRequest(options, listener, cancellation);
        FutureTask<Optional<RunFailure>> check =
                new FutureTask<>(() -> new FileCheck(target.projectRoot()).changed(plan, options));
        identity.pace().threads().newThread(check).start();
        return told(
                listener,
                locked(
                        request,
                        runId,
                        new Work(() -> answer(check), (context, lock) -> followed(plan, context, lock))));
    }

    /** What a tool of the project's own did meanwhile counts before anything runs. */
    private RunOutcome followed(Plan plan, RunContext context, ManagerLock lock) throws SQLException {
        new OwnRecord(context).follow(plan);
        new AlembicAdoption(context).of(sets(plan));
        return new StepSequence(context, scripts, lock).run(plan);
    }

    private static Set<String> sets(Plan plan) {
        return plan.steps().stream().map(PlanStep::set).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Optional<RunFailure> answer(FutureTask<Optional<RunFailure>> check) {
        try {
            return check.get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Continues a step that stopped half way. */
    public RunOutcome resume(
            Continuation continuation, RunOptions options, RunListener listener, Cancellation cancellation) {
        RunRequest request = new RunRequest(options, listener, cancellation);
        return told(
                listener,
                locked(
                        request,
                        identity.runIds().get(),
                        (context, lock) -> new StepSequence(context, scripts, lock).resume(continuation)));
    }

    /** What is done while no other manager can. */
    @FunctionalInterface
    interface Locked {
        RunOutcome run(RunContext context, ManagerLock lock) throws SQLException;
    }

    /**
     * Work, and what is in its way.
     *
     * @param obstacle found out while the run connects; asked for before anything is written
     */
    private record Work(Supplier<Optional<RunFailure>> obstacle, Locked locked) {

        Optional<RunOutcome> refused(String runId) {
            return obstacle.get().map(failure -> new RunOutcome.Refused(runId, List.of(), failure));
        }
    }

    /** The same for work that nothing is in the way of. */
    RunOutcome locked(RunRequest request, String runId, Locked work) {
        return locked(request, runId, new Work(Optional::empty, work));
    }

    /** Takes the lock, sees to the ledger's tables, and gives the connection back afterwards. */
    private RunOutcome locked(RunRequest request, String runId, Work work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(request, runId, work);
            } catch (SQLException failure) {
                if (request.begun().get() || attempt == MOST_ATTEMPTS || !isHandedOver(failure)) {
                    throw DatabaseErrors.mapped(failure, "the run could not go on");
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** A database file is served by the process that opened it first; when that one ends, the next takes over. */
    private boolean isHandedOver(SQLException failure) {
        return target.dialect().lockKind() == Dialect.LockKind.ROW && DatabaseErrors.isBetweenOwners(failure);
    }

    private RunOutcome attempt(RunRequest request, String runId, Work work) throws SQLException {
        try (OneAhead locks = connectionForTheLock();
                Connection connection = target.source().open();
                Lookout lookout = Lookout.over(connection, target, identity.pace(), request.listener())) {
            RunContext context = new RunContext(target, identity, request.heardBy(lookout), connection, runId);
            if (target.dialect().lockKind() == Dialect.LockKind.ROW) {
                Optional<RunOutcome> refused = work.refused(runId);
                if (refused.isPresent()) {
                    return refused.get();
                }
                createLedger(connection); // the lock is in it
            }
            ManagerLock.Patience patience = new ManagerLock.Patience(
                    request.options().lockWait(),
                    (holder, waited) -> request.listener().on(new RunEvent.WaitingForLock(holder, waited)),
                    request.cancellation()::isRequested);
            try (ManagerLock lock = ManagerLock.acquire(locks, target.dialect(), target.ledgerSchema(), patience)) {
                Optional<RunOutcome> refused = work.refused(runId);
                if (refused.isPresent()) {
                    return refused.get();
                }
                createLedger(connection);
                return work.locked().run(context.under(lock), lock);
            }
        } catch (SwitchbackException.LockHeld held) {
            if (request.cancellation().isRequested()) {
                return new RunOutcome.Cancelled(
                        runId, List.of(), DatabaseState.UNCHANGED, "It was still waiting for the lock; nothing ran.");
            }
            throw held;
        }
    }

    /** A file of H2's is opened by one connection after the other. */
    private OneAhead connectionForTheLock() {
        OneAhead source = new OneAhead(target.source());
        return switch (target.dialect().lockKind()) {
            case ADVISORY -> source.begin(identity.pace().threads());
            case ROW -> source;
        };
    }

    private void createLedger(Connection connection) throws SQLException {
        LedgerContents contents = new LedgerReader(connection, target.ledgerSchema()).contents();
        if (contents.version() > target.dialect().ledgerVersion()) {
            throw new SwitchbackException.Unavailable(
                    "newer_ledger",
                    "the ledger of this database has version " + contents.version() + ", made by a newer Switchback",
                    "Use a newer Switchback here. Nothing was done.",
                    "");
        }
        if (contents.version() == 0) {
            createTables(connection);
        }
    }

    /**
     * Where the lock itself lives in a table, two managers may create it at once. One of them is then told that a table
     * exists, while the other has not finished: creating what is missing is tried again until all of it is there.
     */
    private void createTables(Connection connection) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                makeTables(connection);
                return;
            } catch (SQLException failure) {
                boolean ready = new LedgerReader(connection, target.ledgerSchema())
                                .contents()
                                .version()
                        > 0;
                if (ready) {
                    return;
                }
                if (attempt == MOST_ATTEMPTS || target.dialect().lockKind() != Dialect.LockKind.ROW) {
                    throw failure;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void makeTables(Connection connection) throws SQLException {
        List<String> statements = target.dialect().createLedger(target.ledgerSchema());
        switch (target.dialect().schemaChanges()) {
            case TRANSACTIONAL, COMMIT_BY_THEMSELVES -> LedgerTables.create(connection, statements);
            case ALONE -> LedgerTables.createOneByOne(connection, statements);
        }
    }

    private static RunOutcome told(RunListener listener, RunOutcome outcome) {
        listener.on(new RunEvent.Finished(outcome));
        return outcome;
    }
}

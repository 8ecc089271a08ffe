package dev.switchback.engine.run;

import dev.switchback.engine.database.ManagerLock;
import dev.switchback.engine.database.Transactions;
import dev.switchback.engine.ledger.AppliedTally;
import dev.switchback.engine.ledger.LedgerContents;
import dev.switchback.engine.ledger.LedgerReader;
import dev.switchback.engine.ledger.LedgerRow;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.StateDerivation;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Header.Repetition;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.ProjectConfig.Hooks;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.plan.StepScripts;
import dev.switchback.engine.run.PipelinedSteps.Member;
import dev.switchback.engine.run.RunOptions.Atomicity;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs steps one after the other, and says what is committed when one of them fails. */
final class StepSequence {

    private final RunContext context;
    private final StepScripts scripts;
    private final List<StepReport> reports = new ArrayList<>();
    private final Map<String, LedgerRow> rows = new HashMap<>();
    private final StepFailures failures;
    private final StepRecord record;
    private final StepRunner runner;
    private final RevisionHeads heads;
    private final Handover handover;
    private long order;

    StepSequence(RunContext context, StepScripts scripts, ManagerLock lock) throws SQLException {
        this.context = context;
        this.scripts = scripts;
        this.failures = new StepFailures(context);
        LedgerContents contents =
                new LedgerReader(context.connection(), context.target().ledgerSchema()).contents();
        contents.rows().forEach(row -> rows.put(key(row.set(), row.id()), row));
        this.order = contents.nextOrder();
        beginWith(contents);
        this.heads = new RevisionHeads(context);
        this.handover = new Handover(context, lock);
        this.record = new StepRecord(context, AppliedTally.of(contents), KeptTables.of(context), heads, handover);
        this.runner = new StepRunner(context, lock, record, handover, reports);
    }

    /** Where the server is sent everything at once, it does the looking itself. */
    private void beginWith(LedgerContents contents) throws SQLException {
        switch (context.target().dialect().sending()) {
            case ONE_BY_ONE -> context.writer().beginWith(contents);
            case TOGETHER -> {}
        }
    }

    private static String key(String set, MigrationId id) {
        return set + "\n" + id;
    }

    RunOutcome run(Plan plan) throws SQLException {
        heads.locate(plan.steps().stream().map(PlanStep::set).collect(Collectors.toSet()));
        List<PlanStep> open = plan.steps().stream().filter(this::isStillOpen).toList();
        Optional<MeanwhileCheck.Obstacle> obstacle = new MeanwhileCheck(rows.values()).obstacle(open);
        if (obstacle.isPresent()) {
            return failures.overtaken(obstacle.get().id(), obstacle.get().what());
        }
        if (open.isEmpty()) {
            return new RunOutcome.NothingToDo(context.runId());
        }
        Optional<RunOutcome> refused = needsOwnSession(open);
        if (refused.isPresent()) {
            return refused.get();
        }
        Hooks hooks = context.target().hooks();
        Optional<RunOutcome> failed = aroundAll(hooks.beforeAll(), open.getFirst());
        if (failed.isPresent()) {
            return failed.get();
        }
        RunOutcome outcome =
                context.options().atomicity() == Atomicity.ALL_OR_NOTHING ? allOrNothing(open) : oneByOne(plan);
        return outcome instanceof RunOutcome.Completed
                ? aroundAll(hooks.afterAll(), open.getLast()).orElse(outcome)
                : outcome;
    }

    /** What runs outside of a transaction would be spread over the sessions of a proxy. */
    private Optional<RunOutcome> needsOwnSession(List<PlanStep> steps) {
        return switch (context.target().dialect().sessions()) {
            case OWN -> Optional.empty();
            case SHARED ->
                steps.stream()
                        .map(step -> StepScript.of(step, context.options(), scripts))
                        .filter(script -> !script.isTransactional())
                        .findFirst()
                        .map(failures::behindProxy);
        };
    }

    /** Outside of a transaction, so that VACUUM and the like have their place there. */
    private Optional<RunOutcome> aroundAll(Optional<Script> hook, PlanStep nearest) throws SQLException {
        if (hook.isEmpty()) {
            return Optional.empty();
        }
        context.target().sessionSetup().prepare(context.connection());
        context.begin();
        try {
            new StatementLoop(context, nearest.id(), hook.get(), 0).hook(hook);
            return Optional.empty();
        } catch (StepFailedException failure) {
            return Optional.of(failures.aroundAll(failure, reports));
        }
    }

    private RunOutcome oneByOne(Plan plan) throws SQLException {
        StepQueue queue = new StepQueue(IntStream.range(0, plan.steps().size())
                .filter(i -> isStillOpen(plan.steps().get(i)))
                .mapToObj(i -> member(plan.steps().get(i), i))
                .iterator());
        handover.follow(() -> queue.peek().filter(this::isNew));
        try {
            for (Optional<Member> next = queue.take(); next.isPresent(); next = queue.take()) {
                Optional<RunOutcome> end = runner.next(next.get());
                if (end.isPresent()) {
                    return end.get();
                }
            }
            return runner.rest().orElseGet(this::completed);
        } finally {
            runner.awaitQuiet();
            handover.withdraw();
        }
    }

    private boolean isNew(Member member) {
        PlanStep step = member.script().step();
        return !rows.containsKey(key(step.set(), step.id()));
    }

    private Member member(PlanStep step, int index) {
        return new Member(StepScript.of(step, context.options(), scripts), index, orderOf(step));
    }

    RunOutcome resume(Continuation continuation) throws SQLException {
        PlanStep step = continuation.step();
        heads.locate(List.of(step.set()));
        if (!continuation.seen().equals(rows.get(key(step.set(), step.id())))) {
            return failures.overtaken(step.id(), "another run worked on " + step.id() + " meanwhile");
        }
        Optional<RunOutcome> refused = needsOwnSession(List.of(step));
        if (refused.isPresent()) {
            return refused.get();
        }
        if (step.work().script().program().isPresent()) { // it is never begun again, only marked as done
            runner.markDone(member(step, 0));
            return completed();
        }
        LedgerRow.Execution before = continuation.seen().execution();
        boolean resolved = continuation.finished() > before.statementsDone();
        return runner.alone(member(step, 0), continuation.finished(), resolved ? LedgerRow.Doubt.NONE : before.doubt())
                .orElseGet(this::completed);
    }

    private RunOutcome completed() {
        return new RunOutcome.Completed(context.runId(), reports, DatabaseState.CHANGED);
    }

    /** Another manager may have done it while we waited for the lock. */
    private boolean isStillOpen(PlanStep step) {
        LedgerRow row = rows.get(key(step.set(), step.id()));
        boolean completed = row != null && StateDerivation.ofRow(row) == MigrationState.COMPLETED;
        return switch (step.direction()) {
            case UP -> row == null || !completed || isRepeatedWithOtherContent(step, row);
            case DOWN -> row != null && row.state() != MigrationState.ROLLED_BACK;
        };
    }

    private static boolean isRepeatedWithOtherContent(PlanStep step, LedgerRow row) {
        return step.work()
                .migration()
                .filter(migration -> migration.header().repetition() == Repetition.ON_CHANGE)
                .filter(migration -> !migration.checksum().equals(row.digests().lines()))
                .isPresent();
    }

    private long orderOf(PlanStep step) {
        LedgerRow row = rows.get(key(step.set(), step.id()));
        return step.direction() == Direction.DOWN && row != null
                ? row.execution().order()
                : order++;
    }

    /** Steps share one transaction here, but not what one of them set for its session. */
    private void renewSession(int step) throws SQLException {
        if (step > 0) {
            context.target().sessionSetup().renew(context.connection());
        }
    }

    private RunOutcome allOrNothing(List<PlanStep> steps) throws SQLException {
        List<StepScript> all = steps.stream()
                .map(step -> StepScript.of(step, context.options(), scripts))
                .toList();
        Optional<StepScript> apart =
                all.stream().filter(script -> !script.isTransactional()).findFirst();
        if (apart.isPresent()) {
            return failures.notAtomic(apart.get());
        }
        context.target().sessionSetup().prepare(context.connection());
        int[] at = {0};
        try {
            Transactions.<List<StepReport>, StepFailedException>inOne(context.connection(), () -> {
                for (StepScript script : all) {
                    context.tell(new RunEvent.MigrationStarted(script.step(), at[0], script.size()));
                    renewSession(at[0]);
                    StepReport report = new TransactionalStep(context, record, script, orderOf(script.step())).inside();
                    runner.goOn(report, at[0]++);
                }
                return reports;
            });
            return completed();
        } catch (StepFailedException failure) {
            reports.clear();
            return failures.transactional(all.get(at[0]), failure, reports);
        } catch (SQLException atCommit) {
            reports.clear();
            StepScript last = all.getLast();
            StatementLoop loop = new StatementLoop(context, last.step().id(), last.script(), last.size());
            return failures.transactional(
                    last, loop.atCommit(atCommit, last.analysis().statements()), reports);
        }
    }
}

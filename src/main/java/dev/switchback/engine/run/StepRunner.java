package dev.switchback.engine.run;

import dev.switchback.engine.database.ManagerLock;
import dev.switchback.engine.ledger.LedgerRow.Doubt;
import dev.switchback.engine.run.PipelinedSteps.Member;
import dev.switchback.engine.run.StepFailedException.Cause;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs steps in order, small ones together and all others alone, and says how the run ends when one fails. */
final class StepRunner {

    private final RunContext context;
    private final ManagerLock lock;
    private final StepRecord record;
    private final Handover handover;
    private final List<StepReport> reports;
    private final StepFailures failures;
    private final PipelineChoice choice;
    private final List<Member> waiting = new ArrayList<>();
    private PipelineChoice.Load load;
    private Optional<PipelinedSteps> onTheirWay = Optional.empty();

    /** @param reports of the finished steps, which this adds to */
    StepRunner(RunContext context, ManagerLock lock, StepRecord record, Handover handover, List<StepReport> reports)
            throws SQLException {
        this.context = context;
        this.lock = lock;
        this.record = record;
        this.handover = handover;
        this.reports = reports;
        this.failures = new StepFailures(context);
        this.choice = new PipelineChoice(context);
        this.load = choice.new Load();
    }

    /** Runs a step, or keeps it until it is known which others go with it; empty when the run goes on. */
    Optional<RunOutcome> next(Member member) throws SQLException {
        Optional<Member> quick = choice.ofQuick(member.script()).map(member::leaving);
        if (quick.filter(load::take).isPresent()) {
            waiting.add(quick.get());
            return Optional.empty();
        }
        Optional<RunOutcome> end = quick.isPresent() ? together() : rest();
        if (end.isPresent()) {
            return end;
        }
        if (quick.filter(load::take).isPresent()) {
            waiting.add(quick.get());
            return Optional.empty();
        }
        return alone(member, 0, Doubt.NONE);
    }

    /** Runs what was kept, and waits until all of it is done. */
    Optional<RunOutcome> rest() throws SQLException {
        Optional<RunOutcome> end = together();
        return end.isPresent() ? end : arrived();
    }

    /** Waits until the connection is free, whatever came of it. */
    void awaitQuiet() {
        onTheirWay.ifPresent(PipelinedSteps::awaitAnswer);
    }

    /** Makes ready what was kept while the ones before are on their way, and sends it when they have arrived. */
    private Optional<RunOutcome> together() throws SQLException {
        List<Member> members = List.copyOf(waiting);
        waiting.clear();
        load = choice.new Load();
        return members.isEmpty() ? Optional.empty() : together(members);
    }

    private Optional<RunOutcome> together(List<Member> members) throws SQLException {
        PipelinedSteps ready = new PipelinedSteps(context, record, members);
        if (onTheirWay.isPresent()) {
            PipelinedSteps before = onTheirWay.get();
            PipelinedSteps.Result result = told(before);
            if (result.done().size() < before.members().size()) {
                ready.takeBack();
                Optional<RunOutcome> end = goOnBehind(before.members(), result);
                return end.isPresent() ? end : together(members);
            }
        }
        if (context.cancellation().isRequested()) {
            return Optional.of(failures.cancelled(reports));
        }
        tellStarted(members.getFirst());
        ready.start(choice.pipeline());
        onTheirWay = Optional.of(ready);
        return Optional.empty();
    }

    private Optional<RunOutcome> arrived() throws SQLException {
        if (onTheirWay.isEmpty()) {
            return Optional.empty();
        }
        PipelinedSteps sent = onTheirWay.get();
        return goOnBehind(sent.members(), told(sent));
    }

    /** Waits for what was sent, and tells what became of it. */
    private PipelinedSteps.Result told(PipelinedSteps sent) throws SQLException {
        onTheirWay = Optional.empty();
        List<Member> members = sent.members();
        PipelinedSteps.Result result = sent.result();
        for (int i = 0; i < result.done().size(); i++) {
            tellStartedLate(members, i);
            tellStatements(result.done().get(i));
            goOn(result.done().get(i), members.get(i).index());
        }
        return result;
    }

    /** Tries the failed one again, and sends those behind it; empty when the run goes on. */
    private Optional<RunOutcome> goOnBehind(List<Member> members, PipelinedSteps.Result result) throws SQLException {
        int failed = result.done().size();
        if (result.failure().isEmpty()) {
            return oneByOne(members.subList(failed, members.size()));
        }
        tellStartedLate(members, failed);
        Optional<RunOutcome> end =
                again(members.get(failed), 1, result.failure().get());
        if (end.isPresent() || failed + 1 == members.size()) {
            return end;
        }
        Optional<RunOutcome> next = together(members.subList(failed + 1, members.size()));
        return next.isPresent() ? next : arrived();
    }

    private Optional<RunOutcome> oneByOne(List<Member> members) throws SQLException {
        for (Member member : members) {
            Optional<RunOutcome> end = alone(member, 0, Doubt.NONE);
            if (end.isPresent()) {
                return end;
            }
        }
        return Optional.empty();
    }

    private void tellStarted(Member member) {
        context.tell(new RunEvent.MigrationStarted(
                member.script().step(), member.index(), member.script().size()));
    }

    private void tellStartedLate(List<Member> members, int at) {
        if (at > 0) {
            tellStarted(members.get(at));
        }
    }

    private void tellStatements(StepReport report) {
        int number = 1;
        int total = report.statements().size();
        for (StatementReport statement : report.statements()) {
            statement
                    .notices()
                    .forEach(notice ->
                            context.tell(new RunEvent.Notice(report.step().id(), notice)));
            context.tell(new RunEvent.StatementFinished(report.step().id(), statement, number++, total));
        }
    }

    /**
     * Runs one step by itself; empty when the run goes on.
     *
     * @param finished statements that an earlier run finished
     * @param doubt whether the one behind them was under way when that run ended
     */
    Optional<RunOutcome> alone(Member member, int finished, Doubt doubt) throws SQLException {
        if (context.cancellation().isRequested()) {
            return Optional.of(failures.cancelled(reports));
        }
        StepRecord.Row row = handover.begin(member);
        choice.ranAlone(member.script());
        tellStarted(member);
        if (member.script().isTransactional()) {
            return transactional(member, 1);
        }
        Journaled journaled = Journaled.of(context, record, member, finished, doubt, row);
        try {
            goOn(journaled.run(), member.index());
            return Optional.empty();
        } catch (StepFailedException failure) {
            return Optional.of(failures.journaled(member.script(), failure, journaled.finished(), reports));
        }
    }

    /** Records a program that stopped half way as done, without running anything. */
    void markDone(Member member) throws SQLException {
        lock.requireHeld();
        tellStarted(member);
        goOn(new JournaledProgram(context, record, member.script(), member.order()).markDone(), member.index());
    }

    private Optional<RunOutcome> transactional(Member member, int attempt) throws SQLException {
        try {
            goOn(new TransactionalStep(context, record, member.script(), member.order()).run(), member.index());
            return Optional.empty();
        } catch (StepFailedException failure) {
            return again(member, attempt, failure);
        }
    }

    private Optional<RunOutcome> again(Member member, int attempt, StepFailedException failure) throws SQLException {
        boolean mayHelp = failure.kind() == Cause.LOCK_TIMEOUT || failure.kind() == Cause.SERIALIZATION;
        if (!mayHelp || attempt >= context.options().retries().attempts()) {
            return Optional.of(failures.transactional(member.script(), failure, reports));
        }
        Duration pause = context.pace().before(attempt + 1, context.options().retries());
        context.tell(new RunEvent.Retrying(
                member.script().step().id(),
                attempt + 1,
                pause,
                failure.failure().message()));
        context.pause(pause);
        return transactional(member, attempt + 1);
    }

    /** A step is done. */
    void goOn(StepReport report, int index) {
        handover.committed();
        reports.add(report);
        context.tell(new RunEvent.MigrationFinished(report, index));
    }
}

package dev.switchback.engine.run;

import dev.switchback.engine.database.DatabaseErrors;
import dev.switchback.engine.database.Pipeline;
import dev.switchback.engine.database.Pipeline.Answer;
import dev.switchback.engine.database.Pipeline.Heard;
import dev.switchback.engine.database.Pipeline.Message;
import dev.switchback.engine.database.Transactions;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.run.PipelineChoice.Trace;
import dev.switchback.engine.sql.SqlStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.postgresql.PGConnection;

/**
 * Sends several small migrations at once, each in a transaction of its own together with its ledger rows. Where one
 * fails, those before it are committed, and the server has skipped it and all behind it.
 */
final class PipelinedSteps {

    /**
     * A step.
     *
     * @param index its place in the plan, from 0
     * @param order its position in the order of application
     * @param trace what it may leave in its session
     */
    record Member(StepScript script, int index, long order, Trace trace) {

        /** One of which nothing is known. */
        Member(StepScript script, int index, long order) {
            this(script, index, order, Trace.POSSIBLE);
        }

        Member leaving(Trace known) {
            return new Member(script, index, order, known);
        }
    }

    /**
     * How it went.
     *
     * @param done reports of what is committed, in the order of the members
     * @param failure of the member behind them; empty also where that one and the rest only have to be sent again
     */
    record Result(List<StepReport> done, Optional<StepFailedException> failure) {}

    /**
     * The last one waits until its commit is on disk, and with it all before it: nothing is told as done before. A
     * server that crashes meanwhile forgets whole migrations with their ledger rows, the latest first.
     */
    private static final Message WITHOUT_WAITING_FOR_THE_DISK = Message.often("SET LOCAL synchronous_commit = off");

    private final RunContext context;
    private final StepRecord record;
    private final List<Member> members;
    private final List<Message> messages = new ArrayList<>();
    private final List<Frame> frames = new ArrayList<>();
    private Optional<FutureTask<Heard>> answer = Optional.empty();

    List<Member> members() {
        return members;
    }

    /** Where the messages of one member stand. */
    private record Frame(Member member, int firstStatement, int ledger, int commit) {

        /** Whether a message is a statement of the member's script, and not one of those around it. */
        boolean isScript(int message) {
            return message >= firstStatement
                    && message < firstStatement + member.script().size();
        }
    }

    PipelinedSteps(RunContext context, StepRecord record, List<Member> members) {
        this.context = context;
        this.record = record;
        this.members = members;
        Trace left = Trace.POSSIBLE;
        for (Member member : members) {
            add(member, left);
            left = member.trace();
        }
    }

    /** @param left what the member before it may have left in the session */
    private void add(Member member, Trace left) {
        messages.add(Transactions.BEGIN);
        switch (left) {
            case POSSIBLE -> messages.addAll(context.target().sessionSetup().messages());
            case NONE -> {}
        }
        int firstStatement = messages.size();
        member.script().analysis().statements().forEach(statement -> messages.add(Message.of(statement.text())));
        switch (member.trace()) {
            case POSSIBLE ->
                messages.addAll(Message.all(context.target().dialect().becomeOurselves()));
            case NONE -> {}
        }
        messages.addAll(record.messages(member.script(), member.order(), Optional.empty()));
        int ledger = messages.size() - 1;
        boolean last = frames.size() == members.size() - 1;
        if (!last) {
            messages.add(WITHOUT_WAITING_FOR_THE_DISK);
        }
        messages.add(Transactions.COMMIT);
        frames.add(new Frame(member, firstStatement, ledger, messages.size() - 1));
    }

    /** Sends everything, on a thread of its own: meanwhile the next ones can be made ready. */
    void start(Pipeline pipeline) throws SQLException {
        PGConnection server = context.connection().unwrap(PGConnection.class);
        FutureTask<Heard> sending = new FutureTask<>(() -> {
            context.cancellation().onRequest(() -> StatementRunner.cancel(server));
            try {
                return pipeline.send(messages);
            } finally {
                context.cancellation().clear();
            }
        });
        answer = Optional.of(sending);
        context.pace().threads().newThread(sending).start();
    }

    /** Nothing of this was sent, or will be. */
    void takeBack() {
        members.forEach(member -> record.takeBack(member.script().step(), member.order()));
    }

    /** Waits until the connection is free again. */
    Heard awaitAnswer() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.orElseThrow().get();
                } catch (InterruptedException later) {
                    interrupted = true; // the connection is in use: nobody can go on
                } catch (ExecutionException bug) {
                    throw new IllegalStateException(bug.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** @throws SQLException when not even a session could be prepared */
    Result result() throws SQLException {
        Heard heard = awaitAnswer();
        List<StepReport> done = frames.stream()
                .filter(frame -> frame.commit() < heard.answers().size())
                .map(frame -> report(frame, heard.answers()))
                .toList();
        return heard.failure().isEmpty()
                ? new Result(done, Optional.empty())
                : failed(done, heard.answers(), heard.failure().get());
    }

    private Result failed(List<StepReport> done, List<Answer> answers, SQLException failure) throws SQLException {
        if (DatabaseErrors.isConnectionLost(failure)) {
            return new Result(List.of(), Optional.of(lost(failure)));
        }
        Transactions.leave(context.connection());
        members.stream()
                .skip(done.size())
                .forEach(member -> record.takeBack(member.script().step(), member.order()));
        if (!done.isEmpty()) {
            waitForTheDisk(done.getLast().step());
        }
        Frame failed = frames.get(done.size());
        return DatabaseErrors.isForgotten(failure) && !failed.isScript(answers.size())
                ? new Result(done, Optional.empty())
                : new Result(done, Optional.of(failure(failed, answers, failure)));
    }

    /** What waits for the disk waits for all that was written before it; this says again what is so. */
    private void waitForTheDisk(PlanStep last) throws SQLException {
        Transactions.<PlanStep, RuntimeException>inOne(context.connection(), () -> {
            context.summary().summarise(last.set());
            return last;
        });
    }

    /** A server that crashed may have forgotten even what it answered. */
    private StepFailedException lost(SQLException failure) {
        StepScript first = members.getFirst().script();
        StatementLoop loop = new StatementLoop(context, first.step().id(), first.script(), first.size());
        return members.size() == 1
                ? loop.atCommit(failure, first.analysis().statements())
                : loop.lostTogether(failure, members.getLast().script().step().id());
    }

    private static StepReport report(Frame frame, List<Answer> answers) {
        Duration time = answers.get(frame.ledger())
                .value()
                .map(milliseconds -> Duration.ofMillis(Long.parseLong(milliseconds)))
                .orElse(Duration.ZERO);
        return new StepReport(
                frame.member().script().step(), StepReport.Outcome.COMPLETED, time, statements(frame, answers));
    }

    /** Of those that were answered. */
    private static List<StatementReport> statements(Frame frame, List<Answer> answers) {
        List<SqlStatement> statements = frame.member().script().analysis().statements();
        List<StatementReport> reports = new ArrayList<>();
        for (int i = 0; i < statements.size() && frame.firstStatement() + i < answers.size(); i++) {
            Answer answer = answers.get(frame.firstStatement() + i);
            reports.add(new StatementReport(
                    statements.get(i),
                    Optional.empty(),
                    OptionalLong.of(answer.rows()),
                    List.of(),
                    List.of(),
                    answer.notices()));
        }
        return reports;
    }

    private StepFailedException failure(Frame frame, List<Answer> answers, SQLException failure) throws SQLException {
        StepScript script = frame.member().script();
        List<SqlStatement> statements = script.analysis().statements();
        StatementLoop loop = new StatementLoop(context, script.step().id(), script.script(), script.size());
        loop.done().addAll(statements(frame, answers));
        int failed = answers.size();
        int statement = failed - frame.firstStatement();
        if (context.cancellation().isRequested() && DatabaseErrors.isCancelled(failure)) {
            return loop.cancelled();
        }
        if (statement < 0) {
            throw failure;
        }
        if (statement < statements.size()) {
            return loop.failed(failure, statements.get(statement));
        }
        return failed == frame.commit() ? loop.atCommit(failure, statements) : loop.notRecorded(failure);
    }
}

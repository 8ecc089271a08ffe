package dev.switchback.engine.run;

import dev.switchback.engine.alembic.AlembicBridge.Wish;
import dev.switchback.engine.alembic.OnlineRun;
import dev.switchback.engine.alembic.SentStatement;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.RevisionTable;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Program;
import dev.switchback.engine.sql.SqlStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Has a revision run by Alembic itself, on a connection of its own, while the manager's lock is held here. */
final class AlembicStep implements OnlineRun.Watch {

    private static final int LONGEST_SHOWN = 300;
    private static final int MOST_PRINTED = 2_000;
    private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

    private final RunContext context;
    private final StepScript script;
    private final StatementLoop loop;
    private final List<StatementReport> reports = new ArrayList<>();
    private volatile String last = "";
    private int printed;

    AlembicStep(RunContext context, StepScript script, StatementLoop loop) {
        this.context = context;
        this.script = script;
        this.loop = loop;
    }

    void run(Program.AlembicRevision revision) throws SQLException, StepFailedException {
        AlembicSets alembic = context.target().alembic();
        MigrationSet set = alembic.find(script.step().set()).orElseThrow();
        RevisionTable table = new RevisionTable(
                context.connection(), set.alembic().orElseThrow().table());
        try (RecognitionLock lock = RecognitionLock.on(context.connection())) {
            new OnlineRun(alembic.bridge(), set, alembic.target(), this)
                    .run(new Wish(revision.revision(), script.step().direction()), table.heads(), lock.token());
            loop.done().addAll(reports); // Alembic has committed them
        } catch (SwitchbackException failure) {
            throw failed(failure);
        }
    }

    private StepFailedException failed(SwitchbackException failure) {
        if (context.cancellation().isRequested()) {
            return loop.cancelled();
        }
        Optional<RunFailure.Place> place = failure instanceof SwitchbackException.Unreadable unreadable
                ? unreadable
                        .file()
                        .map(file ->
                                new RunFailure.Place(file, unreadable.line().orElse(1), 1, last))
                : Optional.empty();
        return loop.programFailed(new RunFailure(
                failure.code(),
                String.valueOf(failure.getMessage()),
                Optional.of(script.step().id()),
                place,
                RunFailure.Server.SILENT,
                failure.advice()));
    }

    @Override
    public void printed(String line) {
        if (line.isBlank() || printed > MOST_PRINTED) {
            return;
        }
        String shown = printed++ < MOST_PRINTED ? line.strip() : "… and more is printed, which is not shown";
        context.tell(new RunEvent.Notice(script.step().id(), shown));
    }

    @Override
    public void sent(String statement) {
        last = statement;
        String oneLine = statement.strip().replaceAll("\\s+", " ");
        context.tell(new RunEvent.Notice(
                script.step().id(),
                "sent: " + (oneLine.length() > LONGEST_SHOWN ? oneLine.substring(0, LONGEST_SHOWN) + "…" : oneLine)));
    }

    @Override
    public boolean isToEnd() {
        return context.cancellation().isRequested();
    }

    /** Its end is told at once where somebody may have waited for it. */
    @Override
    public void ended(SentStatement statement) {
        boolean failed = statement.end() == SentStatement.End.FAILED;
        if (statement.time().compareTo(WORTH_TELLING) >= 0) {
            String seconds =
                    String.format(Locale.ROOT, "%.1f s", statement.time().toMillis() / 1000.0);
            loop.notice((failed ? "failed after " : "ended after ") + seconds);
        }
        if (!failed && statement.origin() == SentStatement.Origin.REVISION) {
            statement.texts().forEach(text -> finished(statement, text));
        }
    }

    private void finished(SentStatement statement, String text) {
        StatementReport report = new StatementReport(
                new SqlStatement(text, 0, statement.line(), 1),
                Optional.of(statement.time()),
                statement.rows(),
                List.of(),
                List.of(),
                List.of());
        reports.add(report);
        context.tell(new RunEvent.StatementFinished(script.step().id(), report, reports.size(), 0));
    }

    @Override
    public Duration silence() {
        return context.target().programs().silence();
    }

    @Override
    public boolean isAtWork(int backend) {
        return new OtherSession(context.connection(), backend).isAtWork();
    }

    @Override
    public void end(int backend) {
        new OtherSession(context.connection(), backend).cancel();
    }
}

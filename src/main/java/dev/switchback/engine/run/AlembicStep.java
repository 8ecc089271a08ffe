package dev.switchback.engine.run;

import dev.switchback.engine.alembic.AlembicBridge.Wish;
import dev.switchback.engine.alembic.OnlineRun;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.RevisionTable;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Program;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/** Has a revision run by Alembic itself, on a connection of its own, while the manager's lock is held here. */
final class AlembicStep implements OnlineRun.Watch {

    private static final int LONGEST_SHOWN = 300;

    private final RunContext context;
    private final StepScript script;
    private final StatementLoop loop;
    private volatile String last = "";

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
        if (!line.isBlank()) {
            context.tell(new RunEvent.Notice(script.step().id(), line.strip()));
        }
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

    @Override
    public void end(int backend) {
        try (PreparedStatement statement =
                context.connection().prepareStatement("SELECT pg_catalog.pg_cancel_backend(?)")) {
            statement.setInt(1, backend);
            statement.execute();
        } catch (SQLException gone) {
            return; // then the process is ended instead
        }
    }
}

package dev.switchback.cli;

import dev.switchback.engine.run.RunEvent;
import dev.switchback.engine.run.RunListener;
import java.io.PrintStream;

/** Tells on standard error how a run goes on. */
final class Progress implements RunListener {

    private final PrintStream err;
    private int total;

    Progress(PrintStream err) {
        this.err = err;
    }

    @Override
    public void on(RunEvent event) {
        switch (event) {
            case RunEvent.Started started -> total = started.plan().steps().size();
            case RunEvent.WaitingForLock waiting ->
                err.println("waiting " + waiting.waited().toSeconds() + " s for another manager: " + waiting.holder());
            case RunEvent.MigrationStarted started ->
                err.println("[" + (started.index() + 1) + "/" + Math.max(total, started.index() + 1) + "] "
                        + started.step().direction().text() + " "
                        + started.step().id() + " …");
            case RunEvent.Notice notice -> err.println("      notice: " + notice.message());
            case RunEvent.BlockedBy blocked -> err.println("      blocked by " + blocked.blocker());
            case RunEvent.Retrying retrying ->
                err.println("      lock not to be had in time, attempt " + retrying.attempt() + " follows in "
                        + retrying.pause().toMillis() + " ms");
            case RunEvent.MigrationFinished finished ->
                err.println("      " + finished.report().outcome().text() + " in "
                        + finished.report().time().toMillis() + " ms");
            case RunEvent.StatementStarted started -> {}
            case RunEvent.StatementFinished finished -> {}
            case RunEvent.Finished finished -> {}
        }
    }
}

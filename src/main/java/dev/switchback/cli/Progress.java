package dev.switchback.cli;

import dev.switchback.engine.run.RunEvent;
import dev.switchback.engine.run.RunListener;
import java.io.PrintStream;
import java.time.Duration;

/** Tells on standard error how a run goes on. */
final class Progress implements RunListener {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final PrintStream err;
    private int total;
    private Duration nextRemark = Duration.ZERO;

    Progress(PrintStream err) {
        this.err = err;
    }

    @Override
    public void on(RunEvent event) {
        switch (event) {
            case RunEvent.Started started -> total = started.plan().steps().size();
            case RunEvent.WaitingForLock waiting -> waiting(waiting);
            case RunEvent.MigrationStarted started ->
                err.println("[" + (started.index() + 1) + "/" + Math.max(total, started.index() + 1) + "] "
                        + started.step().direction().text() + " "
                        + started.step().id() + " …");
            case RunEvent.TakenBack back ->
                err.println("      the script went back to its last commit: " + Text.count(back.kept(), "statement")
                        + " of it stay");
            case RunEvent.Notice notice -> err.println("      notice: " + notice.message());
            case RunEvent.BlockedBy blocked -> err.println("      blocked by " + blocked.blocker());
            case RunEvent.Advanced advanced -> err.println("      " + advanced(advanced));
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

    private static String advanced(RunEvent.Advanced advanced) {
        return advanced.doing() + " " + advanced.done() + (advanced.total() > 0 ? " of " + advanced.total() : "");
    }

    /** The engine looks many times a second; a line now and then says as much. */
    private void waiting(RunEvent.WaitingForLock waiting) {
        if (waiting.waited().compareTo(nextRemark) >= 0) {
            err.println("waiting for another manager, " + waiting.waited().toSeconds() + " s: " + waiting.holder());
            nextRemark = waiting.waited().plus(PAUSE);
        }
    }
}

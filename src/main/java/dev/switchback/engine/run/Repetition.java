package dev.switchback.engine.run;

import dev.switchback.engine.database.DatabaseErrors;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.run.StepFailedException.Cause;
import java.sql.SQLException;

/** Begins again, a bounded number of times, what a server took back because others were at work at the same time. */
final class Repetition {

    private final RunContext context;
    private final MigrationId id;

    /** @param id the migration that this is part of, for those who watch */
    Repetition(RunContext context, MigrationId id) {
        this.context = context;
        this.id = id;
    }

    /** What leaves nothing behind when it fails. */
    @FunctionalInterface
    interface Work<E extends Exception> {
        void run() throws SQLException, E;
    }

    /** Runs something as often as it takes. */
    <E extends Exception> void of(Work<E> work) throws SQLException, E {
        for (int attempt = 1; ; attempt++) {
            try {
                work.run();
                return;
            } catch (SQLException failure) {
                if (isLast(attempt) || !DatabaseErrors.wantsRepetition(failure)) {
                    throw failure;
                }
                pause(attempt, DatabaseErrors.describe(failure).message());
            }
        }
    }

    /** The same for a part of a script. */
    void ofPart(Work<StepFailedException> part) throws SQLException, StepFailedException {
        for (int attempt = 1; ; attempt++) {
            try {
                part.run();
                return;
            } catch (StepFailedException failure) {
                if (isLast(attempt) || failure.kind() != Cause.SERIALIZATION) {
                    throw failure;
                }
                pause(attempt, failure.failure().message());
            }
        }
    }

    private boolean isLast(int attempt) {
        return attempt >= context.options().retries().attempts()
                || context.cancellation().isRequested();
    }

    private void pause(int attempt, String why) {
        RunOptions.Retries retries = context.options().retries();
        var pause = context.pace().before(attempt + 1, retries);
        context.tell(new RunEvent.Retrying(id, attempt + 1, pause, why));
        context.pause(pause);
    }
}

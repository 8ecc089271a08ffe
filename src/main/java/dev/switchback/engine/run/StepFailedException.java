package dev.switchback.engine.run;

import java.time.Duration;
import java.util.List;

/** Ends a step; carries what is known of the failure to where the transaction has been taken back. */
final class StepFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient RunFailure failure;
    private final transient List<StatementReport> done;
    private final Cause kind;
    private final Duration time;

    /** Why a step ended. */
    enum Cause {
        FAILED,
        /** A lock was not to be had in time: trying again may help. */
        LOCK_TIMEOUT,
        /** The server took it back because of others at work, and asks to try again. */
        SERIALIZATION,
        CANCELLED,
        /** The connection ended before the commit, or during a statement that commits by itself. */
        CONNECTION_LOST,
        /** The connection ended during the commit. */
        COMMIT_UNKNOWN,
        /** The connection ended while several migrations were on their way, each in a transaction of its own. */
        COMMITS_UNKNOWN,
        /** A statement of the script ended the transaction behind our back. */
        ENDED_BY_SCRIPT
    }

    StepFailedException(RunFailure failure, List<StatementReport> done, Cause kind, Duration time) {
        super(failure.message());
        this.failure = failure;
        this.done = List.copyOf(done);
        this.kind = kind;
        this.time = time;
    }

    /** From the beginning of the step to its failure. */
    Duration time() {
        return time;
    }

    RunFailure failure() {
        return failure;
    }

    /** The statements that had finished. */
    List<StatementReport> done() {
        return done;
    }

    Cause kind() {
        return kind;
    }
}

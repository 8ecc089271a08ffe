package dev.switchback.cli;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.run.RunOutcome;

/** What a process tells the one that started it. */
final class ExitCode {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USE = 2;
    static final int PENDING = 3;
    static final int UNAVAILABLE = 4;
    static final int BLOCKED = 5;
    static final int LOCKED = 6;
    static final int CANCELLED = 130;

    private ExitCode() {}

    static int of(RunOutcome outcome) {
        return switch (outcome) {
            case RunOutcome.Completed completed -> DONE;
            case RunOutcome.NothingToDo nothing -> DONE;
            case RunOutcome.Stopped stopped -> FAILED;
            case RunOutcome.Cancelled cancelled -> CANCELLED;
            case RunOutcome.Refused refused ->
                switch (refused.failure().code()) {
                    case "confirmation_needed", "name_mismatch" -> WRONG_USE;
                    default -> BLOCKED;
                };
        };
    }

    static int of(SwitchbackException failure) {
        return switch (failure) {
            case SwitchbackException.Unreadable unreadable -> WRONG_USE;
            case SwitchbackException.Unavailable unavailable -> UNAVAILABLE;
            case SwitchbackException.LockHeld held -> LOCKED;
            case SwitchbackException.DatabaseFailure database -> FAILED;
        };
    }
}

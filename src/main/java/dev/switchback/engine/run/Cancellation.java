package dev.switchback.engine.run;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A request to stop that reaches the statement that is running. One object serves one run. */
public final class Cancellation {

    private volatile boolean requested;
    private volatile Runnable interrupt = Cancellation::nothing;

    /** Asks the run to stop; safe from any thread, and more than once. */
    public void request() {
        requested = true;
        interrupt.run();
    }

    public boolean isRequested() {
        return requested;
    }

    /** Says how to interrupt what runs now; called at once when the request came before. */
    public void onRequest(Runnable action) {
        interrupt = action;
        if (requested) {
            action.run();
        }
    }

    /** Sleeps until the time is over or the run is to stop. */
    void sleep(Duration time) {
        Thread sleeper = Thread.currentThread();
        onRequest(() -> LockSupport.unpark(sleeper));
        try {
            LockSupport.parkNanos(time.toNanos());
        } finally {
            clear();
        }
    }

    /** Nothing that could be interrupted runs any more. */
    public void clear() {
        interrupt = Cancellation::nothing;
    }

    private static void nothing() {}
}

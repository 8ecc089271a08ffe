package dev.switchback.engine.run;

/** A request to stop that reaches the statement that is running. One object serves one run. */
public final class Cancellation {

    private static final Runnable NOTHING = () -> {};

    private volatile boolean requested;
    private volatile Runnable interrupt = NOTHING;

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

    /** Nothing that could be interrupted runs any more. */
    public void clear() {
        interrupt = NOTHING;
    }
}

package dev.switchback.cli;

import dev.switchback.engine.run.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/**
 * Lets Ctrl+C end a run cleanly: the running statement is cancelled, and the process waits for the run to say how it
 * ended.
 */
final class Running {

    private static final int PATIENCE_SECONDS = 20;

    private Running() {}

    /** @param run runs and reports, and answers with the exit code */
    static int cancellable(ToIntFunction<Cancellation> run) {
        Cancellation cancellation = new Cancellation();
        CountDownLatch over = new CountDownLatch(1);
        Thread ending = new Thread(() -> {
            cancellation.request();
            await(over);
        });
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            return InterruptSignal.during(() -> run.applyAsInt(cancellation), cancellation::request);
        } finally {
            over.countDown();
            remove(ending);
        }
    }

    private static void await(CountDownLatch over) {
        try {
            if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** While the process is ending the hook has to stay. */
    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            return;
        }
    }
}

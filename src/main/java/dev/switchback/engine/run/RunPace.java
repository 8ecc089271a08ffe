package dev.switchback.engine.run;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/**
 * How a run waits and looks around: threads, chance and pauses come from outside.
 *
 * @param threads for sending migrations while the next ones are made ready, and for looking at the server meanwhile
 * @param random spreads the pauses between two attempts
 * @param pause sleeps, and returns early when the run is cancelled
 */
public record RunPace(ThreadFactory threads, RandomGenerator random, BiConsumer<Duration, Cancellation> pause) {

    public static final RunPace REAL = new RunPace(
            work -> {
                Thread thread = new Thread(work, "switchback-run");
                thread.setDaemon(true);
                return thread;
            },
            new Random(),
            (duration, cancellation) -> cancellation.sleep(duration));

    /** Grows with every attempt; chance keeps two managers from meeting again and again. */
    Duration before(int attempt, RunOptions.Retries retries) {
        long base = Math.max(1, retries.firstPause().toMillis()) << Math.min(attempt - 2, 6);
        return Duration.ofMillis(base + random.nextLong(base));
    }
}

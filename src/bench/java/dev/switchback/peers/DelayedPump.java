package dev.switchback.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** Carries bytes one way, each a fixed time later; any number of them may be under way at once. */
final class DelayedPump {

    private static final int CHUNK = 1 << 16;
    private static final Chunk END = new Chunk(new byte[0], 0);

    private final Socket from;
    private final Socket to;
    private final long delayNanos;
    private final ExecutorService threads;
    private final BlockingQueue<Chunk> underWay = new LinkedBlockingQueue<>();

    DelayedPump(Socket from, Socket to, long delayNanos, ExecutorService threads) {
        this.from = from;
        this.to = to;
        this.delayNanos = delayNanos;
        this.threads = threads;
    }

    private record Chunk(byte[] bytes, long due) {}

    /** Hears what is carried. */
    @FunctionalInterface
    interface Listener {
        void carried(byte[] bytes, int length);
    }

    /** At which end the listener sits: always at the client's. */
    enum Heard {
        WHEN_READ,
        WHEN_WRITTEN
    }

    /** Carries until one side closes. */
    void run(Listener listener, Heard heard) {
        threads.execute(() -> deliver(listener, heard));
        try {
            InputStream in = from.getInputStream();
            byte[] buffer = new byte[CHUNK];
            int length = in.read(buffer);
            while (length >= 0) {
                long now = System.nanoTime();
                if (heard == Heard.WHEN_READ) {
                    listener.carried(buffer, length);
                }
                underWay.add(new Chunk(Arrays.copyOf(buffer, length), now + delayNanos));
                length = in.read(buffer);
            }
        } catch (IOException ended) {
            return;
        } finally {
            underWay.add(END);
        }
    }

    private void deliver(Listener listener, Heard heard) {
        try (from;
                to) {
            OutputStream out = to.getOutputStream();
            Chunk chunk = underWay.take();
            while (!chunk.equals(END)) {
                awaitTime(chunk.due());
                if (heard == Heard.WHEN_WRITTEN) {
                    listener.carried(chunk.bytes(), chunk.bytes().length);
                }
                out.write(chunk.bytes());
                chunk = underWay.take();
            }
        } catch (IOException ended) {
            return;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitTime(long due) {
        if (delayNanos == 0) {
            return;
        }
        long left = due - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = due - System.nanoTime();
        }
    }
}

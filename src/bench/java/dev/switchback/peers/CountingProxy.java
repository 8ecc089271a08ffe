package dev.switchback.peers;

import dev.switchback.support.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a program and a PostgreSQL server, delays each direction without making it narrower, and counts how
 * often the program waited for an answer, over all its connections.
 */
final class CountingProxy implements AutoCloseable {

    private final ExecutorService pumps = Executors.newVirtualThreadPerTaskExecutor();
    private final ServerSocket listening;
    private final URI server;
    private final long delayNanos;
    private final AtomicInteger roundTrips = new AtomicInteger();
    private final AtomicInteger queries = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();

    CountingProxy(TestDatabase behind, int millisEachWay) {
        try {
            server = URI.create(behind.url().replaceFirst("^jdbc:", ""));
            listening = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        delayNanos = TimeUnit.MILLISECONDS.toNanos(millisEachWay);
        pumps.execute(this::accept);
    }

    /** The database behind it. */
    TestDatabase through(TestDatabase behind) {
        String url = "jdbc:postgresql://127.0.0.1:" + listening.getLocalPort() + server.getPath();
        return new TestDatabase(url, behind.user(), behind.password());
    }

    /**
     * What went through.
     *
     * @param roundTrips how often an answer came after the client had sent something
     * @param queries that the client asked to execute
     * @param sent bytes from the client
     * @param received bytes to the client
     */
    record Counts(int roundTrips, int queries, long sent, long received) {}

    Counts counts() {
        return new Counts(roundTrips.get(), queries.get(), sent.get(), received.get());
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket behind = new Socket(server.getHost(), server.getPort());
                client.setTcpNoDelay(true);
                behind.setTcpNoDelay(true);
                AtomicBoolean clientWaits = new AtomicBoolean();
                ClientMessages messages = new ClientMessages(queries);
                pumps.execute(() -> new DelayedPump(client, behind, delayNanos, pumps).run((bytes, length) -> {
                    clientWaits.set(true);
                    sent.addAndGet(length);
                    messages.read(bytes, length);
                }, DelayedPump.Heard.WHEN_READ));
                pumps.execute(() -> new DelayedPump(behind, client, delayNanos, pumps).run((bytes, length) -> {
                    if (clientWaits.getAndSet(false)) {
                        roundTrips.incrementAndGet();
                    }
                    received.addAndGet(length);
                }, DelayedPump.Heard.WHEN_WRITTEN));
            }
        } catch (IOException closed) {
            return;
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            pumps.shutdownNow();
        }
    }
}

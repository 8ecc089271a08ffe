package dev.switchback.faults;

import dev.switchback.support.TestDatabase;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between a program and a PostgreSQL server, reads message by message, and cuts where it is told to. */
final class CutProxy implements AutoCloseable {

    /** Whose messages count. */
    enum Way {
        TO_SERVER,
        TO_CLIENT
    }

    /** Whether the message itself still arrives. */
    enum Side {
        BEFORE,
        AFTER
    }

    /** @param number of the message, from 1, counted over all connections since the cut was set */
    record Cut(Way way, Side side, int number) {}

    private final ExecutorService pumps = Executors.newCachedThreadPool();
    private final ServerSocket listening;
    private final URI server;
    private Optional<Cut> cut = Optional.empty();
    private int seen;
    private int ready;
    private boolean happened;

    CutProxy(TestDatabase behind) {
        try {
            server = URI.create(behind.url().replaceFirst("^jdbc:", ""));
            listening = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        pumps.execute(this::accept);
    }

    /** The database behind it; without encryption, so that messages can be told apart. */
    TestDatabase through(TestDatabase behind) {
        String url = "jdbc:postgresql://127.0.0.1:" + listening.getLocalPort() + server.getPath()
                + "?sslmode=disable&gssEncMode=disable";
        return new TestDatabase(url, behind.user(), behind.password());
    }

    synchronized void set(Cut next) {
        cut = Optional.of(next);
        seen = 0;
        happened = false;
    }

    /** How often the server said that it has answered everything: so often somebody waited for it. */
    synchronized int roundTrips() {
        return ready;
    }

    private synchronized void count(byte[] toClient) {
        if (toClient[0] == 'Z') {
            ready++;
        }
    }

    synchronized boolean happened() {
        return happened;
    }

    private synchronized boolean isCutAt(Way way) {
        if (happened || cut.isEmpty() || cut.get().way() != way) {
            return false;
        }
        happened = ++seen == cut.get().number();
        return happened;
    }

    private synchronized boolean stillArrives() {
        return cut.orElseThrow().side() == Side.AFTER;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket behind = new Socket(server.getHost(), server.getPort());
                client.setTcpNoDelay(true);
                behind.setTcpNoDelay(true);
                pumps.execute(() -> pump(Way.TO_SERVER, client, behind));
                pumps.execute(() -> pump(Way.TO_CLIENT, behind, client));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void pump(Way way, Socket from, Socket to) {
        try (from;
                to) {
            DataInputStream in = new DataInputStream(from.getInputStream());
            OutputStream out = to.getOutputStream();
            boolean typed = way == Way.TO_CLIENT; // the first message of a client has a length only
            while (true) {
                byte[] message = message(in, typed ? 1 : 0);
                typed = true;
                if (way == Way.TO_CLIENT) {
                    count(message);
                }
                boolean last = isCutAt(way);
                if (!last || stillArrives()) {
                    out.write(message);
                }
                if (last) {
                    return;
                }
            }
        } catch (IOException ended) {
            return;
        }
    }

    private static byte[] message(DataInputStream in, int typeBytes) throws IOException {
        byte[] head = in.readNBytes(typeBytes + Integer.BYTES);
        if (head.length < typeBytes + Integer.BYTES) {
            throw new IOException("the other side has closed");
        }
        int length = ByteBuffer.wrap(head).getInt(typeBytes) - Integer.BYTES;
        byte[] message = Arrays.copyOf(head, head.length + length);
        in.readFully(message, head.length, length);
        return message;
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

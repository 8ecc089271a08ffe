package dev.switchback.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real PgBouncer on loopback in front of the shared server; its package has to be installed. */
public final class PgBouncer implements AutoCloseable {

    private static final long START_TIMEOUT_SECONDS = 10;

    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one and waits until it listens.
     *
     * @param poolMode {@code transaction} or {@code session}
     */
    public static PgBouncer start(Path folder, String poolMode) throws IOException, InterruptedException {
        int port = freePort();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path config = Files.writeString(folder.resolve("pgbouncer.ini"), """
                [databases]
                * = host=127.0.0.1 port=%d user=%s password=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = %s
                ignore_startup_parameters = extra_float_digits
                """.formatted(
                        PostgresServer.shared().port(), PostgresServer.USER, PostgresServer.PASSWORD, port, poolMode));
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
        List<String> command = new ArrayList<>(PostgresServer.asAnotherUser());
        command.add("/usr/sbin/pgbouncer");
        command.add(config.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                .start();
        PgBouncer started = new PgBouncer(process, port);
        started.awaitListening(folder);
        return started;
    }

    private void awaitListening(Path folder) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_TIMEOUT_SECONDS);
        while (System.nanoTime() < deadline && !process.waitFor(20, TimeUnit.MILLISECONDS)) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                // the process is asked again whether it has ended
            }
        }
        throw new IllegalStateException(
                "pgbouncer did not start: " + Files.readString(folder.resolve("pgbouncer.log")));
    }

    /** The same database, reached through the proxy. */
    public TestDatabase inFrontOf(TestDatabase database) {
        String name = database.url().substring(database.url().lastIndexOf('/') + 1);
        return new TestDatabase(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + name, database.user(), database.password());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

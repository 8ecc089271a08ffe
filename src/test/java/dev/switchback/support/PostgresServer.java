package dev.switchback.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL server on loopback, unpacked and started by the tests themselves. PostgreSQL refuses to run as
 * root, so it goes through the first wrapper that works on this machine.
 */
public final class PostgresServer {

    public static final String USER = "postgres";
    public static final String PASSWORD = "only-for-tests";

    private static final long START_TIMEOUT_SECONDS = 60;

    private static final Map<PostgresVersion, PostgresServer> SHARED = new EnumMap<>(PostgresVersion.class);

    private final int port;
    private final Path data;
    private final Path log;

    private PostgresServer(int port, Path data, Path log) {
        this.port = port;
        this.data = data;
        this.log = log;
    }

    /** The one server of version 15 of this JVM; it stops when the JVM ends. */
    public static PostgresServer shared() {
        return shared(PostgresVersion.V15);
    }

    /** The one server of a version of this JVM; it stops when the JVM ends. */
    public static synchronized PostgresServer shared(PostgresVersion version) {
        return SHARED.computeIfAbsent(version, PostgresServer::start);
    }

    /** Starts a server of one's own, for tests that stop it in the middle. */
    public static PostgresServer start() {
        return start(PostgresVersion.V15);
    }

    /** Starts a server of one's own of a version. */
    public static PostgresServer start(PostgresVersion version) {
        return start(version, Purpose.TESTING);
    }

    /** What a server is for, which decides its settings. */
    @SuppressWarnings("ImmutableEnumChecker") // a list of List.of
    public enum Purpose {
        /** Fast rather than safe, and logs every statement. */
        TESTING("fsync=off", "full_page_writes=off", "log_statement=all"),
        /** As PostgreSQL comes: waits for the disk at every commit, and logs no statement. */
        MEASURING();

        private final List<String> settings;

        Purpose(String... settings) {
            this.settings = List.of(settings);
        }
    }

    /** Starts a server of one's own of a version for a purpose. */
    public static PostgresServer start(PostgresVersion version, Purpose purpose) {
        try {
            Path home = PostgresHomes.create();
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
            PostgresBinaries.unpack(home, version);
            for (List<String> wrapper : wrappers()) {
                Optional<PostgresServer> server = tryStart(home, wrapper, purpose);
                if (server.isPresent()) {
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> PostgresHomes.remove(home)));
                    return server.get();
                }
            }
            throw new IllegalStateException("PostgreSQL did not start; its messages are in " + home);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public TestDatabase database(String name) {
        return new TestDatabase("jdbc:postgresql://127.0.0.1:" + port + "/" + name, USER, PASSWORD);
    }

    public int port() {
        return port;
    }

    /** What the server logged so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** How many bytes the server logged so far. */
    public long logged() {
        return log.toFile().length();
    }

    /** What the server logged behind a number of bytes. */
    public String logBehind(long bytes) {
        try (InputStream in = Files.newInputStream(log)) {
            in.skipNBytes(bytes);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Stops the server as a power cut would: without asking its clients. */
    public void stop() {
        PostgresHomes.stop(data);
    }

    /** What a command is prefixed with, so that it does not run as root; empty where nobody is root. */
    public static List<String> asAnotherUser() {
        return wrappers().getFirst();
    }

    private static List<List<String>> wrappers() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of(List.of());
        }
        return List.of(
                List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"),
                List.of("runuser", "-u", "nobody", "--"),
                List.of("unshare", "-U"));
    }

    private static Optional<PostgresServer> tryStart(Path home, List<String> wrapper, Purpose purpose)
            throws IOException {
        Path folder = Files.createTempDirectory(home, "run-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path data = folder.resolve("data");
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        Path messages = Files.createFile(folder.resolve("initdb.log"));
        List<String> init = List.of(
                home.resolve("bin/initdb").toString(),
                "-D",
                data.toString(),
                "-U",
                USER,
                "-A",
                "scram-sha-256",
                "--pwfile=" + password,
                "-E",
                "UTF8",
                "--no-locale",
                "--no-sync");
        if (!succeeds(command(wrapper, init), messages)) {
            return Optional.empty();
        }
        int port = freePort();
        Path log = folder.resolve("server.log");
        List<String> serve = new ArrayList<>(List.of(
                home.resolve("bin/postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                String.valueOf(port),
                "-k",
                folder.toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "max_connections=60",
                "-c",
                "log_timezone=UTC"));
        purpose.settings.forEach(setting -> serve.addAll(List.of("-c", setting)));
        Process process = new ProcessBuilder(command(wrapper, serve))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return becomesReady(process, log) ? Optional.of(new PostgresServer(port, data, log)) : Optional.empty();
    }

    private static boolean succeeds(List<String> command, Path messages) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(messages.toFile())
                    .start();
            return process.waitFor(START_TIMEOUT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException wrapperMissing) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The server says so in its log; a process that ended never will. */
    private static boolean becomesReady(Process process, Path log) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_TIMEOUT_SECONDS);
        while (System.nanoTime() < deadline) {
            if (Files.readString(log).contains("ready to accept connections")) {
                return true;
            }
            try {
                if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    private static List<String> command(List<String> wrapper, List<String> program) {
        List<String> words = new ArrayList<>(wrapper);
        words.addAll(program);
        return words;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

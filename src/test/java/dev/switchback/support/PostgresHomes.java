package dev.switchback.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folders of the servers that tests start: gigabytes, which must not outlive the JVM that they were made for. */
final class PostgresHomes {

    private static final Pattern NAME = Pattern.compile("switchback-postgres-(\\d+)-.*");
    private static final long END_TIMEOUT_SECONDS = 10;

    private PostgresHomes() {}

    /** Makes a folder for everybody to traverse, after removing those of JVMs that were killed. */
    static Path create() throws IOException {
        Path home = Files.createTempDirectory(
                "switchback-postgres-" + ProcessHandle.current().pid() + "-");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (Stream<Path> siblings = Files.list(home.getParent())) {
            siblings.filter(PostgresHomes::isAbandoned).toList().forEach(PostgresHomes::remove);
        }
        return home;
    }

    private static boolean isAbandoned(Path folder) {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        return name.matches()
                && ProcessHandle.of(Long.parseLong(name.group(1)))
                        .filter(ProcessHandle::isAlive)
                        .isEmpty();
    }

    /** Stops the servers of a folder and has it deleted; hundreds of databases take longer than a JVM may take to end. */
    static void remove(Path home) {
        try (Stream<Path> runs = Files.list(home)) {
            runs.map(run -> run.resolve("data")).filter(Files::isDirectory).forEach(PostgresHomes::stop);
        } catch (IOException alreadyGone) {
            return;
        }
        try {
            new ProcessBuilder("rm", "-rf", "--", home.toString()).start();
        } catch (IOException leftForTheNextRun) {
            return;
        }
    }

    /** Ends the server of a data folder without asking its clients, and waits until it has ended. */
    static void stop(Path data) {
        Optional<ProcessHandle> server = server(data);
        if (server.isEmpty()) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-QUIT", String.valueOf(server.get().pid()))
                    .start()
                    .waitFor(END_TIMEOUT_SECONDS, TimeUnit.SECONDS);
            server.get().onExit().get(END_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | ExecutionException | TimeoutException stillEnding) {
            return;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<ProcessHandle> server(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
        } catch (IOException neverStarted) {
            return Optional.empty();
        }
    }
}

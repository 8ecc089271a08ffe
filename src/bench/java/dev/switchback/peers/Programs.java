package dev.switchback.peers;

import dev.switchback.support.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts each contender as a process of its own, all on the Java that runs this, and times it from start to exit. */
record Programs(Path temporary) {

    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    private static final List<String> DRIVERS = List.of("test-classes", "postgresql-", "h2-");

    private static final long LIMIT_SECONDS = 1_800;
    private static final int LINES_SHOWN = 20;

    /** Whether psql is on the path. */
    static boolean hasPsql() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "psql")));
    }

    /** Runs a contender to its end and returns how many nanoseconds that took. */
    long time(Contender contender, Action action, GeneratedProject project, TestDatabase database)
            throws IOException, InterruptedException {
        Path messages = temporary.resolve("messages.txt");
        ProcessBuilder builder = new ProcessBuilder(command(contender, action, project, database))
                .redirectErrorStream(true)
                .redirectOutput(messages.toFile());
        builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY"));
        builder.environment().put("SWITCHBACK_HOME", home().toString());
        builder.environment().put("SWITCHBACK_JAVA", java());
        for (String variable : List.of("SWITCHBACK_PASSWORD", "PGPASSWORD", ProgramArguments.PASSWORD)) {
            builder.environment().put(variable, database.password());
        }
        long start = System.nanoTime();
        Process process = builder.start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        long nanos = System.nanoTime() - start;
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(contender.title() + " could not " + action.word() + ":\n" + end(messages));
        }
        return nanos;
    }

    /** Whether the packaged program has its cache for a command. */
    boolean isSettled(Action action) throws IOException {
        Path home = Files.createDirectories(home());
        try (Stream<Path> files = Files.list(home)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(name -> name.startsWith(action.word() + "-") && name.endsWith(".aot"));
        }
    }

    /** The cache is made in the background, and must not be while others are timed. */
    void awaitSettled(Action action) throws IOException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!isSettled(action) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private Path home() {
        return temporary.resolve("home");
    }

    /** The last lines, for the first ones only say what went well. */
    private static String end(Path messages) throws IOException {
        List<String> lines = Files.readAllLines(messages);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static List<String> command(
            Contender contender, Action action, GeneratedProject project, TestDatabase database) {
        String folder = project.of(contender).toString();
        List<String> told = List.of(
                action.name(), folder, database.url(), database.user(), String.valueOf(project.migrations()));
        return switch (contender) {
            case FLOOR -> java(jars(), FloorProgram.class, told);
            case LIBRARY -> java(jars() + File.pathSeparator + tree() + "/lib/*", LibraryProgram.class, told);
            case FLYWAY -> java(jars("flyway-", "jackson-"), FlywayProgram.class, told);
            case LIQUIBASE ->
                java(
                        jars("liquibase-", "opencsv-", "commons-", "snakeyaml-", "jaxb-api-"),
                        LiquibaseProgram.class,
                        told);
            case SWITCHBACK -> switchback(action, folder, database);
            case PSQL -> psql(folder, database);
        };
    }

    private static List<String> java(String classPath, Class<?> program, List<String> told) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(JVM);
        command.addAll(List.of("-classpath", classPath, program.getName()));
        command.addAll(told);
        return command;
    }

    /** Of the class path of this JVM what a contender needs: long ones take longer to start. */
    private static String jars(String... names) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> {
                    String file = String.valueOf(Path.of(entry).getFileName());
                    return DRIVERS.stream().anyMatch(file::startsWith)
                            || Arrays.stream(names).anyMatch(file::startsWith);
                })
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String tree() {
        return System.getProperty("switchback.tree", "target/switchback");
    }

    private static List<String> switchback(Action action, String folder, TestDatabase database) {
        List<String> command = new ArrayList<>(List.of(tree() + "/bin/switchback", action.word()));
        command.addAll(List.of("--project", folder, "--url", database.url(), "--user", database.user()));
        switch (action) {
            case APPLY -> command.add("--yes");
            case ROLLBACK -> command.addAll(List.of("--all", "--yes"));
            case STATUS -> {}
        }
        return command;
    }

    private static List<String> psql(String folder, TestDatabase database) {
        URI server = URI.create(database.url().replaceFirst("^jdbc:", ""));
        return List.of(
                "psql",
                "-X",
                "-q",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                server.getHost(),
                "-p",
                String.valueOf(server.getPort()),
                "-U",
                database.user(),
                "-d",
                server.getPath().substring(1),
                "-f",
                folder + "/run.sql");
    }
}

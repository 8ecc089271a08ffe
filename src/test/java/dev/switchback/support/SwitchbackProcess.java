package dev.switchback.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the real program in a process of its own, so that it can be killed, interrupted and looked at from outside. */
public record SwitchbackProcess(Path project, TestDatabase database, Map<String, String> environment) {

    private static final long LIMIT_SECONDS = 120;

    /** With the password in the variable that is meant for it. */
    public SwitchbackProcess(Path project, TestDatabase database) {
        this(
                project,
                database,
                Map.of(
                        "SWITCHBACK_PASSWORD",
                        database.password(),
                        "SWITCHBACK_HOME",
                        project.resolve(".home").toString()));
    }

    public SwitchbackProcess {
        environment = Map.copyOf(environment);
    }

    /** What a finished command said. */
    public record Result(int exit, String output, String messages) {}

    public SwitchbackProcess with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new SwitchbackProcess(project, database, more);
    }

    public SwitchbackProcess without(String variable) {
        Map<String, String> fewer = new HashMap<>(environment);
        fewer.remove(variable);
        return new SwitchbackProcess(project, database, fewer);
    }

    /** Starts a command about the project and the database, and leaves it alone. */
    public Process start(String command, String... options) throws IOException {
        return program(about(command, options))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Starts a command, and returns when it has said something about its progress that contains these words. */
    public Process startedUntil(String words, String command, String... options) throws IOException {
        Process process = program(about(command, options))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader progress = process.errorReader();
        String line = progress.readLine();
        while (line != null && !line.contains(words)) {
            line = progress.readLine();
        }
        return process;
    }

    /** Runs a command about the project and the database to its end. */
    public Result run(String command, String... options) throws IOException, InterruptedException {
        return typed(about(command, options));
    }

    /** Runs exactly these words to their end. */
    public Result typed(String... words) throws IOException, InterruptedException {
        Path output = Files.createTempFile("switchback", ".out");
        Path messages = Files.createTempFile("switchback", ".err");
        try {
            Process process = program(words)
                    .redirectOutput(output.toFile())
                    .redirectError(messages.toFile())
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("hangs: " + String.join(" ", words));
            }
            return new Result(process.exitValue(), Files.readString(output), Files.readString(messages));
        } finally {
            Files.delete(output);
            Files.delete(messages);
        }
    }

    private String[] about(String command, String... options) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of("--project", project.toString(), "--url", database.url(), "--user", database.user()));
        words.addAll(List.of(options));
        return words.toArray(String[]::new);
    }

    /** The program with these words, not started yet; it sees no variable that could open the window. */
    public ProcessBuilder program(String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.switchback.Main"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("DISPLAY", "WAYLAND_DISPLAY"));
        builder.environment().putAll(environment);
        return builder;
    }
}

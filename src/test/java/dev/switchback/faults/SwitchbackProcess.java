package dev.switchback.faults;

import dev.switchback.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the real command line in a process of its own, so that it can be killed. */
final class SwitchbackProcess {

    private static final long LIMIT_SECONDS = 120;

    private final Path project;
    private final TestDatabase database;

    SwitchbackProcess(Path project, TestDatabase database) {
        this.project = project;
        this.database = database;
    }

    /** What a finished command said. */
    record Result(int exit, String output, String messages) {}

    Process start(String... arguments) throws IOException {
        return builder(arguments)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("switchback", ".out");
        Path messages = Files.createTempFile("switchback", ".err");
        try {
            Process process = builder(arguments)
                    .redirectOutput(output.toFile())
                    .redirectError(messages.toFile())
                    .start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("hangs: " + String.join(" ", arguments));
            }
            return new Result(process.exitValue(), Files.readString(output), Files.readString(messages));
        } finally {
            Files.delete(output);
            Files.delete(messages);
        }
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.switchback.Main"));
        command.add(arguments[0]);
        command.addAll(List.of("--project", project.toString(), "--url", database.url(), "--user", database.user()));
        command.addAll(List.of(arguments).subList(1, arguments.length));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("SWITCHBACK_PASSWORD", database.password());
        builder.environment().put("SWITCHBACK_HOME", project.resolve(".home").toString());
        return builder;
    }
}

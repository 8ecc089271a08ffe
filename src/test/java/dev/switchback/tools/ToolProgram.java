package dev.switchback.tools;

import dev.switchback.support.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another tool's own program, run in a project's folder as its users would. */
final class ToolProgram {

    private static final long LONGEST_SECONDS = 60;

    private final Path program;
    private final Path folder;
    private final Map<String, String> environment;

    private ToolProgram(Path program, Path folder, Map<String, String> environment) {
        this.program = program;
        this.folder = folder;
        this.environment = environment;
    }

    /** What a program said, and its exit code. */
    record Said(int exit, String text) {}

    static ToolProgram dbmate(Path folder, TestDatabase database) {
        Path tools = Path.of("target/tools").toAbsolutePath();
        Path program = tools.resolve("node_modules/@dbmate/linux-x64/bin/dbmate");
        if (!Files.isExecutable(program)) {
            new ToolProgram(Path.of("npm"), Path.of("."), Map.of())
                    .succeeds("install", "--no-audit", "--no-fund", "--prefix", tools.toString(), "dbmate@2.36.0");
        }
        return new ToolProgram(
                program,
                folder,
                Map.of(
                        "DATABASE_URL",
                        address(database) + "?sslmode=disable",
                        "DBMATE_MIGRATIONS_DIR",
                        ".",
                        "DBMATE_NO_DUMP_SCHEMA",
                        "true"));
    }

    /** Without the settings of whoever runs the tests. */
    static ToolProgram sqitch(Path folder) {
        Path program = Path.of("/usr/bin/sqitch");
        if (!Files.isExecutable(program)) {
            throw new AssertionError("sqitch is not there; install sqitch, libdbd-pg-perl and postgresql-client");
        }
        return new ToolProgram(
                program,
                folder,
                Map.of(
                        "HOME",
                        folder.toString(),
                        "SQITCH_FULLNAME",
                        "Ada Miller",
                        "SQITCH_EMAIL",
                        "ada@fleet.example"));
    }

    /** The address with the password in it, as these programs want it. */
    static String address(TestDatabase database) {
        return database.url()
                .replace("jdbc:postgresql://", "postgres://" + database.user() + ":" + database.password() + "@");
    }

    /** What has to succeed. */
    String succeeds(String... words) {
        Said said = run(words);
        if (said.exit() != 0) {
            throw new AssertionError(program.getFileName() + " " + String.join(" ", words) + " failed: " + said.text());
        }
        return said.text();
    }

    Said run(String... words) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(words));
        try {
            Path output = Files.createTempFile("tool", ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end: " + Files.readString(output));
            }
            String text = Files.readString(output);
            Files.delete(output);
            return new Said(process.exitValue(), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}

package dev.switchback.support;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The real Alembic, as a user types it, in the folder of an alembic.ini.
 *
 * @param environment variables beside those of this process
 */
public record Alembic(Path folder, Map<String, String> environment) {

    private static final int TIMEOUT_SECONDS = 60;
    private static final String PYTHON = findPython();

    public Alembic {
        environment = Map.copyOf(environment);
    }

    /** What a command printed, with its exit code. */
    public record Result(int exit, String out) {}

    /** A Python that has Alembic and psycopg2; without one, the tests of Alembic cannot say anything. */
    public static Path python() {
        return Path.of(PYTHON);
    }

    private static String findPython() {
        for (String candidate : List.of("/usr/bin/python3", "python3")) {
            try {
                Process process = new ProcessBuilder(candidate, "-c", "import alembic, psycopg2")
                        .redirectErrorStream(true)
                        .start();
                process.getInputStream().readAllBytes();
                if (process.waitFor() == 0) {
                    return candidate;
                }
            } catch (IOException notThere) {
                // the next one may be
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new AssertionError("no python3 with Alembic and psycopg2: install python3-alembic and python3-psycopg2, "
                + "as .ci/run does");
    }

    /** Runs a command that has to end well, and gives what it printed. */
    public String run(String... words) {
        Result result = attempt(words);
        if (result.exit() != 0) {
            throw new AssertionError("alembic " + String.join(" ", words) + " failed: " + result.out());
        }
        return result.out();
    }

    /** A program that uses Alembic's own functions; it answers each line with a line. */
    public Talk talk(String program) {
        ProcessBuilder builder = new ProcessBuilder(PYTHON, "-c", program).directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        try {
            return new Talk(
                    builder.redirectError(ProcessBuilder.Redirect.DISCARD).start());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /** A program that waits for the next line. */
    public record Talk(Process process) implements AutoCloseable {

        public String ask(String line) {
            try {
                Writer out = process.outputWriter();
                out.write(line + "\n");
                out.flush();
                String answer = process.inputReader().readLine();
                if (answer == null) {
                    throw new AssertionError("ended at: " + line);
                }
                return answer;
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    /** Runs a command, whatever comes of it. */
    public Result attempt(String... words) {
        List<String> command = new ArrayList<>(List.of(PYTHON, "-m", "alembic"));
        command.addAll(List.of(words));
        return run(command);
    }

    private Result run(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        try {
            Path out = Files.createTempFile("alembic", ".out");
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " did not end");
            }
            String printed = Files.readString(out, StandardCharsets.UTF_8);
            Files.delete(out);
            return new Result(process.exitValue(), printed);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}

package dev.switchback.engine.alembic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.engine.failure.SwitchbackException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A process of the project's Python with the driver in it: one request through its standard input, answers line by line
 * through its standard output. What the project's own code prints comes as lines of its own, however much it is.
 */
final class Conversation implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Nothing of the request is in the arguments, where others could read it. A terminal tells Ctrl+C to every program in
     * it: what becomes of this one is for Switchback to decide.
     */
    private static final String LOADER = "import signal,sys;signal.signal(signal.SIGINT,signal.SIG_IGN);"
            + "n=int(sys.stdin.buffer.readline());"
            + "exec(compile(sys.stdin.buffer.read(n),'switchback driver','exec'))";

    private static final int WAITING = 1_000;
    private static final int LONGEST_LINE = 4_000;
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final Duration FOR_A_PLACE = Duration.ofSeconds(2);

    private final Process process;
    private final BlockingQueue<Optional<String>> answers = new ArrayBlockingQueue<>(WAITING);
    private final Thread hearing;

    private Conversation(Process process, Consumer<String> printed) {
        this.process = process;
        Thread.ofVirtual().start(this::listen);
        this.hearing = Thread.ofVirtual().start(() -> hear(printed));
    }

    /**
     * Starts the process and hands over the request.
     *
     * @param environment variables beside those of our own process
     * @param printed takes each line that is printed, on a thread of its own
     */
    static Conversation begin(
            Path python, Path folder, Map<String, String> environment, JsonNode request, Consumer<String> printed) {
        ProcessBuilder builder =
                new ProcessBuilder(List.of(python.toString(), "-c", LOADER)).directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.environment().remove("SWITCHBACK_PASSWORD");
        builder.environment().put("PYTHONHASHSEED", "0"); // Alembic iterates over sets, whose order this decides
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("PYTHONUNBUFFERED", "1");
        try {
            Conversation conversation = new Conversation(builder.start(), printed);
            conversation.ask(request);
            return conversation;
        } catch (IOException failure) {
            throw new SwitchbackException.Unreadable(
                    "wrong_interpreter",
                    python + " could not be started: " + failure.getMessage(),
                    Interpreters.ADVICE,
                    Optional.of(python));
        }
    }

    /** A process that has ended already says why by itself. */
    private void ask(JsonNode request) {
        try {
            byte[] driver = driver();
            OutputStream in = process.getOutputStream();
            in.write((driver.length + "\n").getBytes(StandardCharsets.US_ASCII));
            in.write(driver);
            in.write(JSON.writeValueAsBytes(request));
            in.write('\n');
            in.flush();
        } catch (IOException ended) {
            return;
        }
    }

    private static byte[] driver() {
        try (InputStream source = Conversation.class.getResourceAsStream("driver.py")) {
            if (source == null) {
                throw new IllegalStateException("driver.py is missing in this build");
            }
            return source.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answers.put(Optional.of(line));
            }
        } catch (IOException ended) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private void end() {
        try {
            answers.put(Optional.empty());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads to the end whatever comes, so that nobody waits for us; very long lines are cut. */
    private void hear(Consumer<String> printed) {
        StringBuilder line = new StringBuilder();
        char[] buffer = new char[8192];
        try (InputStreamReader text = new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)) {
            for (int read = text.read(buffer); read >= 0; read = text.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n') {
                        printed.accept(line.toString());
                        line.setLength(0);
                    } else if (line.length() < LONGEST_LINE) {
                        line.append(buffer[i]);
                    }
                }
            }
        } catch (IOException ended) {
            process.destroyForcibly();
        }
        if (!line.isEmpty()) {
            printed.accept(line.toString());
        }
    }

    /** What came within some time. */
    sealed interface Heard {

        /** An answer. */
        record Answer(JsonNode content) implements Heard {}

        /** The process has ended. */
        record Ended(int exitCode) implements Heard {}

        /** Nothing came. */
        record Silence() implements Heard {}
    }

    Heard next(Duration patience) {
        try {
            Optional<String> line = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                return new Heard.Silence();
            }
            if (line.isEmpty()) {
                hearing.join(LAST_WORDS);
                return new Heard.Ended(process.waitFor(1, TimeUnit.SECONDS) ? process.exitValue() : -1);
            }
            return new Heard.Answer(JSON.readTree(line.get()));
        } catch (JsonProcessingException noneOfOurs) {
            kill();
            return new Heard.Ended(-1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Heard.Ended(-1);
        }
    }

    /** Where the program is at this moment; empty when it does not say in time. */
    Optional<JsonNode> place() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException ended) {
            return Optional.empty();
        }
        return next(FOR_A_PLACE) instanceof Heard.Answer answer
                        && answer.content().has("at")
                ? Optional.of(answer.content())
                : Optional.empty();
    }

    /** Ends the process and all that it started; safe from any thread, and more than once. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}

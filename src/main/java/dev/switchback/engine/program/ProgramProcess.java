package dev.switchback.engine.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program in a process of its own that exchanges JSON documents with us, one a line. It is asked through its input
 * and answers through its output, which the program itself never sees; what it prints comes through its error stream.
 */
final class ProgramProcess implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final int WAITING_MESSAGES = 64;
    private static final int LONGEST_TAIL = 2_000;
    private static final long PATIENCE_AT_THE_END = 5;

    private final Process process;
    private final BlockingQueue<Optional<JsonNode>> messages = new ArrayBlockingQueue<>(WAITING_MESSAGES);
    private final Thread listening;
    private final Thread hearing;
    private final StringBuilder tail = new StringBuilder();

    private ProgramProcess(Process process, ThreadFactory threads, Consumer<String> printed) {
        this.process = process;
        this.listening = threads.newThread(this::listen);
        this.hearing = threads.newThread(() -> hear(new PrintedLines(printed)));
        listening.start();
        hearing.start();
    }

    /**
     * Starts a process with none of our secrets in its environment.
     *
     * @param printed takes each line of its error stream, on another thread
     * @throws ProgramException when it cannot be started
     */
    static ProgramProcess start(
            List<String> command, ProgramSettings settings, ThreadFactory threads, Consumer<String> printed)
            throws ProgramException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(settings.root().toFile());
        builder.environment().clear();
        builder.environment().putAll(settings.environmentOfPrograms());
        try {
            return new ProgramProcess(builder.start(), threads, printed);
        } catch (IOException failure) {
            throw new ProgramException(
                    "cannot_start",
                    Path.of(command.getFirst()) + " could not be started: " + failure.getMessage(),
                    "See that it is a Python, or name another one in switchback.toml: interpreter = \"…\".");
        }
    }

    private void listen() {
        try {
            read();
            messages.put(Optional.empty());
        } catch (InterruptedException closed) {
            return;
        }
    }

    private void read() throws InterruptedException {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                messages.put(Optional.of(JSON.readTree(line)));
            }
        } catch (IOException ended) {
            process.destroyForcibly();
        }
    }

    private void hear(PrintedLines printed) {
        char[] buffer = new char[8192];
        try (InputStream stream = process.getErrorStream();
                Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                String text = new String(buffer, 0, read);
                keep(text);
                printed.add(text);
            }
        } catch (IOException ended) {
            process.destroyForcibly();
        }
        printed.end(0);
    }

    private void keep(String text) {
        synchronized (tail) {
            tail.append(text);
            tail.delete(0, Math.max(0, tail.length() - LONGEST_TAIL));
        }
    }

    /** Sends a message; one that has ended hears nothing, which shows at the next one from it. */
    void send(JsonNode message) {
        try {
            OutputStream sink = process.getOutputStream();
            sink.write(JSON.writeValueAsBytes(message));
            sink.write('\n');
            sink.flush();
        } catch (IOException ended) {
            return;
        }
    }

    /** What came back. */
    sealed interface Heard {

        record Message(JsonNode content) implements Heard {}

        /** The process has ended. */
        record Ended() implements Heard {}

        /** Nothing came in time. */
        record Silence() implements Heard {}
    }

    /** Waits for the next message. */
    Heard next(Duration patience) {
        try {
            Optional<JsonNode> message = messages.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (message == null) {
                return new Heard.Silence();
            }
            return message.<Heard>map(Heard.Message::new).orElseGet(Heard.Ended::new);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Heard.Ended();
        }
    }

    /** The last words on the error stream, once the process has ended. */
    String lastWords() {
        awaitEnd();
        synchronized (tail) {
            return tail.toString().strip();
        }
    }

    /** How it ended: its exit code. */
    int exitCode() {
        awaitEnd();
        return process.isAlive() ? -1 : process.exitValue();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE_AT_THE_END, TimeUnit.SECONDS)) {
                kill();
            }
            hearing.join(Duration.ofSeconds(PATIENCE_AT_THE_END));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it, and everything that it has started; safe from any thread, and more than once. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    static ObjectNode message() {
        return JSON.createObjectNode();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
        awaitEnd();
        listening.interrupt();
    }
}

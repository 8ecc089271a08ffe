package dev.switchback.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs the real program as a terminal does: Ctrl+C reaches it and everything that it has started. */
public final class Terminal implements AutoCloseable {

    private static final int LIMIT_SECONDS = 60;

    /** A shell without job control makes its children deaf to Ctrl+C; this gives them their ears back. */
    private static final List<String> HEARING = List.of("setsid", "env", "--default-signal=INT");

    private final SwitchbackProcess program;
    private final Path output;
    private final Path messages;
    private Optional<Process> started = Optional.empty();

    /** @param folder of the project, beside which what is printed is kept */
    public Terminal(Path folder, TestDatabase database) {
        this.program = new SwitchbackProcess(folder, database);
        this.output = folder.resolve("out");
        this.messages = folder.resolve("err");
    }

    /** Something that will become true. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws IOException;
    }

    /** Starts a command and presses Ctrl+C when something is so; answers with its exit code. */
    public int interrupt(Condition condition, String... words) throws IOException, InterruptedException {
        Process process = start(words);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!condition.holds()) {
            assertThat(process.isAlive()).as("it ended too early: %s", output()).isTrue();
            assertThat(System.nanoTime()).as("it never came so far").isLessThan(deadline);
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        new ProcessBuilder("kill", "-INT", "--", "-" + process.pid()).start().waitFor();
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private Process start(String... words) throws IOException, InterruptedException {
        assumeTrue(runs(HEARING), "this machine has no setsid, or no env --default-signal");
        List<String> about = new ArrayList<>(List.of(words));
        about.addAll(List.of("--project", program.project().toString()));
        about.addAll(List.of(
                "--url", program.database().url(), "--user", program.database().user()));
        ProcessBuilder builder = program.program(about.toArray(String[]::new));
        List<String> command = new ArrayList<>(HEARING);
        command.addAll(builder.command());
        Process process = builder.command(command)
                .redirectOutput(output.toFile())
                .redirectError(messages.toFile())
                .start();
        started = Optional.of(process);
        return process;
    }

    private static boolean runs(List<String> prefix) throws InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    public String output() throws IOException {
        return Files.readString(output);
    }

    public String messages() throws IOException {
        return Files.readString(messages);
    }

    /** Ends what a failing test left. */
    @Override
    public void close() {
        started.ifPresent(Process::destroyForcibly);
    }
}

package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchback.support.ProjectFolder;
import dev.switchback.support.SwitchbackProcess;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl+C in the middle of a run, and a reader that goes away, on the real program. */
class InterruptedProcessTest {

    private static final int LIMIT_SECONDS = 60;

    /** A shell without job control makes its children deaf to Ctrl+C; this gives them their ears back. */
    private static final List<String> HEARING = List.of("env", "--default-signal=INT");

    @TempDir
    Path folder;

    private Optional<Process> started = Optional.empty();

    @Test
    void ctrlCOnPostgresTakesTheRunningMigrationBackAndSaysSo() throws Exception {
        TestDatabase database = TestDatabases.postgres();
        new ProjectFolder(folder)
                .migration("001_one", "CREATE TABLE one (id integer);", "DROP TABLE one;")
                .migration("002_two", "CREATE TABLE two (id integer);\nSELECT pg_sleep(50);", "DROP TABLE two;");
        Process apply = start(database, "apply", "--yes");

        until(
                apply,
                () -> !database.query("SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'")
                        .isEmpty());
        interrupt(apply);

        assertThat(apply.exitValue()).isEqualTo(130);
        assertThat(folder.resolve("out")).content().contains("Cancelled. Rolled back; nothing of 002_two is left");
        assertThat(database.query("SELECT string_agg(tablename, ',') FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("one");
    }

    @Test
    void ctrlCOnH2LeavesALedgerThatKnowsHowFarItCame() throws Exception {
        TestDatabase database =
                new TestDatabase("jdbc:h2:file:" + folder.resolve("db") + ";AUTO_SERVER=TRUE", "sa", "");
        new ProjectFolder(folder)
                .migration(
                        "001_one",
                        "CREATE TABLE one (id integer);\nSELECT count(*) FROM system_range(1, 9000000000) WHERE x % 7 = 3;",
                        "DROP TABLE one;");
        Process apply = start(database, "apply", "--yes");

        until(apply, () -> Files.exists(folder.resolve("db.lock.db")) && exists(database));
        interrupt(apply);

        assertThat(apply.exitValue()).isEqualTo(130);
        assertThat(folder.resolve("out")).content().contains("Cancelled. Statement 1 of 2 stays applied");
        assertThat(new SwitchbackProcess(folder, database).run("status").output())
                .contains("stopped after statement 1 of 2");
    }

    private static boolean exists(TestDatabase database) {
        return !database.query("SELECT 1 FROM information_schema.tables WHERE table_name = 'ONE'")
                .isEmpty();
    }

    @AfterEach
    void endWhatAFailingTestLeft() {
        started.ifPresent(Process::destroyForcibly);
    }

    private Process start(TestDatabase database, String... words) throws IOException, InterruptedException {
        assumeTrue(runs(HEARING), "this machine has no env --default-signal");
        ProcessBuilder builder = new SwitchbackProcess(folder, database)
                .program(
                        words[0],
                        "--project",
                        folder.toString(),
                        "--url",
                        database.url(),
                        "--user",
                        database.user(),
                        words[1]);
        List<String> command = new ArrayList<>(HEARING);
        command.addAll(builder.command());
        Process process = builder.command(command)
                .redirectOutput(new File(folder.toFile(), "out"))
                .redirectError(new File(folder.toFile(), "err"))
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

    /** Something that will become true. */
    @FunctionalInterface
    private interface Condition {
        boolean holds();
    }

    private static void until(Process process, Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!condition.holds()) {
            assertThat(process.isAlive()).as("it ended too early").isTrue();
            assertThat(System.nanoTime()).as("it never came so far").isLessThan(deadline);
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
}

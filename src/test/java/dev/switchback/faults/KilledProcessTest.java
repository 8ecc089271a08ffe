package dev.switchback.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchback.support.SwitchbackProcess;
import dev.switchback.support.SwitchbackProcess.Result;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills an apply at random instants and compares what the ledger says with what the database has, then goes on. The
 * property {@code switchback.kills} says how often per case; 2 unless told.
 */
class KilledProcessTest {

    private static final int KILLS = Integer.getInteger("switchback.kills", 2);

    @TempDir
    Path folder;

    /** What is killed. */
    enum Case {
        POSTGRES_TRANSACTIONAL(""),
        POSTGRES_NON_TRANSACTIONAL("-- Transaction: off"),
        H2_FILE("");

        private final String header;

        Case(String header) {
            this.header = header;
        }

        /** The server notices a dead client a little later, and finishes what it was doing. */
        void awaitServer(TestDatabase database) {
            if (this == H2_FILE) {
                return;
            }
            String others = "SELECT count(*) FROM pg_stat_activity "
                    + "WHERE datname = current_database() AND pid <> pg_backend_pid()";
            while (!database.query(others).equals("0")) {
                Thread.onSpinWait();
            }
        }

        TestDatabase database(Path folder, int round) {
            return this == H2_FILE
                    ? new TestDatabase(
                            "jdbc:h2:file:" + folder.resolve("db" + round) + ";AUTO_SERVER=TRUE;WRITE_DELAY=0",
                            "sa",
                            "")
                    : TestDatabases.postgres();
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void ledgerTellsTheTruthAfterKillAndTheRunCanBeContinued(Case which, TestReporter reporter) throws Exception {
        CrashProject.write(folder, which.header);
        long whole = timeOfAWholeRun(which);
        Random random = new Random();
        int partly = 0;
        for (int round = 1; round <= KILLS; round++) {
            TestDatabase database = which.database(folder, round);
            SwitchbackProcess switchback = new SwitchbackProcess(folder, database);
            Process apply = switchback.start("apply", "--yes");
            long instant = whole / 4 + random.nextLong(whole * 3 / 4);
            apply.waitFor(instant, TimeUnit.MILLISECONDS);
            apply.destroyForcibly().waitFor();
            which.awaitServer(database);
            int applied = compareLedgerWithDatabase(switchback, database);
            partly += applied > 0 && applied < CrashProject.MIGRATIONS ? 1 : 0;
            continueToTheEnd(switchback, database);
        }
        reporter.publishEntry(which.name(), KILLS + " kills, " + partly + " between two migrations");
    }

    private long timeOfAWholeRun(Case which) throws Exception {
        SwitchbackProcess switchback = new SwitchbackProcess(folder, which.database(folder, 0));
        long start = System.nanoTime();
        assertThat(switchback.run("apply", "--yes").exit()).isZero();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    /** @return how many migrations are completed */
    private static int compareLedgerWithDatabase(SwitchbackProcess switchback, TestDatabase database) throws Exception {
        int completed = 0;
        JsonNode migrations = migrations(switchback);
        for (int i = 1; i <= CrashProject.MIGRATIONS; i++) {
            JsonNode migration = migrations.get(i - 1);
            List<Boolean> effects = CrashProject.effects(database, i);
            switch (migration.get("state").asText()) {
                case "completed" -> {
                    completed++;
                    assertThat(effects).as(CrashProject.id(i)).doesNotContain(false);
                }
                case "pending" -> assertThat(effects).as(CrashProject.id(i)).doesNotContain(true);
                default -> assertInterrupted(migration, effects);
            }
        }
        return completed;
    }

    /** Everything said to be done is there; at most the statement after it may be there too. */
    private static void assertInterrupted(JsonNode migration, List<Boolean> effects) {
        int done = migration.get("statements_done").asInt();
        assertThat(effects.subList(0, done)).as(migration.toString()).doesNotContain(false);
        if (done + 1 < effects.size()) {
            assertThat(effects.subList(done + 1, effects.size()))
                    .as(migration.toString())
                    .doesNotContain(true);
        }
    }

    private static void continueToTheEnd(SwitchbackProcess switchback, TestDatabase database) throws Exception {
        for (JsonNode migration : migrations(switchback)) {
            boolean interrupted =
                    migration.get("findings").findValuesAsText("code").contains("interrupted");
            if (interrupted) {
                Result resumed = switchback.run("resume", migration.get("id").asText(), "--yes");
                assertThat(resumed.exit()).as(resumed.toString()).isZero();
            }
        }
        Result rest = switchback.run("apply", "--yes");
        assertThat(rest.exit()).as(rest.toString()).isZero();
        assertThat(compareLedgerWithDatabase(switchback, database)).isEqualTo(CrashProject.MIGRATIONS);
    }

    private static JsonNode migrations(SwitchbackProcess switchback) throws IOException, InterruptedException {
        Result status = switchback.run("status", "--json");
        assertThat(status.exit()).as(status.toString()).isZero();
        return new ObjectMapper().readTree(status.output()).get("sets").get(0).get("migrations");
    }
}

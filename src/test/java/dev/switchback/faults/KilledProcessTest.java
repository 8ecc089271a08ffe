package dev.switchback.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.ResumeRequest;
import dev.switchback.engine.Switchback;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.ledger.LedgerRow;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.SwitchbackProcess;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills an apply at random instants and compares what the ledger says with what the database has, then goes on. The
 * property {@code switchback.kills} says how often per case; 1 unless told.
 */
class KilledProcessTest {

    private static final int KILLS = Integer.getInteger("switchback.kills", 1);
    private static final String FIRST = "] up " + CrashProject.id(1);
    private static final RunOptions YES = RunOptions.DEFAULT.with(Confirmation.YES);

    @TempDir
    Path folder;

    /** What is killed. */
    enum Case {
        POSTGRES_TRANSACTIONAL(""),
        POSTGRES_NON_TRANSACTIONAL("-- Transaction: off"),
        H2_FILE(""),
        H2_FILE_NON_TRANSACTIONAL("-- Transaction: off");

        private final String header;

        Case(String header) {
            this.header = header;
        }

        String header() {
            return header;
        }

        boolean isFile() {
            return this == H2_FILE || this == H2_FILE_NON_TRANSACTIONAL;
        }

        /** The server notices a dead client a little later, and finishes what it was doing. */
        void awaitServer(TestDatabase database) {
            if (isFile()) {
                return;
            }
            String others = "SELECT count(*) FROM pg_stat_activity "
                    + "WHERE datname = current_database() AND pid <> pg_backend_pid()";
            while (!database.query(others).equals("0")) {
                Thread.onSpinWait();
            }
        }

        TestDatabase database(Path folder, int round) {
            return isFile()
                    ? new TestDatabase(
                            "jdbc:h2:file:" + folder.resolve("db" + round) + ";AUTO_SERVER=TRUE;WRITE_DELAY=0",
                            "sa",
                            "")
                    : TestDatabases.postgres();
        }
    }

    /** The instants lie between the beginning of the first migration and the end of the process. */
    @ParameterizedTest
    @EnumSource(Case.class)
    void ledgerTellsTheTruthAfterKillAndTheRunCanBeContinued(Case which) throws Exception {
        CrashProject.write(folder, which.header);
        long whole = timeOfAWholeRun(which);
        Random random = new Random();
        Tally tally = new Tally("kill -9 " + which);
        int partly = 0;
        for (int round = 1; round <= KILLS; round++) {
            TestDatabase database = which.database(folder, round);
            Process apply = new SwitchbackProcess(folder, database).startedUntil(FIRST, "apply", "--yes");
            long instant = random.nextLong(whole);
            apply.waitFor(instant, TimeUnit.MICROSECONDS);
            apply.destroyForcibly().waitFor();
            which.awaitServer(database);
            try (TargetDatabase target = Switchback.open(folder, Map.of()).on(database.settings())) {
                List<MigrationStatus> killed = statuses(target);
                partly += isHalf(killed) ? 1 : 0;
                tally.add(
                        "killed " + instant + " µs after its beginning",
                        lies(killed, database),
                        goOn(target, database));
            }
        }
        tally.close("; " + partly + " in the middle");
    }

    private long timeOfAWholeRun(Case which) throws Exception {
        TestDatabase database = which.database(folder, 0);
        SwitchbackProcess switchback = new SwitchbackProcess(folder, database);
        Process apply = switchback.startedUntil(FIRST, "apply", "--yes");
        long start = System.nanoTime();
        assertThat(apply.waitFor()).isZero();
        long whole = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
        assertThat(switchback.run("status", "--json").output())
                .contains("\"completed\"")
                .doesNotContain("\"state\" : \"pending\"");
        return whole;
    }

    private static List<MigrationStatus> statuses(TargetDatabase target) {
        return target.status().sets().getFirst().migrations();
    }

    /** Some of the run is committed, and some is not. */
    private static boolean isHalf(List<MigrationStatus> statuses) {
        long completed = statuses.stream()
                .filter(status -> status.state() == MigrationState.COMPLETED)
                .count();
        return statuses.stream().anyMatch(status -> status.has(FindingCode.INTERRUPTED))
                || (completed > 0 && completed < statuses.size());
    }

    private static String lies(List<MigrationStatus> statuses, TestDatabase database) {
        StringBuilder lies = new StringBuilder();
        for (int i = 1; i <= CrashProject.MIGRATIONS; i++) {
            MigrationStatus status = statuses.get(i - 1);
            List<Boolean> effects = CrashProject.effects(database, i);
            if (!isSo(status, effects)) {
                lies.append(status.state()).append(' ').append(status.row()).append(effects);
            }
        }
        return lies.toString();
    }

    /** Everything said to be done is there; beyond it at most the one statement that is said to be in doubt. */
    private static boolean isSo(MigrationStatus status, List<Boolean> effects) {
        if (!status.has(FindingCode.INTERRUPTED)) {
            return !effects.contains(status.state() != MigrationState.COMPLETED);
        }
        LedgerRow.Execution execution = status.row().orElseThrow().execution();
        int done = execution.statementsDone();
        int doubted = execution.doubt() == LedgerRow.Doubt.IN_DOUBT ? 1 : 0;
        return !effects.subList(0, done).contains(false)
                && effects.stream().skip(done + doubted).noneMatch(there -> there);
    }

    /** Why it does not come to its end without a hand, or "". */
    private static String goOn(TargetDatabase target, TestDatabase database) {
        for (MigrationStatus status : statuses(target)) {
            if (status.has(FindingCode.INTERRUPTED)) {
                ResumeRequest request = new ResumeRequest("main", status.id(), ResumeRequest.Decision.CONTINUE);
                RunOutcome resumed = target.resume(request, YES, RunListener.SILENT, new Cancellation());
                if (!(resumed instanceof RunOutcome.Completed)) {
                    return resumed.toString();
                }
            }
        }
        if (!(target.plan(PlanRequest.upEverything()) instanceof Plan plan)) {
            return "refused";
        }
        RunOutcome rest = target.run(plan, YES, RunListener.SILENT, new Cancellation());
        boolean ended = rest instanceof RunOutcome.Completed || rest instanceof RunOutcome.NothingToDo;
        boolean whole = statuses(target).stream().allMatch(status -> status.state() == MigrationState.COMPLETED);
        return ended && whole ? lies(statuses(target), database) : rest.toString();
    }
}

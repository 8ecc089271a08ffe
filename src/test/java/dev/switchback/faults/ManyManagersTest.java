package dev.switchback.faults;

import dev.switchback.engine.Switchback;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.SwitchbackProcess;
import dev.switchback.support.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Managers that meet on one database; {@code switchback.rounds} says how often, 1 unless told. */
class ManyManagersTest {

    private static final int ROUNDS = Integer.getInteger("switchback.rounds", 1);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "POSTGRES_TRANSACTIONAL, 2", "POSTGRES_TRANSACTIONAL, 8",
        "POSTGRES_NON_TRANSACTIONAL, 2", "POSTGRES_NON_TRANSACTIONAL, 8",
        "H2_FILE, 2", "H2_FILE, 8",
        "H2_FILE_NON_TRANSACTIONAL, 2", "H2_FILE_NON_TRANSACTIONAL, 8"
    })
    void eachMigrationRunsOnce(KilledProcessTest.Case where, int managers) throws Exception {
        CrashProject.write(folder, where.header());
        Tally tally = new Tally(managers + " managers at once, " + where);
        for (int round = 1; round <= ROUNDS; round++) {
            TestDatabase database = where.database(folder, round);
            String failed = meet(database, managers);
            tally.add("round " + round, wrong(database), failed);
        }
        tally.close();
    }

    @ParameterizedTest
    @CsvSource({"POSTGRES_NON_TRANSACTIONAL, 2", "H2_FILE, 2"})
    void eachMigrationRunsOnceByProcesses(KilledProcessTest.Case where, int managers) throws Exception {
        CrashProject.write(folder, where.header());
        Tally tally = new Tally(managers + " processes at once, " + where);
        for (int round = 1; round <= ROUNDS; round++) {
            TestDatabase database = where.database(folder, round);
            String failed = meetAsProcesses(database, managers);
            tally.add("round " + round, wrong(database), failed);
        }
        tally.close();
    }

    private String meetAsProcesses(TestDatabase database, int managers) throws Exception {
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < managers; i++) {
            all.add(new SwitchbackProcess(folder, database).start("apply", "--yes"));
        }
        StringBuilder failed = new StringBuilder();
        for (Process each : all) {
            failed.append(each.waitFor() == 0 ? "" : "exit " + each.exitValue() + " ");
        }
        return failed.toString();
    }

    private String meet(TestDatabase database, int managers) throws Exception {
        CyclicBarrier together = new CyclicBarrier(managers);
        StringBuilder failed = new StringBuilder();
        try (ExecutorService threads = Executors.newFixedThreadPool(managers)) {
            List<Future<String>> ends = new ArrayList<>();
            for (int i = 0; i < managers; i++) {
                ends.add(threads.submit(() -> {
                    together.await();
                    return apply(database);
                }));
            }
            for (Future<String> end : ends) {
                failed.append(end.get());
            }
        }
        return failed.toString();
    }

    private String apply(TestDatabase database) {
        try (TargetDatabase target = Switchback.open(folder, Map.of()).on(database.settings())) {
            if (!(target.plan(PlanRequest.upEverything()) instanceof Plan plan)) {
                return "refused";
            }
            RunOutcome outcome =
                    target.run(plan, RunOptions.DEFAULT.with(Confirmation.YES), RunListener.SILENT, new Cancellation());
            boolean well = outcome instanceof RunOutcome.Completed || outcome instanceof RunOutcome.NothingToDo;
            return well ? "" : outcome.toString();
        } catch (RuntimeException failure) {
            return failure.toString();
        }
    }

    /** Each statement took effect, and each migration is in the history once. */
    private String wrong(TestDatabase database) {
        StringBuilder wrong = new StringBuilder();
        for (int i = 1; i <= CrashProject.MIGRATIONS; i++) {
            wrong.append(CrashProject.effects(database, i).contains(false) ? CrashProject.id(i) : "");
        }
        try (TargetDatabase target = Switchback.open(folder, Map.of()).on(database.settings())) {
            int entries = target.history(100).size();
            return entries == CrashProject.MIGRATIONS ? wrong.toString() : wrong + " history of " + entries;
        }
    }
}

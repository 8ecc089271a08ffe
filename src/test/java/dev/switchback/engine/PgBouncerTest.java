package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.PgBouncer;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs through a real PgBouncer, which must be installed: without it these tests fail. */
class PgBouncerTest {

    private static final String LOCKS = "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database "
            + "WHERE d.datname = current_database() AND locktype = 'advisory'";

    @TempDir
    Path folder;

    @TempDir
    Path proxyFolder;

    private final TestDatabase database = TestDatabases.postgres();

    private RunOutcome apply(TestDatabase through) {
        try (TargetDatabase target = Switchback.open(folder, Map.of()).on(through.settings())) {
            Plan plan = (Plan) target.plan(PlanRequest.upEverything());
            RunOptions yes = RunOptions.DEFAULT.with(Confirmation.YES);
            return target.run(plan, yes, RunListener.SILENT, new Cancellation());
        }
    }

    @Test
    void managersThatMeetBehindSharedSessionsApplyEachMigrationOnceAndLeaveNothingInThem() throws Exception {
        ProjectFolder project = new ProjectFolder(folder);
        for (int i = 10; i < 30; i++) {
            project.migration("0" + i + "_t", "SET search_path = public;\nCREATE TABLE t" + i + " (id integer);", "");
        }
        try (PgBouncer proxy = PgBouncer.start(proxyFolder, "transaction");
                ExecutorService managers = Executors.newFixedThreadPool(2)) {
            TestDatabase through = proxy.inFrontOf(database);
            List<Future<RunOutcome>> outcomes = IntStream.range(0, 2)
                    .mapToObj(manager -> managers.submit(() -> apply(through)))
                    .toList();
            for (Future<RunOutcome> outcome : outcomes) {
                assertThat(outcome.get()).isInstanceOfAny(RunOutcome.Completed.class, RunOutcome.NothingToDo.class);
            }
            assertThat(through.query("SELECT current_setting('search_path') || current_setting('lock_timeout')"))
                    .isEqualTo("\"$user\", public0");
        }
        assertThat(database.query("SELECT count(*) FROM switchback.migration_history"))
                .isEqualTo("20");
        assertThat(database.query(LOCKS)).isEqualTo("0");
    }

    @Test
    void whatRunsOutsideOfATransactionIsRefusedBehindSharedSessions() throws Exception {
        new ProjectFolder(folder)
                .migration("001_t", "CREATE TABLE t (id integer);", "")
                .migration("002_i", "CREATE INDEX CONCURRENTLY t_id ON t (id);", "");
        try (PgBouncer proxy = PgBouncer.start(proxyFolder, "transaction")) {
            RunOutcome.Refused refused = (RunOutcome.Refused) apply(proxy.inFrontOf(database));

            assertThat(refused.failure().code()).isEqualTo("needs_direct_connection");
            assertThat(refused.failure().advice()).contains("leads to the server itself");
        }
        assertThat(database.query("SELECT to_regclass('public.t')")).isEqualTo("null");
        assertThat(database.query(LOCKS)).isEqualTo("0");
    }

    @Test
    void proxyThatKeepsSessionsIsAsGoodAsTheServer() throws Exception {
        new ProjectFolder(folder)
                .migration("001_t", "CREATE TABLE t (id integer);", "")
                .migration("002_i", "CREATE INDEX CONCURRENTLY t_id ON t (id);", "");
        try (PgBouncer proxy = PgBouncer.start(proxyFolder, "session")) {
            assertThat(apply(proxy.inFrontOf(database))).isInstanceOf(RunOutcome.Completed.class);
        }
        assertThat(database.query(LOCKS)).isEqualTo("0");
    }
}

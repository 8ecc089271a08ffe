package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.database.ConnectionSettings.Session;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.PostgresVersion;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What has to hold on every version of the server: one manager at a time, and the same session for everybody. */
class PostgresVersionsTest {

    private static final RunOptions YES =
            RunOptions.DEFAULT.with(Confirmation.YES).with(Duration.ofMinutes(2));

    @TempDir
    Path folder;

    private RunOutcome apply(ConnectionSettings settings) {
        try (TargetDatabase target = Switchback.open(folder, Map.of()).on(settings)) {
            Plan plan = (Plan) target.plan(PlanRequest.upEverything());
            return target.run(plan, YES, RunListener.SILENT, new Cancellation());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.switchback.support.PostgresVersion#here")
    void managersThatMeetAtConcurrentIndexBuildsBothEnd(PostgresVersion version) throws Exception {
        TestDatabase database = TestDatabases.postgres(version);
        new ProjectFolder(folder)
                .migration("001_table", "CREATE TABLE orders (id integer, day date);", "")
                .migration("002_id", "CREATE INDEX CONCURRENTLY orders_id ON orders (id);", "")
                .migration("003_day", "CREATE INDEX CONCURRENTLY orders_day ON orders (day);", "")
                .migration("004_amount", "ALTER TABLE orders ADD COLUMN amount integer;", "");

        try (ExecutorService managers = Executors.newFixedThreadPool(2)) {
            List<Future<RunOutcome>> outcomes = IntStream.range(0, 2)
                    .mapToObj(manager -> managers.submit(() -> apply(database.settings())))
                    .toList();
            for (Future<RunOutcome> outcome : outcomes) {
                assertThat(outcome.get()).isInstanceOfAny(RunOutcome.Completed.class, RunOutcome.NothingToDo.class);
            }
        }

        assertThat(database.query("SELECT string_agg(migration_id || ' ' || status, ', ' ORDER BY executed_at, 1) "
                        + "FROM switchback.migration_history"))
                .isEqualTo("001_table completed, 002_id completed, 003_day completed, 004_amount completed");
        assertThat(database.query("SELECT count(*) FROM pg_index WHERE NOT indisvalid"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @MethodSource("dev.switchback.support.PostgresVersion#here")
    void everyMigrationStartsFromTheSessionOfTheProfile(PostgresVersion version) {
        TestDatabase database = TestDatabases.postgres(version);
        String role = "powerless_" + System.nanoTime();
        database.execute("CREATE ROLE " + role);
        List<String> left = List.of(
                "SELECT 1",
                "SET ROLE " + role,
                "SET SESSION AUTHORIZATION " + role,
                "SET search_path = ''",
                "SET standard_conforming_strings = off",
                "SET TIME ZONE 'Asia/Tokyo'",
                "SET lock_timeout = '1ms'",
                "DISCARD ALL",
                "RESET ALL");
        ProjectFolder project = new ProjectFolder(folder);
        for (int i = 0; i < left.size(); i++) {
            project.migration("%03d_leaves".formatted(2 * i), left.get(i) + ";", "");
            project.migration("%03d_looks".formatted(2 * i + 1), """
                    CREATE TABLE public.seen_%d AS SELECT concat_ws('|', current_user, session_user,
                        current_setting('search_path'), current_setting('standard_conforming_strings'),
                        current_setting('TimeZone'), current_setting('lock_timeout')) AS seen;
                    """.formatted(i), "");
        }
        ConnectionSettings plain = database.settings();
        Session session = new Session(
                Optional.of(Duration.ofSeconds(7)),
                Optional.empty(),
                Map.of("search_path", "public, pg_catalog", "TimeZone", "Europe/Berlin"));

        RunOutcome outcome = apply(new ConnectionSettings(
                plain.url(), plain.user(), plain.password(), ConnectionSettings.DEFAULT_CONNECT_TIMEOUT, session));

        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        for (int i = 0; i < left.size(); i++) {
            assertThat(database.query("SELECT seen FROM public.seen_" + i))
                    .as("after " + left.get(i))
                    .isEqualTo("postgres|postgres|public, pg_catalog|on|Europe/Berlin|7s");
        }
        assertThat(database.query("SELECT count(*) FROM switchback.schema_migrations WHERE status = '"
                        + MigrationState.COMPLETED.text() + "'"))
                .isEqualTo(String.valueOf(2 * left.size()));
    }
}

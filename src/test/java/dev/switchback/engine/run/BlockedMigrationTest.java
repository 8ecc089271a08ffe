package dev.switchback.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.Switchback;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.database.ConnectionSettings.Session;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOptions.Retries;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A migration that wants a table which another session has in its hands. */
class BlockedMigrationTest {

    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(1500);

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabases.postgres();
    private final List<RunEvent> events = new ArrayList<>();
    private Optional<TargetDatabase> target = Optional.empty();

    @BeforeEach
    void writeProject() {
        database.execute("CREATE TABLE orders (id integer)");
        new ProjectFolder(folder)
                .migration(
                        "001_amount",
                        "CREATE TABLE first_part (id integer);\nALTER TABLE orders ADD COLUMN amount integer;",
                        "");
    }

    @AfterEach
    void disconnect() {
        target.ifPresent(TargetDatabase::close);
    }

    private RunOutcome apply(Retries retries, RunListener listener, Cancellation cancellation) {
        ConnectionSettings plain = database.settings();
        Session session = new Session(Optional.of(LOCK_TIMEOUT), Optional.empty(), Map.of());
        ConnectionSettings settings = new ConnectionSettings(
                plain.url(), plain.user(), plain.password(), ConnectionSettings.DEFAULT_CONNECT_TIMEOUT, session);
        TargetDatabase opened = Switchback.open(folder, Map.of()).on(settings);
        target = Optional.of(opened);
        Plan plan = (Plan) opened.plan(PlanRequest.upEverything());
        RunOptions options = RunOptions.DEFAULT.with(Confirmation.YES).with(retries);
        return opened.run(plan, options, listener, cancellation);
    }

    private <T extends RunEvent> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void runSaysWhoBlocksItTriesAgainGivesUpAndLeavesNothing() throws SQLException {
        try (Connection blocker = database.connect();
                Statement statement = blocker.createStatement()) {
            statement.execute("SET application_name = 'night shift'");
            blocker.setAutoCommit(false);
            statement.execute("LOCK TABLE orders IN ACCESS SHARE MODE");

            RunOutcome outcome = apply(new Retries(3, Duration.ofMillis(20)), events::add, new Cancellation());

            RunOutcome.Stopped stopped = (RunOutcome.Stopped) outcome;
            assertThat(stopped.failure().server().sqlState()).contains("55P03");
            assertThat(stopped.databaseState()).isEqualTo(DatabaseState.ROLLED_BACK);
            assertThat(stopped.failure().advice()).contains("try again when it is free");
        }
        RunEvent.BlockedBy blocked = events(RunEvent.BlockedBy.class).getFirst();
        assertThat(blocked.waited()).isLessThan(Duration.ofSeconds(2));
        assertThat(blocked.blocker())
                .contains("user postgres, night shift, idle in transaction")
                .endsWith("LOCK TABLE orders IN ACCESS SHARE MODE");
        assertThat(events(RunEvent.Retrying.class))
                .extracting(RunEvent.Retrying::attempt)
                .containsExactly(2, 3);
        assertThat(database.query("SELECT to_regclass('public.first_part')")).isEqualTo("null");
        assertThat(database.query("SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database "
                        + "WHERE d.datname = current_database() AND locktype = 'advisory'"))
                .isEqualTo("0");
    }

    @Test
    void laterAttemptSucceedsWhenTheTableIsFree() throws SQLException {
        try (Connection blocker = database.connect();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("LOCK TABLE orders IN ACCESS SHARE MODE");
            RunListener letsGo = event -> {
                if (event instanceof RunEvent.Retrying) {
                    TestDatabase.rollBack(blocker);
                }
            };

            assertThat(apply(new Retries(2, Duration.ofMillis(20)), letsGo, new Cancellation()))
                    .isInstanceOf(RunOutcome.Completed.class);
        }
        assertThat(target.orElseThrow().status().sets().getFirst().count(MigrationState.COMPLETED))
                .isEqualTo(1);
    }

    @Test
    void pauseBetweenAttemptsEndsWhenTheRunIsCancelled() throws SQLException {
        try (Connection blocker = database.connect();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("LOCK TABLE orders IN ACCESS SHARE MODE");
            Cancellation cancellation = new Cancellation();
            RunListener cancels = event -> {
                if (event instanceof RunEvent.Retrying) {
                    cancellation.request();
                }
            };

            assertThat(apply(new Retries(2, Duration.ofHours(1)), cancels, cancellation))
                    .isInstanceOf(RunOutcome.Cancelled.class);
        }
    }

    @Test
    void progressOfALongStatementIsTold() {
        database.execute(
                "CREATE TABLE long_one WITH (autovacuum_enabled = off) AS SELECT g FROM generate_series(1, 20000) g");
        new ProjectFolder(folder)
                .migration("001_amount", "SELECT 1;", "")
                .migration(
                        "002_vacuum",
                        "SET vacuum_cost_delay = '50ms';\nSET vacuum_cost_limit = 1;\nVACUUM long_one;",
                        "");
        Cancellation cancellation = new Cancellation();
        RunListener listener = event -> {
            events.add(event);
            if (event instanceof RunEvent.Advanced) {
                cancellation.request();
            }
        };

        assertThat(apply(Retries.DEFAULT, listener, cancellation)).isInstanceOf(RunOutcome.Cancelled.class);
        assertThat(events(RunEvent.Advanced.class).getFirst().doing()).startsWith("vacuum: ");
        assertThat(events(RunEvent.Advanced.class).getFirst().total()).isPositive();
    }
}

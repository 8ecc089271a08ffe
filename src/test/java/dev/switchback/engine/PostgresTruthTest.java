package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.engine.database.ManagerLock;
import dev.switchback.engine.database.PostgresDialect;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.DatabaseState;
import dev.switchback.engine.run.RunEvent;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Atomicity;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts and neighbours that would make a careless ledger lie, on PostgreSQL. */
class PostgresTruthTest {

    private static final RunOptions YES = RunOptions.DEFAULT.with(Confirmation.YES);

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabases.postgres();
    private Optional<TargetDatabase> target = Optional.empty();

    @AfterEach
    void disconnect() {
        target.ifPresent(TargetDatabase::close);
    }

    private TargetDatabase target() {
        if (target.isEmpty()) {
            target = Optional.of(Switchback.open(folder, Map.of()).on(database.settings()));
        }
        return target.get();
    }

    private ProjectFolder project() {
        return new ProjectFolder(folder);
    }

    private Plan plan(Direction direction) {
        return (Plan) target().plan(new PlanRequest(
                direction, new Selection.Everything(), Optional.empty(), PlanRequest.Options.DEFAULT));
    }

    private RunOutcome run(Plan plan, RunOptions options) {
        return target().run(plan, options, RunListener.SILENT, new Cancellation());
    }

    @Test
    void scriptThatDropsTheLedgerIsRolledBackAndTheLedgerStays() {
        project().migration("001_a", "CREATE TABLE a (id integer);", "");
        run(plan(Direction.UP), YES);
        project().migration("002_drops", "CREATE TABLE b (id integer);\nDROP SCHEMA switchback CASCADE;", "");

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) run(plan(Direction.UP), YES);

        assertThat(stopped.failure().code()).isEqualTo("not_recorded");
        assertThat(stopped.databaseState()).isEqualTo(DatabaseState.ROLLED_BACK);
        assertThat(target().status().sets().getFirst().count(MigrationState.COMPLETED))
                .isEqualTo(1);
        assertThat(database.query("SELECT to_regclass('public.b')")).isEqualTo("null");
    }

    @Test
    void roleOfTheScriptDoesNotKeepTheJournalFromBeingWritten() {
        String role = "powerless_" + System.nanoTime();
        database.execute("CREATE ROLE " + role);
        project()
                .migration(
                        "001_role",
                        "SET ROLE " + role + ";\nVACUUM pg_class;\nDO $$ BEGIN IF current_user <> '" + role
                                + "' THEN RAISE EXCEPTION 'role lost'; END IF; END $$;",
                        "");

        assertThat(run(plan(Direction.UP), YES)).isInstanceOf(RunOutcome.Completed.class);
    }

    @Test
    void stepsOfOneTransactionStartFromTheSameSession() {
        project()
                .migration("001_leaks", "SET search_path = pg_catalog;", "")
                .migration("002_next", "CREATE TABLE seen (id integer);", "DROP TABLE seen;");
        RunOptions atOnce = new RunOptions(
                Atomicity.ALL_OR_NOTHING, Map.of(), Optional.empty(), Confirmation.YES, Duration.ofSeconds(5));

        assertThat(run(plan(Direction.UP), atOnce)).isInstanceOf(RunOutcome.Completed.class);
        assertThat(database.query("SELECT to_regclass('public.seen')")).isEqualTo("seen");
    }

    @Test
    void deferredConstraintThatFailsAtTheCommitLeavesNothingOfAllOrNothing() {
        project()
                .migration("001_t", "CREATE TABLE t (id integer UNIQUE DEFERRABLE INITIALLY DEFERRED);", "")
                .migration("002_rows", "INSERT INTO t VALUES (1), (1);", "");
        RunOptions atOnce = new RunOptions(
                Atomicity.ALL_OR_NOTHING, Map.of(), Optional.empty(), Confirmation.YES, Duration.ofSeconds(5));

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) run(plan(Direction.UP), atOnce);

        assertThat(stopped.failure().server().sqlState()).contains("23505");
        assertThat(database.query("SELECT to_regclass('public.t')")).isEqualTo("null");
    }

    @Test
    void planWhoseGroundAnotherManagerTookAwayIsRefused() {
        project()
                .migration("001_a", "CREATE TABLE a (id integer);", "DROP TABLE a;")
                .migration("002_b", "CREATE TABLE b (id integer);", "DROP TABLE b;");
        run(
                (Plan) target().plan(new PlanRequest(
                        Direction.UP,
                        new Selection.Only(new MigrationId("001_a")),
                        Optional.empty(),
                        PlanRequest.Options.DEFAULT)),
                YES);
        Plan second = plan(Direction.UP);
        run(plan(Direction.DOWN), YES);

        RunOutcome outcome = run(second, YES);

        assertThat(outcome).isInstanceOf(RunOutcome.Refused.class);
        assertThat(((RunOutcome.Refused) outcome).failure().code()).isEqualTo("overtaken");
    }

    @Test
    void resumingIsRefusedWhenFinishedStatementsChanged() {
        project().migration("001_v", "CREATE TABLE v (id integer);\nVACUUM v;\nVACUUM missing;", "");
        run(plan(Direction.UP), YES);
        project().migration("001_v", "CREATE TABLE w (id integer);\nVACUUM w;\nVACUUM w;", "");
        ResumeRequest request = new ResumeRequest("main", new MigrationId("001_v"), ResumeRequest.Decision.CONTINUE);

        assertThatThrownBy(() -> target().resume(request, YES, RunListener.SILENT, new Cancellation()))
                .hasMessageContaining("the first 2 statements of 001_v are no longer those that ran");
    }

    @Test
    void waitingForAnotherManagerIsCancelledAndNamesIt() throws SQLException {
        project().migration("001_a", "CREATE TABLE a (id integer);", "");
        Plan plan = plan(Direction.UP);
        Cancellation cancellation = new Cancellation();
        StringBuilder holder = new StringBuilder();
        RunListener listener = event -> {
            if (event instanceof RunEvent.WaitingForLock waiting) {
                holder.append(waiting.holder());
                cancellation.request();
            }
        };
        ManagerLock.Patience patience = new ManagerLock.Patience(Duration.ZERO, (who, waited) -> {}, () -> false);

        try (ManagerLock held =
                ManagerLock.acquire(database::connect, new PostgresDialect(15), "\"switchback\"", patience)) {
            held.requireHeld();
            assertThat(target().run(plan, YES, listener, cancellation)).isInstanceOf(RunOutcome.Cancelled.class);
        }
        assertThat(holder).contains("user postgres");
    }

    @Test
    void lockIsGivenBackThoughAPoolKeepsTheSession() throws SQLException {
        ManagerLock.Patience patience = new ManagerLock.Patience(Duration.ZERO, (who, waited) -> {}, () -> false);
        try (Connection kept = database.connect()) {
            Connection pooled = (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (self, method, arguments) ->
                            method.getName().equals("close") ? null : method.invoke(kept, arguments));
            ManagerLock.acquire(() -> pooled, new PostgresDialect(15), "\"switchback\"", patience)
                    .close();

            assertThat(kept.isClosed()).isFalse();
            assertThat(database.query("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' "
                            + "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"))
                    .isEqualTo("0");
        }
    }
}

package dev.switchback.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.snapshot.ObjectKey;
import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PostgresDryRunTest extends DryRunContract {

    @Override
    TestDatabase newDatabase() {
        return TestDatabases.postgres();
    }

    @Override
    SqlSyntax syntax() {
        return SqlSyntax.POSTGRESQL;
    }

    @Override
    String deleteFromCustomers() {
        return "public.customers (delete)";
    }

    private static List<String> locks(StatementReport statement) {
        return statement.locks().stream()
                .map(lock -> lock.mode() + " " + lock.relation())
                .toList();
    }

    private List<StatementReport> statementsOfOnlyStep() {
        DryRunReport report = upAll();
        assertThat(report.outcome()).isInstanceOf(RunOutcome.Completed.class);
        return report.trials().getFirst().report().statements();
    }

    @Test
    void locksAreNamedWhereTheyAreTakenAndHeldToTheEnd() {
        database.execute("CREATE TABLE orders (id integer, note text)", "CREATE TABLE gone (id integer)");
        project.migration("001_locks", """
                CREATE INDEX orders_note ON orders (note);
                ALTER TABLE orders ADD COLUMN city text;
                CREATE TABLE fresh (id integer PRIMARY KEY);
                DROP TABLE gone;
                """, "");

        List<StatementReport> statements = statementsOfOnlyStep();

        assertThat(locks(statements.get(0))).containsExactly("ShareLock public.orders");
        assertThat(locks(statements.get(1))).containsExactly("AccessExclusiveLock public.orders");
        assertThat(locks(statements.get(2))).as("nobody else sees a new table").isEmpty();
        assertThat(locks(statements.get(3))).containsExactly("AccessExclusiveLock public.gone");
        assertThat(statements.get(0).locks().getFirst().held())
                .isGreaterThan(statements.get(1).locks().getFirst().held())
                .isGreaterThan(statements.get(0).time().orElseThrow());
    }

    @Test
    void rewritesAreSeen() {
        database.execute("CREATE TABLE orders (id integer, note text)", "INSERT INTO orders VALUES (1, 'x')");
        project.migration(
                "001_types",
                "ALTER TABLE orders ADD COLUMN city text DEFAULT 'Rome';\nALTER TABLE orders ALTER COLUMN id TYPE bigint;",
                "");

        List<StatementReport> statements = statementsOfOnlyStep();

        assertThat(statements.get(0).rewritten()).isEmpty();
        assertThat(statements.get(1).rewritten()).containsExactly("public.orders");
    }

    @Test
    void lossesAreCountedWhateverTheWayTheyGo() {
        database.execute(
                "CREATE TABLE logs (id integer)",
                "INSERT INTO logs SELECT generate_series(1, 5)",
                "CREATE TABLE parts (id integer) PARTITION BY RANGE (id)",
                "CREATE TABLE part_one PARTITION OF parts FOR VALUES FROM (0) TO (10)",
                "INSERT INTO parts VALUES (1), (2)");
        project.migration(
                "001_app",
                "CREATE SCHEMA app; CREATE TABLE app.\"Odd.name\" (id integer); INSERT INTO app.\"Odd.name\" VALUES (7);",
                "DROP SCHEMA app CASCADE; /* all */ TRUNCATE logs; DROP TABLE parts;");

        List<String> losses = losses(upAll().trials().getFirst());

        assertThat(losses)
                .containsExactlyInAnyOrder(
                        "1 table app.\"odd.name\"", "2 table public.part_one", "5 rows of public.logs (truncate)");
    }

    @Test
    void rowsThatGoByCascadeAreCountedToo() {
        database.execute(
                "CREATE TABLE parents (id integer PRIMARY KEY)",
                "CREATE TABLE children (parent integer REFERENCES parents ON DELETE CASCADE)",
                "INSERT INTO parents VALUES (1), (2)",
                "INSERT INTO children VALUES (1), (1), (2)");
        project.migration("001_seed", "SELECT 1;", "DO $$ BEGIN DELETE FROM parents WHERE id = 1; END $$;");

        List<String> losses = losses(upAll().trials().getFirst());

        assertThat(losses).containsExactly("2 rows of public.children (delete)", "1 rows of public.parents (delete)");
    }

    @Test
    void constraintsAreCheckedAtTheBordersAsACommitWould() {
        project.migration("001_tables", """
                        CREATE TABLE parents (id integer PRIMARY KEY);
                        CREATE TABLE children (parent integer CONSTRAINT has_parent
                            REFERENCES parents DEFERRABLE INITIALLY DEFERRED);
                        """, "")
                .migration("002_rows", "INSERT INTO children VALUES (1);\nINSERT INTO parents VALUES (1);", "")
                .migration("003_orphan", "INSERT INTO children VALUES (2);", "");

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) upAll().outcome();

        assertThat(stopped.failure().id().orElseThrow().value()).isEqualTo("003_orphan");
        assertThat(stopped.failure().message()).contains("has_parent");
    }

    @Test
    void everyStepStartsFromTheSameSession() {
        project.migration("001_path", "CREATE SCHEMA app; SET search_path = app; CREATE TABLE one (id integer);", "")
                .migration("002_table", "CREATE TABLE two (id integer);", "DROP TABLE public.two;");

        DryRunReport report = upAll();

        assertThat(names(report.trials().getFirst().difference().added())).contains("table app.one");
        assertThat(names(report.trials().getLast().difference().added())).contains("table public.two");
        assertThat(report.trials().getLast().wayBack()).isEqualTo(Trial.WayBack.EXACT);
    }

    @Test
    void whatCannotBeTakenBackIsNotTriedHere() {
        project.write(
                        "001_table.sql",
                        "-- Depends on: []\n-- @up\nCREATE TABLE t (id integer);\n-- @down\nDROP TABLE t;\n")
                .write(
                        "002_index.sql",
                        "-- Depends on: [001]\n-- @up\nCREATE INDEX CONCURRENTLY t_id ON t (id);\n-- @down\nDROP INDEX t_id;\n")
                .write("003_more.sql", "-- Depends on: [002]\n-- @up\nSELECT 1;\n-- @down\nSELECT 1;\n")
                .write(
                        "004_apart.sql",
                        "-- Depends on: []\n-- @up\nCREATE TABLE u (id integer);\n-- @down\nDROP TABLE u;\n");

        DryRunReport report = upAll();

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) report.outcome();
        assertThat(stopped.failure().code()).isEqualTo("cannot_be_tried");
        assertThat(stopped.steps())
                .extracting(step -> step.step().id() + " " + step.outcome())
                .containsExactlyInAnyOrder(
                        "001_table ROLLED_BACK", "002_index NOT_RUN", "003_more NOT_RUN", "004_apart ROLLED_BACK");
        assertThat(report.notes()).hasSize(2);
        assertThat(structure().objects()).doesNotContainKey(new ObjectKey("table", "public.t"));
    }

    @Test
    void aTableThatSomebodyHoldsIsNotWaitedForLong() throws SQLException {
        database.execute("CREATE TABLE orders (id integer)");
        project.migration("001_alter", "ALTER TABLE orders ADD COLUMN note text;", "");

        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE orders");

            RunOutcome.Stopped stopped = (RunOutcome.Stopped) upAll().outcome();

            assertThat(stopped.failure().code()).isEqualTo("lock_timeout");
            other.rollback();
        }
    }

    @Test
    void aStatementThatTakesTooLongIsGivenUpWithAdvice() {
        project.migration("001_slow", "SET statement_timeout = 50; SELECT pg_sleep(600);", "");

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) upAll().outcome();

        assertThat(stopped.failure().code()).isEqualTo("statement_timeout");
        assertThat(stopped.failure().advice()).contains("longer statement timeout", "unchanged");
    }

    @Test
    void whatFailsOnlyInATrialIsSaid() {
        database.execute("CREATE TYPE mood AS ENUM ('sad')");
        project.migration("001_happy", "ALTER TYPE mood ADD VALUE 'happy';", "")
                .migration("002_use", "SELECT 'happy'::mood;", "");

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) upAll().outcome();

        assertThat(stopped.failure().code()).isEqualTo("uncommitted_value");
        assertThat(stopped.failure().advice()).contains("only here");
    }

    @Test
    void sequencesThatMovedAreNotKeptSecret() {
        database.execute("CREATE TABLE t (id serial)", "INSERT INTO t DEFAULT VALUES", "CREATE SEQUENCE still");
        project.migration("001_row", "INSERT INTO t DEFAULT VALUES;", "DELETE FROM t;");

        assertThat(upAll().notes())
                .singleElement()
                .asString()
                .startsWith("Sequence public.t_id_seq moved on from 1 to 2");
    }

    @Test
    @Timeout(30)
    void cancellingReachesTheRunningStatement() throws Exception {
        project.migration("001_slow", "CREATE TABLE t (id integer);\nSELECT pg_sleep(600);", "");
        Cancellation cancellation = new Cancellation();
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<DryRunReport> running = thread.submit(
                    () -> dryRun(plan(Direction.UP, new Selection.Everything()), RunListener.SILENT, cancellation));
            while (database.query(
                            "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT pg_sleep%'")
                    .isEmpty()) {
                Thread.onSpinWait();
            }
            cancellation.request();

            assertThat(running.get().outcome()).isInstanceOf(RunOutcome.Cancelled.class);
        }
        assertThat(database.query("SELECT count(*) FROM pg_tables WHERE tablename = 't'"))
                .isEqualTo("0");
    }
}

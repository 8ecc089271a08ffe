package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.DatabaseState;
import dev.switchback.engine.run.DryRunReport;
import dev.switchback.engine.run.RunEvent;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.Lookalike;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The engine's promises by the rules for a server that only speaks PostgreSQL's protocol. The server is PostgreSQL: that
 * the rules are kept is proved here, not that they suit the other one.
 */
abstract class LookalikeContract extends EngineContract {

    private static final RunOptions PATIENT =
            YES.with(new RunOptions.Retries(3, Duration.ofMillis(1))).with(Duration.ZERO);

    abstract Lookalike disguise(TestDatabase real);

    abstract String product();

    @Override
    TestDatabase newDatabase() {
        return TestDatabases.postgres();
    }

    @Override
    TargetDatabase open() {
        return Switchback.open(folder).on(disguise(database)).target();
    }

    private RunOutcome apply(RunListener listener) {
        return target().run(plan(Direction.UP, new Selection.Everything()), PATIENT, listener, new Cancellation());
    }

    @Test
    void serverIsCalledByItsName() {
        assertThat(target().status().database().product()).isEqualTo(product());
    }

    @Override
    @Test
    void dryRunLeavesNoTraceAndTellsWhatItDid() {
        writeThree();

        DryRunReport report = target().dryRun(
                        plan(Direction.UP, new Selection.Everything()), YES, RunListener.SILENT, new Cancellation());

        assertThat(report.outcome())
                .isInstanceOfSatisfying(
                        RunOutcome.Refused.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo("no_dry_run"));
        assertThat(exists("customers")).isFalse();
    }

    @Override
    @Test
    void trialOfARollbackCountsWhatGoes() {
        writeThree();
        applyAll();

        DryRunReport report = target().dryRun(
                        plan(Direction.DOWN, new Selection.Everything()), YES, RunListener.SILENT, new Cancellation());

        assertThat(report.outcome()).isInstanceOf(RunOutcome.Refused.class);
        assertThat(count("orders")).isEqualTo("2");
    }

    /** A trigger of the server notes the transaction of each change of the structure. */
    @Test
    void eachChangeOfTheStructureHasATransactionOfItsOwn() {
        database.execute(
                "CREATE TABLE seen (what text, transaction text)",
                """
                CREATE FUNCTION note() RETURNS event_trigger LANGUAGE plpgsql AS
                $$ BEGIN INSERT INTO public.seen VALUES (tg_tag, pg_current_xact_id()::text); END $$
                """,
                "CREATE EVENT TRIGGER note ON ddl_command_end EXECUTE FUNCTION public.note()");
        project.migration(
                "001_two",
                "BEGIN;\nCREATE TABLE one (id integer);\nALTER TABLE one ADD COLUMN name text;\n"
                        + "INSERT INTO one VALUES (1);\nCREATE INDEX ON one (id);\nCOMMIT;",
                "DROP TABLE one;");

        assertThat(applyAll()).isInstanceOf(RunOutcome.Completed.class);

        assertThat(database.query("SELECT count(*) - count(DISTINCT transaction) FROM seen"))
                .isEqualTo("0");
        assertThat(database.query("SELECT count(*) FROM seen WHERE what IN ('ALTER TABLE', 'CREATE INDEX')"))
                .isEqualTo("2");
        assertThat(database.query("SELECT count(*) FROM seen s JOIN switchback.schema_migrations m "
                        + "ON m.xmin::text = s.transaction"))
                .isEqualTo("0");
    }

    @Test
    void scriptWithoutChangesOfTheStructureIsOneTransaction() {
        writeThree();
        project.migration("004_rows", "INSERT INTO orders VALUES (3);\nINSERT INTO nowhere VALUES (1);", "");

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) applyAll();

        assertThat(stopped.failure().advice()).startsWith("Rolled back; nothing of 004_rows is left.");
        assertThat(count("orders")).isEqualTo("2");
    }

    @Test
    void whatStoppedBetweenTwoChangesIsResumed() {
        project.migration(
                "001_half", "CREATE TABLE half (id integer);\nCREATE INDEX ON later (id);", "DROP TABLE half;");

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) applyAll();
        assertThat(stopped.failure().advice()).contains("Statement 1 of 2 stays applied");
        assertThat(status("001_half").has(FindingCode.INTERRUPTED)).isTrue();

        database.execute("CREATE TABLE later (id integer)");
        RunOutcome resumed = target().resume(
                        new ResumeRequest("main", new MigrationId("001_half"), ResumeRequest.Decision.CONTINUE),
                        YES,
                        RunListener.SILENT,
                        new Cancellation());
        assertThat(resumed).isInstanceOf(RunOutcome.Completed.class);
    }

    @Test
    void managersAreKeptApartByARowAndNoAdvisoryLock() throws Exception {
        for (int i = 10; i < 20; i++) {
            project.migration(
                    "0" + i + "_t", "CREATE TABLE t" + i + " (id integer);\nINSERT INTO t" + i + " VALUES (1);", "");
        }
        project.migration(
                "020_locks",
                "CREATE TABLE locks (held bigint);\nINSERT INTO locks SELECT count(*) FROM pg_locks l JOIN pg_database d "
                        + "ON d.oid = l.database WHERE d.datname = current_database() AND l.locktype = 'advisory';",
                "");
        try (ExecutorService managers = Executors.newFixedThreadPool(4)) {
            List<Future<RunOutcome>> ends = IntStream.range(0, 4)
                    .mapToObj(manager -> managers.submit(this::asOneOfMany))
                    .toList();
            for (Future<RunOutcome> end : ends) {
                assertThat(end.get()).isInstanceOfAny(RunOutcome.Completed.class, RunOutcome.NothingToDo.class);
            }
        }
        assertThat(target().history(50)).hasSize(11);
        assertThat(database.query("SELECT held FROM locks")).isEqualTo("0");
    }

    private RunOutcome asOneOfMany() {
        try (TargetDatabase own = open()) {
            return own.run((Plan) own.plan(PlanRequest.upEverything()), YES, RunListener.SILENT, new Cancellation());
        }
    }

    @Test
    void whoComesSecondIsToldSo() {
        writeThree();
        RunListener second = event -> {
            if (event instanceof RunEvent.MigrationStarted) {
                try (TargetDatabase own = open()) {
                    assertThatThrownBy(() -> own.run(
                                    (Plan) own.plan(PlanRequest.upEverything()),
                                    PATIENT,
                                    RunListener.SILENT,
                                    new Cancellation()))
                            .isInstanceOf(SwitchbackException.LockHeld.class)
                            .hasMessageContaining("another session on this database");
                }
            }
        };

        assertThat(apply(second)).isInstanceOf(RunOutcome.Completed.class);
    }

    @Test
    void nothingMoreRunsOnceTheRowIsLost() {
        writeThree();
        RunListener ending = event -> {
            if (event instanceof RunEvent.MigrationFinished finished && finished.index() == 0) {
                database.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE relation = "
                        + "'switchback.lock_row'::regclass AND mode = 'RowExclusiveLock'");
            }
        };

        assertThatThrownBy(() -> apply(ending)).isInstanceOf(SwitchbackException.class);

        assertThat(exists("customers")).isTrue();
        assertThat(exists("orders")).isFalse();
    }

    private void refuseRows(int times) {
        database.execute(
                "CREATE TABLE busy (id integer)",
                "CREATE SEQUENCE tries",
                """
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF nextval('public.tries') <= %d THEN
                        RAISE EXCEPTION 'restart transaction' USING ERRCODE = '40001';
                    END IF;
                    RETURN NEW;
                END $$
                """.formatted(times),
                "CREATE TRIGGER refuse BEFORE INSERT ON busy FOR EACH ROW EXECUTE FUNCTION refuse()");
    }

    @Test
    void transactionThatTheServerWantsAgainIsBegunAgain() {
        refuseRows(2);
        project.migration("001_rows", "INSERT INTO busy VALUES (1);", "");
        List<RunEvent.Retrying> again = new ArrayList<>();

        RunOutcome outcome = apply(event -> {
            if (event instanceof RunEvent.Retrying retrying) {
                again.add(retrying);
            }
        });

        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        assertThat(again).extracting(RunEvent.Retrying::attempt).containsExactly(2, 3);
        assertThat(count("busy")).isEqualTo("1");
        assertThat(target().history(10)).hasSize(1);
    }

    @Test
    void itIsNotBegunAgainForEver() {
        refuseRows(1_000);
        project.migration("001_rows", "INSERT INTO busy VALUES (1);", "");

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) apply(RunListener.SILENT);

        assertThat(stopped.failure().code()).isEqualTo("serialization_failure");
        assertThat(stopped.databaseState()).isEqualTo(DatabaseState.ROLLED_BACK);
        assertThat(database.query("SELECT last_value FROM tries")).isEqualTo("3");
    }

    @Test
    void changeOfTheStructureAndRowsBesideItAreSentAgainToo() {
        refuseRows(1);
        database.execute(
                "CREATE SEQUENCE builds",
                """
                CREATE FUNCTION refuse_index() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF nextval('public.builds') <= 2 THEN
                        RAISE EXCEPTION 'restart transaction' USING ERRCODE = '40001';
                    END IF;
                END $$
                """,
                "CREATE EVENT TRIGGER refuse ON ddl_command_start WHEN TAG IN ('CREATE INDEX') "
                        + "EXECUTE FUNCTION refuse_index()");
        project.migration("001_mixed", "INSERT INTO busy VALUES (1);\nCREATE INDEX busy_id ON busy (id);", "");

        assertThat(apply(RunListener.SILENT)).isInstanceOf(RunOutcome.Completed.class);

        assertThat(count("busy")).isEqualTo("1");
        assertThat(database.query("SELECT count(*) FROM pg_indexes WHERE indexname = 'busy_id'"))
                .isEqualTo("1");
        assertThat(status("001_mixed").state()).isEqualTo(MigrationState.COMPLETED);
    }
}

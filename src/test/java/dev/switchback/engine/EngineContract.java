package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.ledger.HistoryAction;
import dev.switchback.engine.ledger.HistoryEntry;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.DownChoice;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.DatabaseState;
import dev.switchback.engine.run.DryRunReport;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.run.Trial;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine promises on every database. */
abstract class EngineContract {

    static final RunOptions YES = RunOptions.DEFAULT.with(Confirmation.YES);

    @TempDir
    Path folder;

    ProjectFolder project;
    TestDatabase database;
    private Optional<TargetDatabase> target = Optional.empty();

    abstract TestDatabase newDatabase();

    @BeforeEach
    void connect() {
        project = new ProjectFolder(folder);
        database = newDatabase();
    }

    @AfterEach
    void disconnect() {
        target.ifPresent(TargetDatabase::close);
    }

    TargetDatabase target() {
        if (target.isEmpty()) {
            target = Optional.of(open());
        }
        return target.get();
    }

    /** The project on the database, for one manager. */
    TargetDatabase open() {
        return Switchback.open(folder).on(database.settings());
    }

    void writeThree() {
        project.migration("001_customers", "CREATE TABLE customers (id integer PRIMARY KEY);", "DROP TABLE customers;")
                .migration("002_orders", "CREATE TABLE orders (id integer PRIMARY KEY);", "DROP TABLE orders;")
                .migration(
                        "003_rows",
                        "INSERT INTO orders VALUES (1);\nINSERT INTO orders VALUES (2);",
                        "DELETE FROM orders;");
    }

    Plan plan(Direction direction, Selection selection) {
        PlanOutcome outcome =
                target().plan(new PlanRequest(direction, selection, Optional.empty(), PlanRequest.Options.DEFAULT));
        assertThat(outcome).isInstanceOf(Plan.class);
        return (Plan) outcome;
    }

    RunOutcome run(Plan plan) {
        return target().run(plan, YES, RunListener.SILENT, new Cancellation());
    }

    RunOutcome applyAll() {
        return run(plan(Direction.UP, new Selection.Everything()));
    }

    MigrationStatus status(String id) {
        return target().status().sets().getFirst().find(new MigrationId(id)).orElseThrow();
    }

    String count(String table) {
        return database.query("SELECT count(*) FROM " + table);
    }

    boolean exists(String table) {
        return !database.query("SELECT 1 FROM information_schema.tables WHERE lower(table_name) = '" + table + "'")
                .isEmpty();
    }

    @Test
    void statusCreatesNothing() {
        writeThree();

        assertThat(target().status().sets().getFirst().open()).isEqualTo(3);
        assertThat(exists("schema_migrations")).isFalse();
    }

    @Test
    void applyRunsEverythingAndRecordsIt() {
        writeThree();

        RunOutcome outcome = applyAll();

        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        assertThat(count("orders")).isEqualTo("2");
        assertThat(status("003_rows").state()).isEqualTo(MigrationState.COMPLETED);
        assertThat(target().history(10))
                .extracting(entry -> entry.id() + " " + entry.event().status())
                .containsExactly("003_rows COMPLETED", "002_orders COMPLETED", "001_customers COMPLETED");
        assertThat(target().history(10)).extracting(HistoryEntry::runId).containsOnly(outcome.runId());
        assertThat(applyAll()).isInstanceOf(RunOutcome.NothingToDo.class);
    }

    @Test
    void failedStatementLeavesEarlierMigrationsApplied() {
        writeThree();
        project.migration("004_bad", "INSERT INTO orders VALUES (3);\n  INSERT INTO nowhere VALUES (1);", "");

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) applyAll();

        assertThat(stopped.databaseState()).isEqualTo(DatabaseState.PARTLY_CHANGED);
        assertThat(stopped.failure().place().orElseThrow().line()).isEqualTo(3);
        assertThat(stopped.failure().message()).containsIgnoringCase("nowhere");
        assertThat(status("003_rows").state()).isEqualTo(MigrationState.COMPLETED);
        assertThat(status("004_bad").state()).isEqualTo(MigrationState.FAILED);
        assertThat(target().history(1).getFirst().event().failure()).isPresent();
    }

    @Test
    void errorBehindAnIncludeNamesTheFileAndLineWhereItStands() {
        project.write("parts/tables.inc", "CREATE TABLE one (id integer);\n\nINSERT INTO nowhere VALUES (1);\n")
                .migration("001_one", "\\ir parts/tables.inc", "DROP TABLE one;");

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) applyAll();

        assertThat(stopped.failure().place().orElseThrow().file()).isEqualTo(folder.resolve("parts/tables.inc"));
        assertThat(stopped.failure().place().orElseThrow().line()).isEqualTo(3);
    }

    @Test
    void rollbackGoesBackwardsAndIsRecorded() {
        writeThree();
        applyAll();

        Plan plan = plan(Direction.DOWN, new Selection.Only(new MigrationId("002_orders")));
        assertThat(plan.steps()).extracting(step -> step.id().value()).containsExactly("003_rows", "002_orders");
        RunOutcome outcome = run(plan);

        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        assertThat(exists("orders")).isFalse();
        assertThat(status("002_orders").state()).isEqualTo(MigrationState.ROLLED_BACK);
        assertThat(target().history(1).getFirst().action()).isEqualTo(HistoryAction.DOWN);
        assertThat(applyAll()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(count("orders")).isEqualTo("2");
    }

    @Test
    void rollbackWithoutYesIsRefused() {
        writeThree();
        applyAll();

        RunOutcome outcome = target().run(
                        plan(Direction.DOWN, new Selection.Everything()),
                        RunOptions.DEFAULT,
                        RunListener.SILENT,
                        new Cancellation());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RunOutcome.Refused.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo("confirmation_needed"));
        assertThat(count("orders")).isEqualTo("2");
    }

    @Test
    void chosenDownScriptIsTheOneThatRuns() {
        writeThree();
        applyAll();
        project.migration(
                "003_rows",
                "INSERT INTO orders VALUES (1);\nINSERT INTO orders VALUES (2);",
                "DELETE FROM orders WHERE id = 1;");

        Plan plan = plan(Direction.DOWN, new Selection.Count(1));
        assertThat(plan.steps().getFirst().work().down().orElseThrow().identical())
                .isFalse();
        RunOptions file = new RunOptions(
                RunOptions.Atomicity.PER_MIGRATION,
                Map.of(new MigrationId("003_rows"), DownChoice.FILE),
                Optional.of("because"),
                Confirmation.YES,
                RunOptions.DEFAULT_LOCK_WAIT);
        target().run(plan, file, RunListener.SILENT, new Cancellation());

        assertThat(count("orders")).isEqualTo("1");
        HistoryEntry entry = target().history(1).getFirst();
        assertThat(entry.event().reason()).contains("because");
        assertThat(target().script(entry.scriptDigest()).orElseThrow()).contains("WHERE id = 1");
    }

    @Test
    void missingDownScriptRefusesTheWholeRollback() {
        writeThree();
        project.write("002_orders.sql", "-- @up\nCREATE TABLE orders (id integer PRIMARY KEY);\n");
        applyAll();

        PlanOutcome outcome = target().plan(new PlanRequest(
                Direction.DOWN, new Selection.Everything(), Optional.empty(), PlanRequest.Options.DEFAULT));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        PlanOutcome.Refused.class,
                        refused -> assertThat(refused.refusals())
                                .extracting(refusal -> refusal.id().value())
                                .containsExactly("002_orders"));
        assertThat(count("orders")).isEqualTo("2");
    }

    @Test
    void editedFileBlocksUntilAccepted() {
        writeThree();
        applyAll();
        project.migration("001_customers", "CREATE TABLE customers (id bigint PRIMARY KEY);", "DROP TABLE customers;")
                .migration("004_more", "INSERT INTO orders VALUES (4);", "DELETE FROM orders WHERE id = 4;");

        assertThat(status("001_customers").has(FindingCode.MODIFIED)).isTrue();
        assertThat(target().plan(PlanRequest.upEverything())).isInstanceOf(PlanOutcome.Refused.class);
        target().record(new RecordRequest(
                HistoryAction.ACCEPT,
                Optional.empty(),
                List.of(new MigrationId("001_customers")),
                "reviewed",
                Confirmation.YES));

        assertThat(status("001_customers").findings()).isEmpty();
        assertThat(applyAll()).isInstanceOf(RunOutcome.Completed.class);
    }

    @Test
    void fileChangedSinceThePlanStopsTheRun() {
        writeThree();
        Plan plan = plan(Direction.UP, new Selection.Everything());
        project.migration("003_rows", "INSERT INTO orders VALUES (9);", "DELETE FROM orders;");

        assertThat(run(plan))
                .isInstanceOfSatisfying(
                        RunOutcome.Refused.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo("file_changed"));
        assertThat(exists("orders")).isFalse();
    }

    @Test
    void dryRunLeavesNoTraceAndTellsWhatItDid() {
        writeThree();

        DryRunReport report = target().dryRun(
                        plan(Direction.UP, new Selection.Everything()), YES, RunListener.SILENT, new Cancellation());

        assertThat(report.outcome()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(report.trials()).extracting(Trial::wayBack).containsOnly(Trial.WayBack.EXACT);
        assertThat(report.trials().getFirst().difference().added())
                .anyMatch(key -> key.kind().equals("table")
                        && key.name().toLowerCase(Locale.ROOT).endsWith("customers"));
        assertThat(exists("customers")).isFalse();
        assertThat(status("001_customers").state()).isEqualTo(MigrationState.PENDING);
    }

    @Test
    void trialOfARollbackCountsWhatGoes() {
        writeThree();
        applyAll();
        database.execute("INSERT INTO orders VALUES (7)");

        DryRunReport report = target().dryRun(
                        plan(Direction.DOWN, new Selection.Only(new MigrationId("002_orders"))),
                        YES,
                        RunListener.SILENT,
                        new Cancellation());

        assertThat(report.trials().getFirst().losses())
                .anyMatch(loss -> loss.rows() == 3 && loss.object().contains("DELETE"));
        assertThat(count("orders")).isEqualTo("3");
    }

    @Test
    void twoManagersAtOnceApplyEachMigrationOnce() throws Exception {
        writeThree();
        Callable<RunOutcome> manager = () -> {
            try (TargetDatabase own = open()) {
                return switch (own.plan(PlanRequest.upEverything())) {
                    case Plan plan -> own.run(plan, YES, RunListener.SILENT, new Cancellation());
                    case PlanOutcome.Refused refused -> throw new AssertionError(refused);
                };
            }
        };
        try (ExecutorService managers = Executors.newFixedThreadPool(2)) {
            var first = managers.submit(manager);
            var second = managers.submit(manager);
            assertThat(List.of(first.get(), second.get())).noneMatch(RunOutcome.Stopped.class::isInstance);
        }
        assertThat(count("orders")).isEqualTo("2");
        assertThat(target().history(10)).hasSize(3);
    }

    @Test
    void stampRecordsWithoutRunning() {
        writeThree();

        target().record(new RecordRequest(
                HistoryAction.BASELINE,
                Optional.empty(),
                List.of(new MigrationId("002_orders")),
                "was there before",
                Confirmation.YES));

        assertThat(exists("orders")).isFalse();
        assertThat(status("002_orders").state()).isEqualTo(MigrationState.COMPLETED);
        assertThat(status("003_rows").state()).isEqualTo(MigrationState.PENDING);
        assertThat(target().history(5)).extracting(HistoryEntry::action).containsOnly(HistoryAction.BASELINE);
    }

    @Test
    void renamedFileIsRepairedAndNeverRunsTwice() {
        writeThree();
        applyAll();
        assertThat(folder.resolve("003_rows.sql")
                        .toFile()
                        .renameTo(folder.resolve("003_lines.sql").toFile()))
                .isTrue();

        assertThat(status("003_lines").has(FindingCode.RENAMED)).isTrue();
        assertThat(target().plan(PlanRequest.upEverything())).isInstanceOf(PlanOutcome.Refused.class);
        target().record(new RecordRequest(
                HistoryAction.REPAIR, Optional.empty(), List.of(), "renamed", Confirmation.YES));

        assertThat(status("003_lines").state()).isEqualTo(MigrationState.COMPLETED);
        assertThat(applyAll()).isInstanceOf(RunOutcome.NothingToDo.class);
    }

    @Test
    void checksGuardTheMigration() {
        writeThree();
        project.write("004_checked.sql", "-- @check before\nSELECT id FROM orders WHERE id = 2;\n-- @up\nSELECT 1;\n");

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) applyAll();

        assertThat(stopped.failure().code()).isEqualTo("check_failed");
        assertThat(stopped.failure().place().orElseThrow().line()).isEqualTo(2);
    }

    @Test
    void ownTablesOfTheUserAreLeftAlone() {
        writeThree();
        database.execute(
                "CREATE TABLE schema_migrations (version integer)", "CREATE TABLE migration_history (version integer)");

        applyAll();

        assertThat(count("schema_migrations")).isEqualTo("0");
        assertThat(count("migration_history")).isEqualTo("0");
        assertThat(status("003_rows").state()).isEqualTo(MigrationState.COMPLETED);
    }
}

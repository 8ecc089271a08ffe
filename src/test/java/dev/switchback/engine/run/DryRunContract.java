package dev.switchback.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.Switchback;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Trial.WayBack;
import dev.switchback.engine.snapshot.Snapshot;
import dev.switchback.engine.snapshot.SnapshotReader;
import dev.switchback.engine.snapshot.StructureDifference;
import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a dry run finds out on every database, while it leaves the target as it is. */
abstract class DryRunContract {

    private static final String CREATE_CUSTOMERS =
            "CREATE TABLE customers (id integer PRIMARY KEY, name varchar(40), note varchar(40));";

    @TempDir
    Path folder;

    ProjectFolder project;
    TestDatabase database;
    private Optional<TargetDatabase> target = Optional.empty();

    abstract TestDatabase newDatabase();

    abstract SqlSyntax syntax();

    /** How a report names the rows that {@code DELETE FROM customers} removes, in lower case. */
    abstract String deleteFromCustomers();

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
            target = Optional.of(Switchback.open(folder).on(database.settings()));
        }
        return target.get();
    }

    Plan plan(Direction direction, Selection selection) {
        PlanOutcome outcome =
                target().plan(new PlanRequest(direction, selection, Optional.empty(), PlanRequest.Options.DEFAULT));
        assertThat(outcome).isInstanceOf(Plan.class);
        return (Plan) outcome;
    }

    void applyAll() {
        RunOptions yes = RunOptions.DEFAULT.with(RunOptions.Confirmation.YES);
        RunOutcome outcome = target().run(
                        plan(Direction.UP, new Selection.Everything()), yes, RunListener.SILENT, new Cancellation());
        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
    }

    DryRunReport dryRun(Direction direction, Selection selection) {
        return dryRun(plan(direction, selection), RunListener.SILENT, new Cancellation());
    }

    DryRunReport dryRun(Plan plan, RunListener listener, Cancellation cancellation) {
        return target().dryRun(plan, RunOptions.DEFAULT, listener, cancellation);
    }

    DryRunReport upAll() {
        return dryRun(Direction.UP, new Selection.Everything());
    }

    Snapshot structure() {
        try (Connection connection = database.connect()) {
            return new SnapshotReader(syntax(), "nothing is left out").read(connection);
        } catch (SQLException failure) {
            throw new AssertionError(failure.getMessage(), failure);
        }
    }

    static List<String> losses(Trial trial) {
        return trial.losses().stream()
                .map(loss -> loss.rows() + " " + loss.object().toLowerCase(Locale.ROOT))
                .toList();
    }

    static List<String> names(List<?> objects) {
        return objects.stream()
                .map(each -> each.toString().toLowerCase(Locale.ROOT))
                .toList();
    }

    @Test
    void whatItsDownScriptUndoesIsExactlyReversible() {
        project.migration("001_customers", CREATE_CUSTOMERS, "DROP TABLE customers;")
                .migration(
                        "002_index",
                        "CREATE INDEX customers_name ON customers (name);\nALTER TABLE customers ADD COLUMN city varchar(9);",
                        "ALTER TABLE customers DROP COLUMN city;\nDROP INDEX customers_name;");
        Snapshot before = structure();

        DryRunReport report = upAll();

        assertThat(report.outcome()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(report.outcome().databaseState()).isEqualTo(DatabaseState.ROLLED_BACK);
        assertThat(report.trials()).extracting(Trial::wayBack).containsOnly(WayBack.EXACT);
        assertThat(names(report.trials().getLast().difference().added()))
                .containsExactlyInAnyOrder("index public.customers_name", "column public.customers.city");
        assertThat(report.notes()).isEmpty();
        assertThat(structure()).isEqualTo(before);
    }

    @Test
    void viewsAndUnnamedConstraintsAreNoResidue() {
        database.execute(
                "CREATE TABLE places (id integer PRIMARY KEY, name varchar(9) UNIQUE, CHECK (id > 0))",
                "CREATE VIEW named AS SELECT id, name FROM places WHERE name IS NOT NULL");
        project.migration(
                "001_visits",
                "CREATE TABLE visits (place integer REFERENCES places (id), CHECK (place < 9));\n"
                        + "CREATE VIEW visited AS SELECT name FROM named, visits WHERE place = id;",
                "DROP VIEW visited;\nDROP TABLE visits;");

        Trial trial = upAll().trials().getFirst();

        assertThat(trial.residue()).isEqualTo(StructureDifference.NONE);
        assertThat(trial.wayBack()).isEqualTo(WayBack.EXACT);
    }

    @Test
    void whatADownScriptForgetsIsNamed() {
        project.migration("001_customers", CREATE_CUSTOMERS, "DROP TABLE customers;")
                .migration(
                        "002_index",
                        "CREATE INDEX customers_name ON customers (name);\nALTER TABLE customers ADD COLUMN city varchar(9);",
                        "ALTER TABLE customers DROP COLUMN city;");

        Trial trial = upAll().trials().getLast();

        assertThat(trial.wayBack()).isEqualTo(WayBack.LEAVES_RESIDUE);
        assertThat(names(trial.residue().added())).containsExactly("index public.customers_name");
    }

    @Test
    void failingAndMissingDownScriptsAreToldApart() {
        project.migration("001_customers", CREATE_CUSTOMERS, "\nDROP TABLE clients;")
                .write("002_more.sql", "-- @up\nCREATE TABLE more (id integer);\n");

        DryRunReport report = upAll();

        assertThat(report.outcome()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(report.trials()).extracting(Trial::wayBack).containsExactly(WayBack.FAILS, WayBack.NO_DOWN_SCRIPT);
        assertThat(report.notes())
                .singleElement()
                .asString()
                .contains("001_customers", "line 5")
                .containsIgnoringCase("clients");
    }

    @Test
    void lossesOfAWayBackAreCountedWhereTheyAre() {
        project.migration("001_customers", CREATE_CUSTOMERS, "DROP TABLE customers;");
        applyAll();
        database.execute("INSERT INTO customers (id, note) VALUES (1, 'a'), (2, NULL)");
        project.migration(
                "002_orders",
                "CREATE TABLE orders (id integer);\nINSERT INTO orders VALUES (1);\nINSERT INTO orders VALUES (2);",
                "DROP TABLE orders;\nALTER TABLE customers DROP COLUMN note;\nDELETE FROM customers;");

        assertThat(losses(upAll().trials().getFirst()))
                .containsExactly(
                        "2 table public.orders",
                        "1 column public.customers.note",
                        "2 rows of " + deleteFromCustomers());
        database.execute("INSERT INTO customers (id, note) VALUES (3, 'c')");
        assertThat(losses(upAll().trials().getFirst()))
                .containsExactly(
                        "2 table public.orders",
                        "2 column public.customers.note",
                        "3 rows of " + deleteFromCustomers());
    }

    @Test
    void trialOfARollbackTellsWhatGoesInOrder() {
        project.migration("001_customers", CREATE_CUSTOMERS, "DROP TABLE customers;")
                .migration(
                        "002_city",
                        "ALTER TABLE customers ADD COLUMN city varchar(20);",
                        "ALTER TABLE customers DROP COLUMN city;");
        applyAll();
        database.execute("INSERT INTO customers (id, city) VALUES (1, 'Bern'), (2, 'Rome'), (3, NULL)");
        Snapshot before = structure();

        DryRunReport report = dryRun(Direction.DOWN, new Selection.Everything());

        assertThat(report.outcome()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(report.trials())
                .extracting(trial -> trial.report().step().id().value())
                .containsExactly("002_city", "001_customers");
        assertThat(losses(report.trials().getFirst())).containsExactly("2 column public.customers.city");
        assertThat(losses(report.trials().getLast())).containsExactly("3 table public.customers");
        assertThat(names(report.trials().getLast().difference().removed())).contains("table public.customers");
        assertThat(structure()).isEqualTo(before);
        assertThat(database.query("SELECT count(city) FROM customers")).isEqualTo("2");
    }

    @Test
    void failingStatementIsNamedWithItsLineAndNothingStays() {
        project.migration("001_customers", CREATE_CUSTOMERS, "DROP TABLE customers;")
                .migration(
                        "002_bad",
                        "INSERT INTO customers (id) VALUES (1);\nINSERT INTO customers (id) VALUES (1);",
                        "");
        Snapshot before = structure();

        DryRunReport report = upAll();

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) report.outcome();
        assertThat(stopped.failure().place().orElseThrow().line()).isEqualTo(3);
        assertThat(stopped.databaseState()).isEqualTo(DatabaseState.ROLLED_BACK);
        assertThat(stopped.steps())
                .extracting(StepReport::outcome)
                .containsExactly(StepReport.Outcome.ROLLED_BACK, StepReport.Outcome.FAILED);
        assertThat(stopped.steps().getLast().statements()).hasSize(1);
        assertThat(report.trials()).hasSize(1);
        assertThat(structure()).isEqualTo(before);
    }

    @Test
    void cancellingStopsBeforeTheNextStatementAndTakesEverythingBack() {
        project.migration(
                "001_customers",
                CREATE_CUSTOMERS + "\nINSERT INTO customers (id) VALUES (1);\nINSERT INTO customers (id) VALUES (2);",
                "DROP TABLE customers;");
        Snapshot before = structure();
        Cancellation cancellation = new Cancellation();

        DryRunReport report = dryRun(
                plan(Direction.UP, new Selection.Everything()),
                event -> {
                    if (event instanceof RunEvent.StatementFinished finished && finished.number() == 2) {
                        cancellation.request();
                    }
                },
                cancellation);

        RunOutcome.Cancelled cancelled = (RunOutcome.Cancelled) report.outcome();
        assertThat(cancelled.steps().getFirst().statements()).hasSize(2);
        assertThat(structure()).isEqualTo(before);
    }

    @Test
    void eventsTellTheStoryOnce() {
        project.migration("001_customers", CREATE_CUSTOMERS, "DROP TABLE customers;");
        applyAll();
        List<String> events = new ArrayList<>();

        dryRun(
                plan(Direction.DOWN, new Selection.Everything()),
                event -> events.add(event.getClass().getSimpleName()),
                new Cancellation());

        assertThat(events)
                .containsExactly(
                        "Started",
                        "MigrationStarted",
                        "StatementStarted",
                        "StatementFinished",
                        "MigrationFinished",
                        "Finished");
    }
}

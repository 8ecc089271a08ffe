package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.engine.SetDatabases.Home;
import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.profile.Secrets;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two sets, each on a database of its own, looked at and worked on as one. */
class SetsTogetherTest {

    private static final RunOptions YES = RunOptions.DEFAULT.with(Confirmation.YES);

    @TempDir
    Path folder;

    private final TestDatabase orders = TestDatabases.h2();
    private final TestDatabase stock = TestDatabases.h2();

    @BeforeEach
    void write() {
        new ProjectFolder(folder).write("switchback.toml", """
                [[sets]]
                path = "orders"
                [[sets]]
                path = "stock"
                """);
        new ProjectFolder(folder.resolve("orders"))
                .migration("001_orders", "CREATE TABLE orders (id integer);", "DROP TABLE orders;")
                .migration("002_lines", "CREATE TABLE lines (id integer);", "DROP TABLE lines;");
        new ProjectFolder(folder.resolve("stock"))
                .migration("001_shelves", "CREATE TABLE shelves (id integer);", "DROP TABLE shelves;");
    }

    private static Home home(String set, TestDatabase database, Switchback.Guard guard) {
        ConnectionSettings settings = new ConnectionSettings(
                database.url(),
                Optional.of(database.user()),
                Optional.of(database.password()),
                ConnectionSettings.DEFAULT_CONNECT_TIMEOUT,
                ConnectionSettings.Session.DEFAULT);
        return new Home(set, "test", settings, new Switchback.Caution(Optional.empty(), guard));
    }

    private TargetDatabase open(Switchback.Guard guardOfStock) {
        return Switchback.open(folder, Map.of())
                .on(List.of(home("orders", orders, Switchback.Guard.OPEN), home("stock", stock, guardOfStock)));
    }

    private static Plan everything(TargetDatabase target) {
        return (Plan) target.plan(PlanRequest.upEverything());
    }

    private static RunOutcome apply(TargetDatabase target, RunOptions options, RunListener listener) {
        return target.run(everything(target), options, listener, new Cancellation());
    }

    @Test
    void onePlanRunsOnBothInTheirOrderAndCountsOn() {
        List<String> begun = new ArrayList<>();
        try (TargetDatabase target = open(Switchback.Guard.OPEN)) {
            RunOutcome outcome = apply(target, YES, event -> {
                if (event instanceof RunEvent.MigrationStarted started) {
                    begun.add(started.index() + " " + started.step().id());
                }
            });

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            RunOutcome.Completed.class,
                            done -> assertThat(done.migrations()).isEqualTo(3));
            assertThat(begun).containsExactly("0 001_orders", "1 002_lines", "2 001_shelves");
            assertThat(target.status().count(MigrationState.COMPLETED)).isEqualTo(3);
            assertThat(target.status().databases()).hasSize(2);
            assertThat(target.history(10))
                    .extracting(entry -> entry.set() + " " + entry.id())
                    .containsExactlyInAnyOrder("orders 001_orders", "orders 002_lines", "stock 001_shelves");
            assertThat(target.history(10))
                    .isSortedAccordingTo((one, other) ->
                            other.event().executedAt().compareTo(one.event().executedAt()));
        }
        assertThat(orders.query("SELECT count(*) FROM lines")).isEqualTo("0");
        assertThat(stock.query("SELECT count(*) FROM shelves")).isEqualTo("0");
    }

    @Test
    void firstFailureStopsTheRestAndSaysSo() {
        orders.execute("CREATE TABLE lines (a int)");
        try (TargetDatabase target = open(Switchback.Guard.OPEN)) {
            assertThat(apply(target, YES, RunListener.SILENT))
                    .isInstanceOfSatisfying(
                            RunOutcome.Stopped.class,
                            stopped -> assertThat(stopped.failure().advice()).endsWith(" stock: not run."));
            assertThat(target.status().set("stock").orElseThrow().open()).isEqualTo(1);
        }
    }

    @Test
    void failureOnTheSecondLeavesTheFirstDone() {
        stock.execute("CREATE TABLE shelves (a int)");
        try (TargetDatabase target = open(Switchback.Guard.OPEN)) {
            RunOutcome outcome = apply(target, YES, RunListener.SILENT);

            assertThat(outcome.databaseState()).isEqualTo(DatabaseState.PARTLY_CHANGED);
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            RunOutcome.Stopped.class,
                            stopped -> assertThat(stopped.failure().advice()).endsWith(" orders: done."));
            assertThat(target.status().set("orders").orElseThrow().open()).isZero();
        }
    }

    @Test
    void severalDatabasesAreNoTransaction() {
        try (TargetDatabase target = open(Switchback.Guard.OPEN)) {
            assertThat(apply(target, YES.with(Atomicity.ALL_OR_NOTHING), RunListener.SILENT))
                    .isInstanceOfSatisfying(
                            RunOutcome.Refused.class,
                            refused -> assertThat(refused.failure().code()).isEqualTo("several_databases"));
            assertThat(target.status().open()).isEqualTo(3);
        }
    }

    @Test
    void guardedDatabaseIsWorkedOnByItself() {
        try (TargetDatabase target = open(Switchback.Guard.GUARDED)) {
            assertThatThrownBy(() -> everything(target))
                    .isInstanceOf(SwitchbackException.class)
                    .hasMessageContaining("a guarded database is worked on by itself");

            PlanRequest ofOrders = new PlanRequest(
                    PlanRequest.upEverything().direction(),
                    new Selection.Everything(),
                    Optional.of("orders"),
                    PlanRequest.Options.DEFAULT);
            assertThat(target.run((Plan) target.plan(ofOrders), YES, RunListener.SILENT, new Cancellation()))
                    .isInstanceOf(RunOutcome.Completed.class);
        }
    }

    @Test
    void whatIsAboutOneSetWantsToKnowWhich() {
        try (TargetDatabase target = open(Switchback.Guard.OPEN)) {
            PlanRequest next = new PlanRequest(
                    PlanRequest.upEverything().direction(),
                    new Selection.Count(1),
                    Optional.empty(),
                    PlanRequest.Options.DEFAULT);
            assertThatThrownBy(() -> target.plan(next)).hasMessageContaining("several are connected");
        }
    }

    @Test
    void lookingForAVariableAsksNobodyForAPassword() {
        Map<String, String> environment = Map.of("BOOKINGS_DATABASE_URL", "postgresql://ada@db.example/bookings");
        Secrets secrets = new Secrets(environment, what -> {
            throw new AssertionError("asked for the password of " + what);
        });
        Switchback ferries = Switchback.open(Path.of("migrations-samples/alembic-two-databases"), environment);
        SetDatabases databases = new SetDatabases(ferries.project(), secrets, environment);

        assertThat(databases.obstacle("database/migrations/bookings")).isEmpty();
        assertThat(databases.obstacle("database/migrations/timetable"))
                .hasValueSatisfying(why -> assertThat(why).contains("TIMETABLE_DATABASE_URL, which is not set"));
    }
}

package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.DryRunReport;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.DatabaseKind;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SQL that switchback.toml puts around migrations and runs. */
class HooksTest {

    @TempDir
    Path folder;

    @BeforeEach
    void writeProject() throws IOException {
        new ProjectFolder(folder)
                .migration("001_a", "CREATE TABLE a (id integer);", "DROP TABLE a;")
                .migration("002_b", "CREATE TABLE b (id integer);", "DROP TABLE b;");
        hooks("INSERT INTO seen VALUES ('after each')");
    }

    private void hooks(String afterEach) throws IOException {
        Files.writeString(folder.resolve("switchback.toml"), """
                layout = "annotated"

                [hooks]
                before_all = "CREATE TABLE IF NOT EXISTS seen (what varchar(40))"
                before_each = "INSERT INTO seen VALUES ('before each')"
                after_each = \"""
                %s\"""
                after_all = "INSERT INTO seen VALUES ('after all')"
                """.formatted(afterEach));
    }

    private static Plan plan(TargetDatabase target, Direction direction) {
        return (Plan) target.plan(
                new PlanRequest(direction, new Selection.Everything(), Optional.empty(), PlanRequest.Options.DEFAULT));
    }

    private RunOutcome run(TestDatabase database, Direction direction) {
        try (TargetDatabase target = Switchback.open(folder).on(database.settings())) {
            return target.run(
                    plan(target, direction),
                    RunOptions.DEFAULT.with(Confirmation.YES),
                    RunListener.SILENT,
                    new Cancellation());
        }
    }

    private static String seen(TestDatabase database, String what) {
        return database.query("SELECT count(*) FROM seen WHERE what = '" + what + "'");
    }

    @ParameterizedTest
    @EnumSource
    void hooksRunAroundEachMigrationAndAroundTheRunInBothDirections(DatabaseKind kind) {
        TestDatabase database = kind.fresh();

        assertThat(run(database, Direction.UP)).isInstanceOf(RunOutcome.Completed.class);
        assertThat(run(database, Direction.DOWN)).isInstanceOf(RunOutcome.Completed.class);

        assertThat(seen(database, "before each")).isEqualTo("4");
        assertThat(seen(database, "after each")).isEqualTo("4");
        assertThat(seen(database, "after all")).isEqualTo("2");
    }

    @ParameterizedTest
    @EnumSource
    void aHookMayIncludeAFile(DatabaseKind kind) throws IOException {
        TestDatabase database = kind.fresh();
        new ProjectFolder(folder).write("sql/afterEachMigrate.sql", "INSERT INTO seen VALUES ('from a file')");
        hooks("\\\\i sql/afterEachMigrate.sql\n");

        assertThat(run(database, Direction.UP)).isInstanceOf(RunOutcome.Completed.class);

        assertThat(seen(database, "from a file")).isEqualTo("2");
    }

    @ParameterizedTest
    @EnumSource
    void dryRunTriesTheHooksAndTakesThemBack(DatabaseKind kind) {
        TestDatabase database = kind.fresh();
        try (TargetDatabase target = Switchback.open(folder).on(database.settings())) {
            DryRunReport report = target.dryRun(
                    plan(target, Direction.UP), RunOptions.DEFAULT, RunListener.SILENT, new Cancellation());

            assertThat(report.outcome()).isInstanceOf(RunOutcome.Completed.class);
        }
        assertThat(database.query("SELECT count(*) FROM information_schema.tables WHERE lower(table_name) = 'seen'"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @EnumSource
    void failingHookIsAFailureOfItsMigrationWithItsPlaceInTheSettings(DatabaseKind kind) throws IOException {
        hooks("INSERT INTO seen\nVALUES ('after each', 'and more')");
        TestDatabase database = kind.fresh();

        assertThat(run(database, Direction.UP)).isInstanceOfSatisfying(RunOutcome.Stopped.class, stopped -> {
            assertThat(stopped.failure().id())
                    .hasValueSatisfying(id -> assertThat(id.value()).isEqualTo("001_a"));
            assertThat(stopped.failure().place()).hasValueSatisfying(place -> {
                assertThat(place.file()).isEqualTo(folder.resolve("switchback.toml"));
                assertThat(place.line()).isBetween(7, 8);
            });
        });
        assertThat(seen(database, "after all")).isEqualTo("0");
        boolean transactional = kind == DatabaseKind.POSTGRES;
        assertThat(seen(database, "before each")).isEqualTo(transactional ? "0" : "1");
    }

    @ParameterizedTest
    @EnumSource
    void failingHookBeforeARunKeepsEveryMigrationFromRunning(DatabaseKind kind) throws IOException {
        Files.writeString(
                folder.resolve("switchback.toml"),
                "layout = \"annotated\"\n[hooks]\nbefore_all = \"INSERT INTO nowhere VALUES (1)\"\n");
        TestDatabase database = kind.fresh();

        assertThat(run(database, Direction.UP)).isInstanceOfSatisfying(RunOutcome.Stopped.class, stopped -> {
            assertThat(stopped.steps()).isEmpty();
            assertThat(stopped.failure().place())
                    .hasValueSatisfying(place -> assertThat(place.line()).isEqualTo(3));
            assertThat(stopped.failure().advice()).startsWith("No migration ran.");
        });
    }
}

package dev.switchback.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.MigrationType;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.DatabaseState;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.snapshot.Snapshot;
import dev.switchback.engine.source.ProjectReader;
import dev.switchback.support.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SamplesTest {

    /** Removes data that nothing can bring back, on purpose. */
    private static final String IRREVERSIBLE = "009_purge_test_customers";

    @TempDir
    Path folder;

    private enum Product {
        H2,
        POSTGRESQL
    }

    private Sample sample(String name, Product product) {
        return new Sample(
                Sample.copy(name, folder),
                switch (product) {
                    case H2 -> TestDatabases.h2();
                    case POSTGRESQL -> TestDatabases.postgres();
                });
    }

    private static MigrationSet read(String name) {
        return ProjectReader.read(Sample.ALL.resolve(name)).sets().getFirst();
    }

    @Test
    void shopShowsWhatAnAnnotatedProjectCanHave() {
        MigrationSet shop = read("annotated-shop");

        assertThat(shop.migrations()).hasSizeGreaterThanOrEqualTo(15);
        assertThat(shop.migrations())
                .extracting(migration -> migration.header().type())
                .contains(MigrationType.values());
        assertThat(shop.migrations())
                .anySatisfy(join -> assertThat(join.needs()).hasSizeGreaterThan(2));
        assertThat(shop.heads()).hasSizeGreaterThan(1).contains(new MigrationId(IRREVERSIBLE));
        assertThat(shop.migrations())
                .filteredOn(migration -> migration.scripts().down().isEmpty())
                .extracting(Migration::id)
                .containsExactly(new MigrationId(IRREVERSIBLE));
    }

    @Test
    void listOfTheShopsFilesIsComplete() throws IOException {
        Path shop = Sample.ALL.resolve("annotated-shop");

        assertThat(Files.readAllLines(shop.resolve("files.txt")))
                .as("the files that are copied when the sample is opened")
                .containsAll(read("annotated-shop").migrations().stream()
                        .map(migration -> migration.id() + ".sql")
                        .toList())
                .allSatisfy(name -> assertThat(shop.resolve(name)).exists());
    }

    @Test
    void nothingIsNoticedAboutTheSamples() {
        assertThat(read("annotated-shop").problems().files()).isEmpty();
        assertThat(read("annotated-shop").problems().findings()).isEmpty();
        assertThat(read("annotated-shop").problems().general()).isEmpty();
        assertThat(read("plain-jobs").problems().files()).isEmpty();
        assertThat(read("plain-jobs").problems().findings()).isEmpty();
        assertThat(read("plain-jobs").problems().rollbackScript())
                .contains(Sample.ALL.resolve("plain-jobs/rollback.sql").toAbsolutePath());
    }

    @ParameterizedTest
    @EnumSource
    void shopGoesUpAndSaysWhyItCannotGoDownAsAWhole(Product product) {
        Sample shop = sample("annotated-shop", product);

        assertThat(shop.run(Direction.UP, new Selection.Everything())).isInstanceOf(RunOutcome.Completed.class);
        assertThat(shop.states()).containsExactly("completed");

        Snapshot applied = shop.structure();
        assertThat(shop.plan(Direction.DOWN, new Selection.Everything()))
                .isInstanceOfSatisfying(
                        PlanOutcome.Refused.class,
                        refused -> assertThat(refused.refusals())
                                .extracting(PlanOutcome.Refusal::id)
                                .containsExactly(new MigrationId(IRREVERSIBLE)));
        assertThat(shop.run(Direction.DOWN, new Selection.Target(new MigrationId(IRREVERSIBLE))))
                .isInstanceOf(RunOutcome.Completed.class);
        assertThat(shop.states()).containsExactly("completed", "rolled_back");

        assertThat(shop.run(Direction.UP, new Selection.Everything())).isInstanceOf(RunOutcome.Completed.class);
        assertThat(shop.structure()).isEqualTo(applied);
    }

    @ParameterizedTest
    @EnumSource
    void shopWithoutItsIrreversibleLeafLeavesNothingBehind(Product product) throws IOException {
        Sample shop = sample("annotated-shop", product);
        Files.delete(folder.resolve(IRREVERSIBLE + ".sql"));
        Snapshot before = shop.structure();

        shop.run(Direction.UP, new Selection.Everything());
        Snapshot applied = shop.structure();
        assertThat(shop.run(Direction.DOWN, new Selection.Everything())).isInstanceOf(RunOutcome.Completed.class);
        assertThat(before.to(shop.structure()))
                .satisfies(
                        left -> assertThat(left.isEmpty()).as(left.toString()).isTrue());

        shop.run(Direction.UP, new Selection.Everything());
        assertThat(shop.structure()).isEqualTo(applied);
    }

    @Test
    void jobsRunPhaseByPhaseAndComeBack() {
        Sample jobs = sample("plain-jobs", Product.POSTGRESQL);
        Snapshot before = jobs.structure();

        assertThat(jobs.steps(Direction.UP, new Selection.Everything()))
                .containsExactly("001_create_jobs", "002_add_attempts", "004_default_queue", "005_ready_jobs");
        jobs.run(Direction.UP, new Selection.Everything());
        assertThat(jobs.run(Direction.UP, new Selection.ThroughPhase("constraints")))
                .isInstanceOf(RunOutcome.Completed.class);
        assertThat(jobs.states()).containsExactly("completed");
        Snapshot applied = jobs.structure();

        assertThat(jobs.run(Direction.DOWN, new Selection.Everything())).isInstanceOf(RunOutcome.Completed.class);
        assertThat(before.to(jobs.structure()).isEmpty()).isTrue();

        jobs.run(Direction.UP, new Selection.Everything());
        jobs.run(Direction.UP, new Selection.ThroughPhase("constraints"));
        assertThat(jobs.structure()).isEqualTo(applied);
    }

    @Test
    void failureInTheMiddleOfTheConstraintsLeavesNothingOfThem() {
        Sample jobs = sample("plain-jobs", Product.POSTGRESQL);
        jobs.run(Direction.UP, new Selection.Everything());
        Snapshot before = jobs.structure();
        jobs.database().execute("INSERT INTO jobs (queue, attempts) VALUES ('mail', 500)");

        RunOutcome outcome = jobs.run(Direction.UP, new Selection.ThroughPhase("constraints"));

        assertThat(outcome).isInstanceOfSatisfying(RunOutcome.Stopped.class, stopped -> {
            assertThat(stopped.databaseState()).isEqualTo(DatabaseState.ROLLED_BACK);
            assertThat(stopped.failure().message()).contains("jobs_attempts_sane");
        });
        assertThat(before.to(jobs.structure()).isEmpty()).isTrue();
    }
}

package dev.switchback.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.engine.Switchback;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.HistoryAction;
import dev.switchback.engine.ledger.HistoryEntry;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.source.ProjectReader;
import dev.switchback.support.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What plain-jobs' rollback.sql takes back, the user says. */
class LoneRollbackScriptTest {

    private static final Selection CONSTRAINTS = new Selection.ThroughPhase("constraints");

    @TempDir
    Path folder;

    private Sample jobs = new Sample(Path.of(""), TestDatabases.h2());

    @BeforeEach
    void applyEverything() {
        jobs = new Sample(Sample.copy("plain-jobs", folder), TestDatabases.postgres());
        assertThat(jobs.run(Direction.UP, CONSTRAINTS)).isInstanceOf(RunOutcome.Completed.class);
    }

    private Script script() {
        return ProjectReader.script(ProjectReader.read(folder), Path.of("rollback.sql"));
    }

    private Selection takingBack(String... prefixes) {
        List<MigrationId> ids = ProjectReader.read(folder).sets().getFirst().migrations().stream()
                .map(migration -> migration.id())
                .filter(id -> Arrays.stream(prefixes).anyMatch(id.value()::startsWith))
                .toList();
        return new Selection.ByScript(script(), ids);
    }

    @Test
    void scriptAndTheRowsOfAllThatItTakesBackCommitTogether() {
        RunOutcome outcome = jobs.run(Direction.DOWN, takingBack("001", "002", "003", "004", "005"));

        assertThat(outcome).isInstanceOfSatisfying(RunOutcome.Completed.class, completed -> {
            assertThat(completed.steps()).hasSize(1);
            assertThat(completed.migrations()).isEqualTo(5);
        });
        assertThat(jobs.states()).containsExactly("rolled_back");
        assertThat(jobs.structure().objects().keySet())
                .noneMatch(name -> name.toString().contains("jobs"));
        try (TargetDatabase target = Switchback.open(folder).on(jobs.database().settings())) {
            List<HistoryEntry> downs = target.history(5);
            assertThat(downs).extracting(HistoryEntry::action).containsOnly(HistoryAction.DOWN);
            assertThat(downs).extracting(HistoryEntry::id).doesNotHaveDuplicates();
            assertThat(target.script(downs.getFirst().scriptDigest())).contains(script().text());
        }
    }

    @Test
    void whatStaysButWasAppliedLaterIsAskedAbout() {
        assertThat(jobs.plan(Direction.DOWN, takingBack("001", "002")))
                .isInstanceOfSatisfying(
                        PlanOutcome.Refused.class,
                        refused -> assertThat(refused.refusals())
                                .extracting(refusal -> refusal.finding().message())
                                .contains(
                                        "it was applied after 001_create_jobs. Say whether the script takes it back as well"));
        assertThat(jobs.states()).containsExactly("completed");
    }

    @Test
    void scriptThatFailsLeavesEverythingApplied() throws IOException {
        Files.writeString(folder.resolve("rollback.sql"), "DROP VIEW ready_jobs;\nDROP TABLE nothing_of_that_name;\n");

        RunOutcome outcome = jobs.run(Direction.DOWN, takingBack("001", "002", "003", "004", "005"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RunOutcome.Stopped.class,
                        stopped -> assertThat(stopped.failure().place())
                                .hasValueSatisfying(
                                        place -> assertThat(place.line()).isEqualTo(2)));
        assertThat(jobs.states()).containsExactly("completed");
        assertThat(jobs.database().query("SELECT count(*) FROM pg_views WHERE viewname = 'ready_jobs'"))
                .isEqualTo("1");
    }

    @Test
    void scriptThatChangedSinceItWasReviewedDoesNotRun() throws IOException {
        Selection reviewed = takingBack("001", "002", "003", "004", "005");
        Files.writeString(folder.resolve("rollback.sql"), "DROP SCHEMA public CASCADE;\n");
        try (TargetDatabase target = Switchback.open(folder).on(jobs.database().settings())) {
            Plan plan = (Plan) target.plan(
                    new PlanRequest(Direction.DOWN, reviewed, Optional.empty(), PlanRequest.Options.DEFAULT));

            RunOutcome outcome = target.run(
                    plan, RunOptions.DEFAULT.with(RunOptions.Confirmation.YES), RunListener.SILENT, new Cancellation());

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            RunOutcome.Refused.class,
                            refused -> assertThat(refused.failure().code()).isEqualTo("file_changed"));
        }
        assertThat(jobs.states()).containsExactly("completed");
    }

    @Test
    void scriptThatCannotBeOneTransactionIsRefused() throws IOException {
        Files.writeString(folder.resolve("rollback.sql"), "DROP TABLE jobs CASCADE;\nVACUUM;\n");

        assertThat(jobs.plan(Direction.DOWN, takingBack("001", "002", "003", "004", "005")))
                .isInstanceOfSatisfying(
                        PlanOutcome.Refused.class,
                        refused -> assertThat(
                                        refused.refusals().getFirst().finding().message())
                                .startsWith("rollback.sql cannot run as one transaction"));
    }

    @Test
    void scriptOutsideOfTheProjectIsRefused() {
        assertThatThrownBy(() -> ProjectReader.script(ProjectReader.read(folder), Path.of("../other.sql")))
                .isInstanceOf(SwitchbackException.Unreadable.class)
                .hasMessageContaining("lies outside of the project");
    }
}

package dev.switchback.engine.plan;

import static dev.switchback.engine.migration.Direction.UP;
import static dev.switchback.engine.plan.Planned.everything;
import static dev.switchback.engine.plan.Planned.ids;
import static dev.switchback.engine.plan.Planned.leftOut;
import static dev.switchback.engine.plan.Planned.only;
import static dev.switchback.engine.plan.Planned.reasons;
import static dev.switchback.engine.plan.Planned.target;
import static dev.switchback.engine.plan.Planned.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.support.Migrations;
import dev.switchback.support.Migrations.Stop;
import dev.switchback.support.TestMigration;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UpPlanTest {

    private final Planned planned = new Planned();

    private static Migrations diamond() {
        return Migrations.set()
                .file("001")
                .file("002", "001")
                .file("003", "001")
                .file("004", "002", "003")
                .file("005");
    }

    private static Migrations phased() {
        return Migrations.set()
                .phase("structure")
                .phase("constraints", "the report is clean")
                .files("001", "003", "002")
                .change("001", file -> file.phase("structure"))
                .change("003", file -> file.phase("structure"))
                .change("002", file -> file.phase("constraints"));
    }

    @Test
    void everythingOpenIsPlannedInOrder() {
        ProjectStatus status = diamond()
                .applied("001")
                .row("002", MigrationState.ROLLED_BACK, Stop.after(1))
                .row("003", MigrationState.FAILED, Stop.after(0))
                .project();

        assertThat(ids(planned.plan(status, UP, everything()))).containsExactly("002", "003", "004", "005");
    }

    @Test
    void targetTakesWhatItNeedsAndSaysWhy() {
        assertThat(reasons(planned.plan(diamond().applied("001").project(), UP, target("004"))))
                .containsExactly("002: 004 needs it", "003: 004 needs it", "004: you chose it");
    }

    @Test
    void onlyWithAnUnmetNeedIsRefused() {
        assertThat(planned.refusals(diamond().applied("001").project(), UP, only("004")))
                .hasSize(2)
                .allMatch(refusal -> refusal.contains("is not applied"));
        assertThat(ids(planned.plan(diamond().applied("001").project(), UP, only("003"))))
                .containsExactly("003");
    }

    @Test
    void countCountsOverAllSets() {
        ProjectStatus status = diamond().project(Migrations.set("other").files("901", "902"));

        assertThat(ids(planned.plan(status, UP, new Selection.Count(6))))
                .containsExactly("001", "002", "003", "004", "005", "901");
    }

    @Test
    void gateEndsThePlanUntilItsPhaseIsAskedFor() {
        Plan plan = planned.plan(phased().project(), UP, everything());

        assertThat(ids(plan)).containsExactly("001", "003");
        assertThat(plan.gate()).contains(new Plan.Gate("constraints", "the report is clean"));
        assertThat(leftOut(plan)).singleElement().asString().contains("002", "gate of phase constraints");
        assertThat(ids(planned.plan(phased().project(), UP, new Selection.ThroughPhase("constraints"))))
                .containsExactly("001", "003", "002");
        assertThat(ids(planned.plan(phased().project(), UP, new Selection.ThroughPhase("structure"))))
                .containsExactly("001", "003");
    }

    @Test
    void gateOfAPhaseThatIsDoneStopsNothing() {
        Plan plan =
                planned.plan(phased().files("009").applied("001", "003", "002").project(), UP, everything());

        assertThat(ids(plan)).containsExactly("009");
        assertThat(plan.gate()).isEmpty();
    }

    @Test
    void whatIsLeftOutLeavesOutWhatDependsOnIt() {
        Plan plan = planned.in("staging")
                .plan(diamond().change("002", file -> file.onlyIn("production")).project(), UP, everything());

        assertThat(ids(plan)).containsExactly("001", "003", "005");
        assertThat(leftOut(plan))
                .containsExactly("002: it is meant for production only", "004: it needs 002, which is left out");
    }

    @Test
    void chosenOneThatCannotRunIsRefusedAsAWhole() {
        ProjectStatus status =
                diamond().change("002", file -> file.onlyIn("production")).project();

        assertThat(planned.in("staging").refusals(status, UP, target("004")))
                .containsExactly("004: it cannot run: it needs 002, which is left out");
    }

    @Test
    void everythingThatIsWrongIsListedAtOnce() {
        ProjectStatus status = diamond()
                .applied("001", "005")
                .change("001", file -> file.up("SELECT 2;"))
                .change("005", file -> file.up("SELECT 5;"))
                .finding("004", FindingCode.CYCLE)
                .unreadable("009")
                .project();

        assertThat(planned.refusals(status, UP, everything()))
                .extracting(refusal -> refusal.substring(0, 3))
                .containsExactly("001", "005", "004", "009");
    }

    @Test
    void fileInErrorRefusesEverythingButNotATargetThatDoesNotNeedIt() {
        ProjectStatus status = diamond().unreadable("009").file("010", "009").project();

        assertThat(planned.refusals(status, UP, everything())).hasSize(1);
        assertThat(ids(planned.plan(status, UP, target("003")))).containsExactly("001", "003");
        assertThat(planned.refusals(status, UP, target("010"))).isNotEmpty();
    }

    @Test
    void otherProjectIsRefusedOnce() {
        ProjectStatus status =
                diamond().row("900", MigrationState.COMPLETED, Stop.after(1)).project();

        assertThat(planned.refusals(status, UP, everything())).hasSize(1);
    }

    @Test
    void outOfOrderIsAWarningOrARefusal() {
        ProjectStatus status = diamond().applied("001", "002", "005").project();

        assertThat(warnings(planned.plan(status, UP, only("003")))).containsExactly("OUT_OF_ORDER");
        assertThat(planned.refusingOutOfOrder().refusals(status, UP, everything()))
                .hasSize(2);
    }

    @Test
    void whatWasTakenBackMayBeAppliedAgainBehindNewerOnes() {
        ProjectStatus status = diamond()
                .applied("001", "002", "005")
                .row("003", MigrationState.ROLLED_BACK, Stop.after(1))
                .row("004", MigrationState.ROLLED_BACK, Stop.after(1))
                .project();

        assertThat(ids(planned.refusingOutOfOrder().plan(status, UP, everything())))
                .containsExactly("003", "004");
    }

    @Test
    void stepsCarryWhatToKnowBefore() {
        Plan plan = planned.plan(
                Migrations.set()
                        .files("001")
                        .with(file -> file.up("ALTER TABLE t ADD c integer;\nCREATE INDEX CONCURRENTLY i ON t (c);"))
                        .files("002")
                        .with(file -> file.up("SELECT 1;\nDROP TABLE gone;").irreversible("the rows are gone"))
                        .files("003")
                        .with(file -> file.up("CREATE ROLE reader;").noDown())
                        .project(),
                UP,
                everything());

        assertThat(plan.steps())
                .extracting(step -> step.work().mode())
                .containsExactly(
                        PlanStep.Mode.NON_TRANSACTIONAL, PlanStep.Mode.TRANSACTIONAL, PlanStep.Mode.TRANSACTIONAL);
        assertThat(warnings(plan))
                .containsExactly(
                        "NON_TRANSACTIONAL", "MIXED_TRANSACTION", "DESTRUCTIVE", "NO_DOWN", "CLUSTER_WIDE", "NO_DOWN");
        assertThat(plan.steps().get(1).warnings().getFirst().line()).hasValue(5);
        assertThat(plan.steps().get(1).warnings().getLast().message()).contains("the rows are gone");
    }

    @Test
    void changedRepeatableSaysThatItRunsAgain() {
        ProjectStatus status = Migrations.set()
                .files("R__views")
                .with(TestMigration::repeatable)
                .applied("R__views")
                .change("R__views", file -> file.up("SELECT 1;"))
                .project();

        assertThat(reasons(planned.plan(status, UP, everything())))
                .containsExactly("R__views: its content changed since it ran");
    }

    @Test
    void sameNameInTwoSetsIsRefusedUntilOneIsMeant() {
        ProjectStatus status = diamond().project(Migrations.set("other").files("001"));

        assertThat(planned.refusals(status, UP, target("001"))).hasSize(2);
    }

    @Test
    void tenThousandMigrationsPlanInWellUnderASecond() {
        String[] ids =
                IntStream.range(0, 10_000).mapToObj("%05d_step"::formatted).toArray(String[]::new);
        Migrations set = Migrations.set().files(ids);
        planned.plan(diamond().project(), UP, everything());

        long start = System.nanoTime();
        assertThat(planned.plan(set.project(), UP, target("09999_step")).steps())
                .hasSize(10_000);
        set.applied("00000_step");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
}

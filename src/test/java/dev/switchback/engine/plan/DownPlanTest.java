package dev.switchback.engine.plan;

import static dev.switchback.engine.migration.Direction.DOWN;
import static dev.switchback.engine.plan.Planned.everything;
import static dev.switchback.engine.plan.Planned.ids;
import static dev.switchback.engine.plan.Planned.leftOut;
import static dev.switchback.engine.plan.Planned.only;
import static dev.switchback.engine.plan.Planned.reasons;
import static dev.switchback.engine.plan.Planned.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.support.Migrations;
import dev.switchback.support.Migrations.Stop;
import dev.switchback.support.TestMigration;
import org.junit.jupiter.api.Test;

class DownPlanTest {

    private final Planned planned = new Planned();

    private static Migrations diamond() {
        return Migrations.set()
                .file("001")
                .file("002", "001")
                .file("003", "001")
                .file("004", "002", "003")
                .file("005");
    }

    private static Migrations line() {
        return Migrations.set().files("001", "002", "003");
    }

    @Test
    void everythingGoesBackInReverseOrderOfApplication() {
        ProjectStatus status =
                diamond().applied("005", "001", "003", "002", "004").project();

        assertThat(ids(planned.plan(status, DOWN, everything()))).containsExactly("004", "002", "003", "001", "005");
    }

    @Test
    void onlyTakesItsDependentsFirst() {
        ProjectStatus status =
                diamond().applied("001", "002", "003", "004", "005").project();

        assertThat(reasons(planned.plan(status, DOWN, only("002"))))
                .containsExactly("004: depends on 002", "002: you chose it");
    }

    @Test
    void withoutDeclaredDependenciesEverythingAppliedLaterGoesToo() {
        ProjectStatus status = line().applied("001", "003", "002").project();

        assertThat(reasons(planned.plan(status, DOWN, only("003"))))
                .containsExactly("002: was applied after 003", "003: you chose it");
    }

    @Test
    void targetStays() {
        ProjectStatus status = line().applied("001", "002", "003").project();

        assertThat(ids(planned.plan(status, DOWN, target("001")))).containsExactly("003", "002");
        assertThat(planned.refusals(line().applied("001").project(), DOWN, target("002")))
                .containsExactly("002: it is pending here, not applied");
    }

    @Test
    void countTakesTheLastOnes() {
        assertThat(ids(planned.plan(line().applied("001", "002", "003").project(), DOWN, new Selection.Count(2))))
                .containsExactly("003", "002");
    }

    @Test
    void dependencyThatWasRecordedCountsBesideThatOfTheFile() {
        ProjectStatus status = diamond()
                .applied("001", "002", "003", "005")
                .change("003", TestMigration::needs)
                .project();

        assertThat(ids(planned.plan(status, DOWN, only("001")))).containsExactly("003", "002", "001");
    }

    @Test
    void oneStepWithoutWayBackRefusesTheWholeAndSaysHowFarOneCanGo() {
        ProjectStatus status = line().change("001", file -> file.irreversible("the rows are gone"))
                .change("002", TestMigration::noDown)
                .applied("001", "002", "003")
                .project();

        assertThat(planned.refusals(status, DOWN, everything()))
                .hasSize(2)
                .allMatch(refusal -> refusal.contains("What was applied after 002 can be rolled back"))
                .anyMatch(refusal -> refusal.startsWith("001: it is irreversible: the rows are gone"))
                .anyMatch(refusal -> refusal.startsWith("002: it has no down script"));
        assertThat(ids(planned.plan(status, DOWN, target("002")))).containsExactly("003");
    }

    @Test
    void recordedScriptRunsUnlessChosenOtherwise() {
        ProjectStatus status = line().applied("001", "002", "003").project();
        planned.recorded("003", "DROP TABLE as_recorded;");

        PlanStep step =
                planned.plan(status, DOWN, new Selection.Count(1)).steps().getFirst();

        assertThat(step.work().script().text()).isEqualTo("DROP TABLE as_recorded;");
        assertThat(step.work().script().firstLine()).isEqualTo(1);
        assertThat(step.work().down().orElseThrow().identical()).isFalse();
        assertThat(step.warnings()).singleElement().asString().contains("DESTRUCTIVE");
    }

    @Test
    void equalScriptsKeepTheLinesOfTheFile() {
        Migrations set = line().change("003", file -> file.down("DROP TABLE three;"));
        ProjectStatus status = set.applied("001", "002", "003").project();
        planned.recorded("003", "DROP TABLE three;");

        PlanStep step =
                planned.plan(status, DOWN, new Selection.Count(1)).steps().getFirst();

        assertThat(step.work().down().orElseThrow().identical()).isTrue();
        assertThat(step.work().script().firstLine()).isGreaterThan(1);
    }

    @Test
    void goneFileIsTakenBackWithTheRecordedScript() {
        ProjectStatus status = line().applied("001", "002", "003").delete("003").project();

        assertThat(planned.refusals(status, DOWN, new Selection.Count(1)))
                .singleElement()
                .asString()
                .contains("no down script");
        planned.recorded("003", "DROP TABLE three;");
        assertThat(ids(planned.plan(status, DOWN, new Selection.Count(1)))).containsExactly("003");
    }

    @Test
    void stoppedOnTheWayUpMayBeRolledBackAndOnTheWayDownIsResumed() {
        Migrations up = line().applied("001")
                .row("002", MigrationState.FAILED, Stop.after(1).of(3));
        assertThat(ids(planned.plan(up.project(), DOWN, new Selection.Count(1))))
                .containsExactly("002");

        Migrations down = line().applied("001")
                .row("002", MigrationState.FAILED, Stop.after(1).of(3).down());
        assertThat(planned.refusals(down.project(), DOWN, new Selection.Count(1)))
                .singleElement()
                .asString()
                .contains("Resume the way back");
    }

    @Test
    void repeatableWithoutDownScriptStays() {
        ProjectStatus status = line().files("R__views")
                .with(file -> file.repeatable().noDown())
                .applied("001", "002", "003", "R__views")
                .project();

        Plan plan = planned.plan(status, DOWN, only("002"));

        assertThat(ids(plan)).containsExactly("003", "002");
        assertThat(leftOut(plan)).singleElement().asString().startsWith("R__views: it is repeatable");
    }
}

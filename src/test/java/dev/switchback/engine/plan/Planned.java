package dev.switchback.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.engine.sql.StatementClassifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the planner as PostgreSQL 15 would have it, and gives short answers. */
final class Planned {

    private final Map<String, String> recordedDowns = new HashMap<>();
    private PlanRequest.Options options = PlanRequest.Options.DEFAULT;

    Planned recorded(String id, String down) {
        recordedDowns.put(id, down);
        return this;
    }

    Planned in(String environment) {
        options = new PlanRequest.Options(Optional.of(environment), options.outOfOrder());
        return this;
    }

    Planned refusingOutOfOrder() {
        options = new PlanRequest.Options(options.environment(), PlanRequest.OutOfOrder.REFUSE);
        return this;
    }

    PlanOutcome ask(ProjectStatus status, Direction direction, Selection selection) {
        StepScripts scripts = new StepScripts(SqlSyntax.POSTGRESQL, new StatementClassifier(SqlSyntax.POSTGRESQL, 15));
        return new Planner(scripts, (set, id) -> Optional.ofNullable(recordedDowns.get(id.value())))
                .plan(status, new PlanRequest(direction, selection, Optional.empty(), options));
    }

    Plan plan(ProjectStatus status, Direction direction, Selection selection) {
        PlanOutcome outcome = ask(status, direction, selection);
        assertThat(outcome).isInstanceOf(Plan.class);
        return (Plan) outcome;
    }

    /** "id: message" of each refusal. */
    List<String> refusals(ProjectStatus status, Direction direction, Selection selection) {
        PlanOutcome outcome = ask(status, direction, selection);
        assertThat(outcome).isInstanceOf(PlanOutcome.Refused.class);
        return ((PlanOutcome.Refused) outcome)
                .refusals().stream()
                        .map(refusal -> refusal.id() + ": " + refusal.finding().message())
                        .toList();
    }

    static Selection everything() {
        return new Selection.Everything();
    }

    static Selection target(String id) {
        return new Selection.Target(new MigrationId(id));
    }

    static Selection only(String id) {
        return new Selection.Only(new MigrationId(id));
    }

    static List<String> ids(Plan plan) {
        return plan.steps().stream().map(step -> step.id().value()).toList();
    }

    static List<String> reasons(Plan plan) {
        return plan.steps().stream()
                .map(step -> step.id() + ": " + step.reason())
                .toList();
    }

    static List<String> leftOut(Plan plan) {
        return plan.leftOut().stream()
                .map(out -> out.id() + ": " + out.reason())
                .toList();
    }

    static List<String> warnings(Plan plan) {
        return plan.steps().stream()
                .flatMap(step -> step.warnings().stream())
                .map(Finding::code)
                .map(Enum::name)
                .toList();
    }
}

package dev.switchback.engine.run;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Program;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.plan.StepScripts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The steps of a plan that cannot be tried on the target, because a statement refuses a transaction and would stay,
 * with those that need one of them.
 */
record Untriable(Map<MigrationId, String> reasons) {

    static final Untriable NOTHING = new Untriable(Map.of());

    static Untriable of(Plan plan, RunOptions options, StepScripts scripts) {
        Map<MigrationId, String> reasons = new LinkedHashMap<>();
        for (PlanStep step : plan.steps()) {
            if (!StepScript.of(step, options, scripts).isTransactional()) {
                reasons.put(step.id(), refuses(step));
            } else {
                neededBy(step, plan, reasons)
                        .ifPresent(other -> reasons.put(
                                step.id(), step.id() + " was not tried: it comes after " + other + ", which was not."));
            }
        }
        return new Untriable(reasons);
    }

    Optional<String> reason(PlanStep step) {
        return Optional.ofNullable(reasons.get(step.id()));
    }

    private static String refuses(PlanStep step) {
        boolean byAlembic = step.work()
                .script()
                .program()
                .filter(program -> program instanceof Program.AlembicRevision)
                .isPresent();
        String why = byAlembic
                ? "Alembic itself runs it, on a connection of its own, so that it could not be taken back here"
                : ofStatements(step);
        return step.id() + " was not tried: " + why + ".";
    }

    private static String ofStatements(PlanStep step) {
        return step.warnings().stream()
                .filter(warning -> warning.code() == FindingCode.NON_TRANSACTIONAL)
                .map(Finding::message)
                .findFirst()
                .map(message ->
                        "it has statements that refuse a transaction, so that they could not be taken back here ("
                                + message + ")")
                .orElse("it commits in parts, which could not be taken back here");
    }

    /** Up, a step needs what it depends on; down, it needs what depends on it to be gone. */
    private static Optional<MigrationId> neededBy(PlanStep step, Plan plan, Map<MigrationId, String> untried) {
        return untried.keySet().stream()
                .filter(other -> switch (step.direction()) {
                    case UP -> needs(step, other);
                    case DOWN ->
                        plan.steps().stream().anyMatch(each -> each.id().equals(other) && needs(each, step.id()));
                })
                .findFirst();
    }

    private static boolean needs(PlanStep step, MigrationId other) {
        return step.work().migration().map(Migration::needs).stream().anyMatch(needs -> needs.contains(other));
    }
}

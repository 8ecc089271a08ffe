package dev.switchback.engine;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOutcome;
import java.util.Optional;

/**
 * Applies a set to a temporary database, past all gates: nobody's data is at stake there.
 *
 * @param advice what to tell whoever asked, where the set cannot be applied
 */
record ScratchRun(TargetDatabase target, Optional<String> set, String advice) {

    /**
     * Applies what is chosen as far as the next gate.
     *
     * @return what was planned, and ran
     * @throws SwitchbackException where it cannot be applied
     */
    Plan run(Selection selection) {
        PlanOutcome outcome = target.plan(new PlanRequest(Direction.UP, selection, set, PlanRequest.Options.DEFAULT));
        return switch (outcome) {
            case PlanOutcome.Refused refused -> {
                PlanOutcome.Refusal first = refused.refusals().getFirst();
                throw failed(first.id() + ": " + first.finding().message());
            }
            case Plan plan -> {
                refuseWhatIsNotOfOneDatabase(plan);
                RunOutcome run = target.run(
                        plan,
                        RunOptions.DEFAULT.with(RunOptions.Confirmation.YES),
                        RunListener.SILENT,
                        new Cancellation());
                if (run instanceof RunOutcome.Stopped stopped) {
                    throw failed(stopped.failure().message());
                }
                yield plan;
            }
        };
    }

    /** Roles and the like belong to the whole server, and would stay. */
    private void refuseWhatIsNotOfOneDatabase(Plan plan) {
        for (PlanStep step : plan.steps()) {
            step.warnings().stream()
                    .filter(finding -> finding.code() == FindingCode.CLUSTER_WIDE)
                    .findFirst()
                    .ifPresent(finding -> {
                        throw failed(step.id() + " " + finding.message());
                    });
        }
    }

    /** Applies all of it. */
    void everything() {
        Plan plan = run(new Selection.Everything());
        while (plan.gate().isPresent()) {
            run(new Selection.ThroughPhase(plan.gate().get().phase()));
            plan = run(new Selection.Everything());
        }
    }

    private SwitchbackException failed(String message) {
        return new SwitchbackException.Unreadable(
                "not_proved",
                "the set cannot be applied to a temporary database: " + message,
                advice,
                Optional.empty());
    }
}

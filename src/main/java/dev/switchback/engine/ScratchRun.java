package dev.switchback.engine;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
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
record ScratchRun(TargetDatabase target, Optional<String> set, String advice, Onlooker onlooker) {

    /** Whoever looks on, and may end it. */
    record Onlooker(RunListener listener, Cancellation cancellation) {

        static Onlooker none() {
            return new Onlooker(RunListener.SILENT, new Cancellation());
        }
    }

    /** Nobody looks on. */
    ScratchRun(TargetDatabase target, Optional<String> set, String advice) {
        this(target, set, advice, Onlooker.none());
    }

    /**
     * Applies what is chosen as far as the next gate.
     *
     * @return what was planned, and ran unless it was cancelled
     * @throws SwitchbackException where it cannot be applied
     */
    Plan run(Selection selection) {
        Plan plan = plan(Direction.UP, selection);
        refuseWhatIsNotOfOneDatabase(plan);
        if (execute(plan) instanceof RunOutcome.Stopped stopped) {
            throw failed(sentence(stopped));
        }
        return plan;
    }

    static String sentence(RunOutcome.Stopped stopped) {
        String id = stopped.failure().id().map(MigrationId::value).orElse("");
        return (id.isEmpty() ? "" : id + ": ") + stopped.failure().message();
    }

    private Plan plan(Direction direction, Selection selection) {
        return switch (target.plan(new PlanRequest(direction, selection, set, PlanRequest.Options.DEFAULT))) {
            case PlanOutcome.Refused refused -> {
                PlanOutcome.Refusal first = refused.refusals().getFirst();
                throw failed(first.id() + ": " + first.finding().message());
            }
            case Plan plan -> plan;
        };
    }

    private RunOutcome execute(Plan plan) {
        return target.run(
                plan,
                RunOptions.DEFAULT.with(RunOptions.Confirmation.YES),
                onlooker.listener(),
                onlooker.cancellation());
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
        while (plan.gate().isPresent() && !onlooker.cancellation().isRequested()) {
            run(new Selection.ThroughPhase(plan.gate().get().phase()));
            plan = run(new Selection.Everything());
        }
    }

    /** Takes back the last ones, up to the first that fails. */
    RunOutcome back(int count) {
        return execute(plan(Direction.DOWN, new Selection.Count(count)));
    }

    private SwitchbackException failed(String message) {
        return new SwitchbackException.Unreadable(
                "not_proved",
                "the set cannot be applied to a temporary database: " + message,
                advice,
                Optional.empty());
    }
}

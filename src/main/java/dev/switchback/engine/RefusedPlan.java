package dev.switchback.engine;

import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.run.RunFailure;
import dev.switchback.engine.run.RunOutcome;
import java.util.Optional;

/** Says of a request that got no plan what a run would have said. */
final class RefusedPlan {

    private RefusedPlan() {}

    static RunOutcome outcome(String runId, PlanOutcome.Refused refused) {
        PlanOutcome.Refusal first = refused.refusals().getFirst();
        RunFailure failure = new RunFailure(
                first.finding().code().text(),
                first.id() + ": " + first.finding().message(),
                Optional.of(first.id()),
                first.file()
                        .map(file -> new RunFailure.Place(
                                file, first.finding().line().orElse(1), 1, "")),
                RunFailure.Server.SILENT,
                "Nothing ran.");
        return new RunOutcome.Refused(runId, refused.refusals(), failure);
    }
}

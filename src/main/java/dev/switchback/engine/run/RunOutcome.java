package dev.switchback.engine.run;

import dev.switchback.engine.plan.PlanOutcome;
import java.util.List;

/** How a run ended; an expected failure is a value too. */
public sealed interface RunOutcome {

    String runId();

    List<StepReport> steps();

    DatabaseState databaseState();

    /** Everything of the plan is done. */
    record Completed(String runId, List<StepReport> steps, DatabaseState databaseState) implements RunOutcome {

        /** How many migrations changed their state. */
        public int migrations() {
            return steps.stream().mapToInt(report -> report.step().ids().size()).sum();
        }
    }

    /** A step failed; what was committed before stays. */
    record Stopped(String runId, List<StepReport> steps, DatabaseState databaseState, RunFailure failure)
            implements RunOutcome {}

    /** The user cancelled; what was committed before stays. */
    record Cancelled(String runId, List<StepReport> steps, DatabaseState databaseState, String advice)
            implements RunOutcome {}

    /** Nothing ran: a finding, the gate or a changed file forbids it. */
    record Refused(String runId, List<PlanOutcome.Refusal> refusals, RunFailure failure) implements RunOutcome {

        @Override
        public List<StepReport> steps() {
            return List.of();
        }

        @Override
        public DatabaseState databaseState() {
            return DatabaseState.UNCHANGED;
        }
    }

    /** The plan had no step. */
    record NothingToDo(String runId) implements RunOutcome {

        @Override
        public List<StepReport> steps() {
            return List.of();
        }

        @Override
        public DatabaseState databaseState() {
            return DatabaseState.UNCHANGED;
        }
    }
}

package dev.switchback.engine.run;

import dev.switchback.engine.plan.PlanStep;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What one step did. */
public record StepReport(PlanStep step, Outcome outcome, Duration time, List<StatementReport> statements) {

    /** How a step ended. */
    public enum Outcome {
        COMPLETED,
        FAILED,
        CANCELLED,
        /** Executed and rolled back, as a dry run does. */
        ROLLED_BACK,
        NOT_RUN;

        /** The word used in reports and JSON. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public StepReport {
        statements = List.copyOf(statements);
    }
}

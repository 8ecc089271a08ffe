package dev.switchback.engine.plan;

import dev.switchback.engine.migration.Direction;
import java.util.List;
import java.util.Optional;

/**
 * An ordered list of steps that was judged as a whole and may run.
 *
 * @param gate the text to confirm after the last step, where a phase's gate ends the plan
 */
public record Plan(Direction direction, List<PlanStep> steps, List<LeftOut> leftOut, Optional<Gate> gate)
        implements PlanOutcome {

    /** The barrier after which the next phase begins. */
    public record Gate(String phase, String text) {}

    public Plan {
        steps = List.copyOf(steps);
        leftOut = List.copyOf(leftOut);
    }

    /** How many migrations change their state. */
    public int migrations() {
        return steps.stream().mapToInt(step -> step.ids().size()).sum();
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }
}

package dev.switchback.engine.run;

import dev.switchback.engine.run.PipelinedSteps.Member;
import java.util.Iterator;
import java.util.Optional;

/** Steps in order, each made ready when it is its turn, or when somebody looks at what comes next. */
final class StepQueue {

    private final Iterator<Member> steps;
    private Optional<Member> seen = Optional.empty();

    /** @param steps which makes a step ready when it gives it */
    StepQueue(Iterator<Member> steps) {
        this.steps = steps;
    }

    /** Takes the next step; empty at the end. */
    Optional<Member> take() {
        Optional<Member> next = peek();
        seen = Optional.empty();
        return next;
    }

    /** Looks at the next step. */
    Optional<Member> peek() {
        if (seen.isEmpty() && steps.hasNext()) {
            seen = Optional.of(steps.next());
        }
        return seen;
    }
}

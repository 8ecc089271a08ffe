package dev.switchback.engine.plan;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.MigrationId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The answer to a request: a plan that may run, or the reasons why not. */
public sealed interface PlanOutcome permits Plan, PlanOutcome.Refused {

    /** Nothing may run; nothing was touched. */
    record Refused(List<Refusal> refusals) implements PlanOutcome {

        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    /** One reason. */
    record Refusal(String set, MigrationId id, Finding finding, Optional<Path> file) {}
}

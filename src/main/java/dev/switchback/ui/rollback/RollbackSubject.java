package dev.switchback.ui.rollback;

import dev.switchback.engine.database.DatabaseFacts;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.profile.Profile;
import java.util.Map;
import java.util.Optional;

/**
 * What the dialog is about.
 *
 * @param plan the steps down, in their order
 * @param target the name shown for the database, such as the environment or the profile
 * @param applied when each migration was applied, for people
 * @param guard whether the database's name has to be typed
 */
public record RollbackSubject(
        Plan plan, DatabaseFacts database, String target, Profile.Guard guard, Map<MigrationId, String> applied) {

    public RollbackSubject {
        applied = Map.copyOf(applied);
    }

    /** When the recorded script was recorded. */
    Optional<String> appliedAt(PlanStep step) {
        return Optional.ofNullable(applied.get(step.id()));
    }
}

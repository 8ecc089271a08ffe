package dev.switchback.ui.rollback;

import dev.switchback.engine.database.DatabaseFacts;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.profile.Profile;

/**
 * What the dialog is about.
 *
 * @param plan the steps down, in their order
 * @param target the name shown for the database, such as the environment or the profile
 * @param guard whether the database's name has to be typed
 */
public record RollbackSubject(Plan plan, DatabaseFacts database, String target, Profile.Guard guard) {}

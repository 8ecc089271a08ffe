package dev.switchback.ui.profile;

import dev.switchback.engine.profile.Profile;
import java.util.List;

/** The colour of a profile's environment, as the last part of a style class. */
public final class EnvironmentColour {

    private static final List<String> OWN = List.of("development", "staging", "production");

    private EnvironmentColour() {}

    /** The three usual environments have colours of their own. */
    public static String of(Profile profile) {
        String name = profile.environment().name();
        return OWN.contains(name) ? name : "other";
    }
}

package dev.switchback.engine.migration;

import java.util.Locale;

/**
 * Where a database stands in the way to production.
 *
 * @param name development, staging, production, or a name of the user's
 */
public record Environment(String name) {

    public static final Environment DEVELOPMENT = new Environment("development");
    public static final Environment STAGING = new Environment("staging");
    public static final Environment PRODUCTION = new Environment("production");

    public Environment {
        name = canonical(name);
    }

    /** Reads {@code dev}, {@code stage} and {@code prod} as the long names. */
    private static String canonical(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "dev" -> "development";
            case "stage" -> "staging";
            case "prod" -> "production";
            default -> word;
        };
    }
}

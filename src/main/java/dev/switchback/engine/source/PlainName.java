package dev.switchback.engine.source;

import dev.switchback.engine.migration.Header.Repetition;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a plain script says.
 *
 * @param id the migration that it belongs to
 * @param version the number, as written; empty where there is none
 */
record PlainName(String id, Role role, Optional<String> version) {

    private static final Pattern FLYWAY = Pattern.compile("([VUR])([0-9][0-9._]*)?__(.+)");
    private static final Pattern NUMBERED = Pattern.compile("([0-9][0-9_.-]*?)[_-]*(?=[A-Za-z]|$).*");

    /** What a script is for. */
    enum Role {
        UP,
        DOWN,
        REPEATABLE
    }

    /** Reads a file name without its {@code .sql}; empty where it follows no convention. */
    static Optional<PlainName> of(String name) {
        if (name.endsWith(".down")) {
            return Optional.of(new PlainName(cut(name, ".down"), Role.DOWN, number(name)));
        }
        String stem = name.endsWith(".up") ? cut(name, ".up") : name;
        Matcher flyway = FLYWAY.matcher(stem);
        if (flyway.matches()) {
            return Optional.of(flyway(stem, flyway));
        }
        return number(stem).map(version -> new PlainName(stem, Role.UP, Optional.of(version)));
    }

    Repetition repetition() {
        return role == Role.REPEATABLE ? Repetition.ON_CHANGE : Repetition.ONCE;
    }

    private static PlainName flyway(String stem, Matcher name) {
        Optional<String> version = Optional.ofNullable(name.group(2)).map(text -> text.replace('_', '.'));
        return switch (name.group(1)) {
            case "U" -> new PlainName("V" + stem.substring(1), Role.DOWN, version);
            case "R" -> new PlainName(stem, Role.REPEATABLE, Optional.empty());
            default -> new PlainName(stem, Role.UP, version);
        };
    }

    private static Optional<String> number(String stem) {
        Matcher numbered = NUMBERED.matcher(stem);
        return numbered.matches() ? Optional.of(numbered.group(1)) : Optional.empty();
    }

    private static String cut(String name, String suffix) {
        return name.substring(0, name.length() - suffix.length());
    }
}

package dev.switchback.engine.program;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a project and its surroundings say about running programs.
 *
 * @param root the project's folder, in which they run
 * @param interpreter of Python, as switchback.toml names it; else it is looked for
 * @param silence how long a program may neither end nor send anything
 * @param environment the variables of our own process
 */
public record ProgramSettings(
        Path root, Optional<String> interpreter, Duration silence, Map<String, String> environment) {

    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i).*(PASSWORD|PASSWD|PGPASS|SECRET|TOKEN|CREDENTIAL|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY).*");

    /** Such as {@code postgresql://user:password@host/database}, or {@code password=} in the middle of other words. */
    private static final Pattern SECRET_VALUE = Pattern.compile("(?is).*(://[^/@\\s]*:[^/@\\s]+@|\\bpassword=).*");

    public ProgramSettings {
        environment = Map.copyOf(environment);
    }

    /** The variables that a program may see: none that holds a secret, by its name or by its value. */
    Map<String, String> environmentOfPrograms() {
        Map<String, String> visible = new TreeMap<>(environment);
        visible.entrySet()
                .removeIf(variable -> SECRET_NAME.matcher(variable.getKey()).matches()
                        || SECRET_VALUE.matcher(variable.getValue()).matches());
        return visible;
    }
}

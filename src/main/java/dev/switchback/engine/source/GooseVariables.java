package dev.switchback.engine.source;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.Scripts;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files in which goose replaces variables of its surroundings: secrets among them, so that they are not read here. */
final class GooseVariables {

    private static final Pattern SWITCHED_ON = Pattern.compile("(?im)^\\s*--\\s*\\+goose\\s+ENVSUB\\s+ON\\s*$");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{[^}]*}|[A-Za-z_]\\w*)");

    private GooseVariables() {}

    /** What is left in the scripts when declared placeholders are replaced. */
    static Optional<Finding> left(String text, Scripts scripts) {
        Matcher on = SWITCHED_ON.matcher(text);
        if (!text.contains("ENVSUB") || !on.find()) {
            return Optional.empty();
        }
        return Stream.concat(Stream.of(scripts.up()), scripts.down().stream())
                .map(Script::text)
                .flatMap(sql -> VARIABLE.matcher(sql).results())
                .findFirst()
                .map(variable -> Finding.at(
                        FindingCode.NOT_UNDERSTOOD,
                        "goose replaces " + variable.group()
                                + " here (ENVSUB ON), Switchback does not. Write it as ${name}, "
                                + "and declare that in switchback.toml under [placeholders]",
                        (int) text.substring(0, on.start()).lines().count() + 1));
    }
}

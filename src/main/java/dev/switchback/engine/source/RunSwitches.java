package dev.switchback.engine.source;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds switches such as AUTO_RUN_MIGRATIONS, by which a project's own program migrates when it starts. */
public final class RunSwitches {

    private static final String NAME =
            "(?:[A-Z0-9]+_)*(?:AUTO_?RUN_|AUTO_|RUN_|SKIP_)(?:DB_)?MIGRAT(?:E|IONS?)(?:_[A-Z]+)*|MIGRATE_ON_START(?:UP)?";
    private static final Pattern SWITCH = Pattern.compile(NAME);
    private static final Pattern WRITTEN = Pattern.compile(
            "(?<![A-Z0-9_])(?<name>" + NAME + ")(?![A-Z0-9_])[\"']?\\s*(?::-|[:= ])\\s*[\"']?(?<value>[A-Za-z0-9]+)");

    /** Files that say with which variables a program is started; never a .env itself, which holds secrets. */
    private static final List<String> FILES = List.of(
            ".env.example",
            ".env.sample",
            ".env.template",
            "docker-compose.yml",
            "docker-compose.yaml",
            "compose.yml",
            "compose.yaml",
            "Dockerfile",
            "render.yaml",
            "fly.toml",
            "app.json");

    private static final long LARGEST = 200_000;
    private static final Set<String> WORDS = Set.of("true", "false", "1", "0", "yes", "no", "on", "off");

    private RunSwitches() {}

    /** Those among variables of a process. */
    public static List<Finding> in(Map<String, String> environment) {
        List<Finding> found = new ArrayList<>();
        new TreeMap<>(environment).forEach((name, value) -> {
            if (SWITCH.matcher(name).matches()) {
                found.add(finding(name, value, "here"));
            }
        });
        return found;
    }

    /** Those in files of a project's folder that tell how its program is started. */
    static List<Finding> in(Path root) {
        List<Finding> found = new ArrayList<>();
        for (String name : FILES) {
            Path file = root.resolve(name);
            if (Files.isRegularFile(file)) {
                text(file).ifPresent(text -> found.addAll(in(text, name)));
            }
        }
        return found;
    }

    private static List<Finding> in(String text, String file) {
        List<Finding> found = new ArrayList<>();
        Matcher matcher = WRITTEN.matcher(text);
        while (matcher.find()) {
            long line = 1 + text.substring(0, matcher.start()).lines().skip(1).count();
            found.add(finding(matcher.group("name"), matcher.group("value"), "in " + file + ", line " + line));
        }
        return found;
    }

    /** A file that cannot be read tells nothing. */
    private static Optional<String> text(Path file) {
        try {
            return Files.size(file) > LARGEST
                    ? Optional.empty()
                    : Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** A value that is no plain yes or no is nobody's business. */
    private static Finding finding(String name, String value, String where) {
        String word = value.strip().toLowerCase(Locale.ROOT);
        return Finding.of(
                FindingCode.AUTO_RUN,
                name + (WORDS.contains(word) ? " is " + word : " is set") + " " + where
                        + ": the project's own program may migrate when it starts. Switchback runs only what it is told to");
    }
}

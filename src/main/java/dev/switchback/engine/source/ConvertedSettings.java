package dev.switchback.engine.source;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a converted set takes along of the project's switchback.toml.
 *
 * @param text empty where no file is needed
 * @param remarks what was left out
 */
record ConvertedSettings(Optional<String> text, Phases phases, List<String> remarks) {

    private static final Pattern LAYOUT_LINE = Pattern.compile("(?m)^[ \\t]*layout[ \\t]*=.*$");
    private static final Pattern SETS = Pattern.compile("(?m)^\\s*\\[\\[\\s*sets\\s*]]");
    private static final String LAYOUT = "layout = \"annotated\"";

    /** Where the phases of the set stand. */
    enum Phases {
        IN_SETTINGS,
        IN_FILES
    }

    static ConvertedSettings of(Project project, MigrationSet set) {
        String text = read(project.root().resolve("switchback.toml"));
        if (project.sets().size() == 1 && !SETS.matcher(text).find()) {
            return ofOneSet(text, set);
        }
        String own = "id = \"" + set.name().replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n" + LAYOUT + "\n";
        List<String> remarks = text.isEmpty()
                ? List.of()
                : List.of("the other settings of switchback.toml were not taken along: they belong to several sets");
        return new ConvertedSettings(Optional.of(own), Phases.IN_FILES, remarks);
    }

    private static ConvertedSettings ofOneSet(String text, MigrationSet set) {
        if (text.isEmpty()) {
            return new ConvertedSettings(Optional.empty(), Phases.IN_FILES, List.of());
        }
        String own = LAYOUT_LINE.matcher(text).find()
                ? LAYOUT_LINE.matcher(text).replaceFirst(LAYOUT)
                : LAYOUT + "\n" + text;
        Phases phases = set.phases().isEmpty() ? Phases.IN_FILES : Phases.IN_SETTINGS;
        return new ConvertedSettings(Optional.of(own), phases, List.of());
    }

    private static String read(Path toml) {
        try {
            return Files.exists(toml) ? Files.readString(toml) : "";
        } catch (IOException failure) {
            throw new SwitchbackException.Unreadable(
                    "cannot_read",
                    "switchback.toml cannot be read: " + failure.getMessage(),
                    "Nothing was written.",
                    Optional.of(toml));
        }
    }

    boolean hasPhases() {
        return phases == Phases.IN_SETTINGS;
    }
}

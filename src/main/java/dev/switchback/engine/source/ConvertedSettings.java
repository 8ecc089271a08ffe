package dev.switchback.engine.source;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Phase;
import dev.switchback.engine.migration.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a converted set takes along of the project's switchback.toml.
 *
 * @param text empty where no file is needed
 * @param remarks what was left out
 */
record ConvertedSettings(Optional<String> text, Phases phases, List<String> remarks) {

    private static final Pattern LAYOUT_LINE = Pattern.compile("(?m)^[ \\t]*layout[ \\t]*=.*$");
    private static final String LAYOUT = "layout = \"annotated\"";

    /** Where the phases of the set stand. */
    enum Phases {
        IN_SETTINGS,
        IN_FILES
    }

    /** @param renamed ids as quoted texts, of migrations that are called otherwise now */
    static ConvertedSettings of(Project project, MigrationSet set, Map<String, String> renamed) {
        Path file = project.root().resolve("switchback.toml");
        Phases phases = set.phases().isEmpty() ? Phases.IN_FILES : Phases.IN_SETTINGS;
        if (!Files.exists(file)) {
            Optional<String> own =
                    set.name().equals(SetFinder.MAIN) ? Optional.empty() : Optional.of(new Writing().set(set.name()));
            return new ConvertedSettings(own, phases, List.of());
        }
        TomlTable toml = TomlFile.read(file);
        boolean alone = project.sets().size() == 1 && toml.tables("sets").isEmpty();
        String text = alone ? withLayout(read(file)) : new Writing().gathered(project, set, toml);
        for (Map.Entry<String, String> name : renamed.entrySet()) {
            text = text.replace(Writing.quoted(name.getKey()), Writing.quoted(name.getValue()));
        }
        List<String> remarks = alone
                ? List.of()
                : List.of(
                        "of switchback.toml came along what this set uses; the other sets and the interpreter of Python "
                                + "were left out");
        return new ConvertedSettings(Optional.of(text), phases, remarks);
    }

    private static String withLayout(String text) {
        return LAYOUT_LINE.matcher(text).find() ? LAYOUT_LINE.matcher(text).replaceFirst(LAYOUT) : LAYOUT + "\n" + text;
    }

    private static String read(Path toml) {
        try {
            return Files.readString(toml);
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

    /** Writes what is said for all sets, and for this one, as settings of a project of its own. */
    private static final class Writing {

        private static final List<String> FOR_ALL = List.of("naming", "ledger_schema", "prelude");
        private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");
        private static final List<String> TABLES = List.of("placeholders", "timeouts", "hooks");

        private final List<String> lines = new ArrayList<>();

        String set(String id) {
            line("id", id);
            lines.add(LAYOUT);
            return end();
        }

        String gathered(Project project, MigrationSet set, TomlTable toml) {
            line("id", set.name());
            lines.add(LAYOUT);
            FOR_ALL.forEach(key -> toml.text(key).ifPresent(value -> line(key, value)));
            project.config().kept().of(set.name()).ifPresent(tool -> line("keep", tool));
            if (!toml.texts("guarded").isEmpty()) {
                line("guarded", toml.texts("guarded"));
            }
            set.phases().forEach(this::phase);
            for (String table : TABLES) {
                Map<String, String> values = toml.table(table).all();
                if (!values.isEmpty()) {
                    lines.add("\n[" + table + "]");
                    values.forEach((key, value) -> line(BARE.matcher(key).matches() ? key : quoted(key), value));
                }
            }
            return end();
        }

        private void phase(Phase phase) {
            lines.add("\n[[phases]]");
            line("name", phase.name());
            line("migrations", phase.migrations());
            phase.gate().ifPresent(gate -> line("gate", gate));
        }

        private void line(String key, String value) {
            lines.add(key + " = " + quoted(value));
        }

        private void line(String key, List<String> values) {
            lines.add(key + " = " + values.stream().map(Writing::quoted).collect(Collectors.joining(", ", "[", "]")));
        }

        private String end() {
            return String.join("\n", lines) + "\n";
        }

        /** Text of several lines begins on the line after its key, where hooks count from. */
        private static String quoted(String value) {
            String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t");
            return value.contains("\n") ? "\"\"\"\n" + escaped + "\"\"\"" : "\"" + escaped + "\"";
        }
    }
}

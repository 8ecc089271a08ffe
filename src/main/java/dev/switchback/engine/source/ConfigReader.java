package dev.switchback.engine.source;

import dev.switchback.engine.migration.Durations;
import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.Phase;
import dev.switchback.engine.migration.ProjectConfig;
import dev.switchback.engine.migration.ProjectConfig.Hooks;
import dev.switchback.engine.migration.ProjectConfig.Kept;
import dev.switchback.engine.migration.ProjectConfig.Naming;
import dev.switchback.engine.migration.ProjectConfig.Running;
import dev.switchback.engine.migration.ProjectConfig.Timeouts;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.tool.Tool;
import dev.switchback.engine.tool.ToolKeeper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code switchback.toml}; every part is optional, unknown keys are errors. */
final class ConfigReader {

    private final Path root;

    /**
     * What the file says.
     *
     * @param alone what is said of the set of a project that names none: its key, layout and phases
     * @param sets those that are named; empty when the folder has to be searched
     */
    record Settings(ProjectConfig config, SingleSet alone, List<SetConfig> sets) {

        static final Settings NONE = new Settings(
                ProjectConfig.DEFAULT,
                new SingleSet(Optional.empty(), Optional.empty(), List.of(), Optional.empty()),
                List.of());
    }

    /** What the top level says, for a project of one set. */
    record SingleSet(Optional<String> id, Optional<Layout> layout, List<Phase> phases, Optional<String> interpreter) {}

    private ConfigReader(Path root) {
        this.root = root;
    }

    static Settings read(Path root) {
        Path file = root.resolve("switchback.toml");
        return Files.exists(file) ? new ConfigReader(root).settings(TomlFile.read(file)) : Settings.NONE;
    }

    private Settings settings(TomlTable toml) {
        toml.onlyKeys(
                "id",
                "interpreter",
                "keep",
                "prelude",
                "layout",
                "phases",
                "sets",
                "placeholders",
                "hooks",
                "ledger_schema",
                "naming",
                "timeouts",
                "guarded");
        SingleSet alone = new SingleSet(toml.text("id"), layout(toml), phases(toml), toml.text("interpreter"));
        List<SetConfig> sets = sets(toml, alone);
        return new Settings(config(toml, kept(toml, sets)), alone, sets);
    }

    /** The tables follow the sets, which were read from them in this order. */
    private static Kept kept(TomlTable toml, List<SetConfig> sets) {
        Map<String, String> bySet = new HashMap<>();
        List<TomlTable> tables = toml.tables("sets");
        for (int i = 0; i < sets.size(); i++) {
            String name = sets.get(i).name();
            keep(tables.get(i)).ifPresent(tool -> bySet.put(name, tool));
        }
        return new Kept(keep(toml), bySet);
    }

    private static Optional<String> keep(TomlTable table) {
        return table.text("keep").map(word -> {
            if (!word.equals(Kept.NOBODYS)
                    && Tool.of(word).filter(ToolKeeper::canKeep).isEmpty()) {
                throw table.wrong(
                        "keep",
                        "is \"" + word + "\". Write "
                                + Arrays.stream(Tool.values())
                                        .filter(ToolKeeper::canKeep)
                                        .map(tool -> "\"" + tool.text() + "\"")
                                        .collect(Collectors.joining(", "))
                                + " or \"none\"");
            }
            return word;
        });
    }

    private ProjectConfig config(TomlTable toml, Kept kept) {
        TomlTable hooks = toml.table("hooks").onlyKeys("before_each", "after_each", "before_all", "after_all");
        TomlTable timeouts = toml.table("timeouts").onlyKeys("lock", "statement", "program");
        Placeholders placeholders = new Placeholders(placeholders(toml.table("placeholders")));
        return new ProjectConfig(
                schema(toml),
                placeholders.values(),
                new Hooks(
                        hook(hooks, "before_each", placeholders),
                        hook(hooks, "after_each", placeholders),
                        hook(hooks, "before_all", placeholders),
                        hook(hooks, "after_all", placeholders)),
                toml.texts("guarded").stream()
                        .map(name -> new Environment(name).name())
                        .toList(),
                naming(toml),
                new Running(
                        new Timeouts(
                                duration(timeouts, "lock"),
                                duration(timeouts, "statement"),
                                duration(timeouts, "program").orElse(Timeouts.USUAL_FOR_PROGRAMS)),
                        toml.text("interpreter")),
                kept);
    }

    /** Read like a migration, so that a quote that is not closed is found before a database is touched. */
    private Optional<Script> hook(TomlTable hooks, String key, Placeholders placeholders) {
        return hooks.script(key).map(hook -> {
            FileContent.Text text = new FileContent.Text(hook.file(), hook.text(), "");
            try {
                return new ScriptReader(new Includes(root, root), placeholders)
                        .read(text, new Sections.Part(hook.firstLine(), hook.text()))
                        .script();
            } catch (UnreadableFileException failure) {
                throw hooks.wrong(key, "cannot be read: " + failure.getMessage());
            }
        });
    }

    private static String schema(TomlTable toml) {
        String schema = toml.text("ledger_schema").orElse(ProjectConfig.DEFAULT_LEDGER_SCHEMA);
        if (schema.isBlank()) {
            throw toml.wrong("ledger_schema", "must not be empty. Remove the line for \"switchback\"");
        }
        return schema;
    }

    /** A value of several lines would move every line after it away from its place in the file. */
    private static Map<String, String> placeholders(TomlTable table) {
        Map<String, String> values = table.all();
        values.forEach((name, value) -> {
            if (value.indexOf('\n') >= 0) {
                throw table.wrong(name, "has to be one line. Put longer SQL into a file and include it with \\i");
            }
        });
        return values;
    }

    private static Naming naming(TomlTable toml) {
        return toml.text("naming")
                .map(word -> switch (word) {
                    case "numbered" -> Naming.NUMBERED;
                    case "timestamp" -> Naming.TIMESTAMP;
                    default -> throw toml.wrong("naming", "is \"" + word + "\". Write \"numbered\" or \"timestamp\"");
                })
                .orElse(Naming.NUMBERED);
    }

    private static Optional<Duration> duration(TomlTable table, String key) {
        return table.text(key)
                .map(word -> Durations.parse(word)
                        .orElseThrow(() -> table.wrong(
                                key, "is \"" + word + "\". Write it as \"500ms\", \"5s\", \"2m\" or \"1h\"")));
    }

    private List<SetConfig> sets(TomlTable toml, SingleSet alone) {
        Set<String> names = new HashSet<>();
        return toml.tables("sets").stream()
                .map(set -> set(set.onlyKeys("id", "path", "layout", "phases", "keep", "interpreter"), alone, names))
                .toList();
    }

    private SetConfig set(TomlTable table, SingleSet alone, Set<String> names) {
        String path = table.text("path").orElse(".");
        Path folder = root.resolve(path).normalize();
        if (!folder.startsWith(root) || !Files.isDirectory(folder)) {
            throw table.wrong("path", "is \"" + path + "\", which is no folder of this project");
        }
        String name = table.text("id").or(alone::id).orElse(path.equals(".") ? SetFinder.MAIN : path);
        if (!names.add(name)) {
            throw table.wrong(
                    "id", "is \"" + name + "\" for two sets. Give each its own, it is their key in the ledger");
        }
        return new SetConfig(
                name,
                folder,
                layout(table).or(alone::layout),
                phases(table),
                table.text("interpreter").or(alone::interpreter));
    }

    private static List<Phase> phases(TomlTable table) {
        return table.tables("phases").stream()
                .map(phase -> phase.onlyKeys("name", "migrations", "gate"))
                .map(phase -> new Phase(
                        phase.text("name").orElseThrow(() -> phase.wrong("name", "is missing in this phase")),
                        phase.texts("migrations"),
                        phase.text("gate")))
                .toList();
    }

    private static Optional<Layout> layout(TomlTable table) {
        return table.text("layout")
                .map(word -> Arrays.stream(Layout.values())
                        .filter(layout -> layout.text().equals(word))
                        .findFirst()
                        .orElseThrow(() -> table.wrong(
                                "layout",
                                "is \"" + word + "\". Write "
                                        + Arrays.stream(Layout.values())
                                                .map(layout -> "\"" + layout.text() + "\"")
                                                .collect(Collectors.joining(", ")))));
    }
}

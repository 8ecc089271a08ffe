package dev.switchback.engine.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.Phase;
import dev.switchback.engine.migration.ProjectConfig;
import dev.switchback.engine.migration.ProjectConfig.Hooks;
import dev.switchback.engine.migration.ProjectConfig.Naming;
import dev.switchback.engine.migration.ProjectConfig.Timeouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code switchback.toml}; every part is optional, unknown keys are errors. */
final class ConfigReader {

    private static final String FILE = "switchback.toml";
    private static final Set<String> KEYS = Set.of(
            "id",
            "layout",
            "phases",
            "sets",
            "placeholders",
            "hooks",
            "ledger_schema",
            "naming",
            "timeouts",
            "guarded");
    private static final Set<String> SET_KEYS = Set.of("id", "path", "layout", "phases");

    private final Path root;
    private final Path file;

    /**
     * What the file says.
     *
     * @param id the key of a single set in the ledger
     * @param layout the layout of sets that do not say theirs
     */
    record Settings(
            ProjectConfig config,
            Optional<String> id,
            Optional<Layout> layout,
            List<Phase> phases,
            List<SetConfig> sets) {}

    private ConfigReader(Path root) {
        this.root = root;
        this.file = root.resolve(FILE);
    }

    static Settings read(Path root) {
        return new ConfigReader(root).read();
    }

    private Settings read() {
        if (!Files.exists(file)) {
            return new Settings(ProjectConfig.DEFAULT, Optional.empty(), Optional.empty(), List.of(), List.of());
        }
        JsonNode toml = parse();
        checkKeys(toml, KEYS, "");
        Optional<Layout> layout = layout(toml);
        return new Settings(config(toml), text(toml, "id"), layout, phases(toml), sets(toml, layout));
    }

    private JsonNode parse() {
        try {
            return new TomlMapper().readTree(SourceText.clean(Files.readString(file)));
        } catch (JsonProcessingException failure) {
            int line = failure.getLocation() == null ? 1 : failure.getLocation().getLineNr();
            throw wrong("line " + line + ": " + failure.getOriginalMessage());
        } catch (IOException failure) {
            throw wrong("cannot be read: " + failure.getMessage());
        }
    }

    private ProjectConfig config(JsonNode toml) {
        Map<String, String> placeholders = new HashMap<>();
        toml.path("placeholders")
                .properties()
                .forEach(each -> placeholders.put(each.getKey(), each.getValue().asText()));
        List<String> guarded = new ArrayList<>();
        toml.path("guarded").forEach(name -> guarded.add(name.asText()));
        JsonNode hooks = toml.path("hooks");
        JsonNode timeouts = toml.path("timeouts");
        return new ProjectConfig(
                text(toml, "ledger_schema").orElse(ProjectConfig.DEFAULT_LEDGER_SCHEMA),
                placeholders,
                new Hooks(
                        text(hooks, "before_each"),
                        text(hooks, "after_each"),
                        text(hooks, "before_all"),
                        text(hooks, "after_all")),
                guarded,
                text(toml, "naming").map(this::naming).orElse(Naming.NUMBERED),
                new Timeouts(duration(timeouts, "lock"), duration(timeouts, "statement")));
    }

    private Naming naming(String word) {
        return switch (word) {
            case "numbered" -> Naming.NUMBERED;
            case "timestamp" -> Naming.TIMESTAMP;
            default -> throw wrong("naming is " + word + "; known are numbered and timestamp");
        };
    }

    private Optional<Duration> duration(JsonNode table, String key) {
        return text(table, key).map(word -> {
            try {
                return Duration.parse("PT" + word.replace(" ", "").toUpperCase(Locale.ROOT));
            } catch (DateTimeParseException notADuration) {
                throw wrong("timeouts." + key + " is " + word + "; write it as 5s, 2m or 1h");
            }
        });
    }

    private List<SetConfig> sets(JsonNode toml, Optional<Layout> layout) {
        List<SetConfig> sets = new ArrayList<>();
        for (JsonNode set : toml.path("sets")) {
            checkKeys(set, SET_KEYS, "sets.");
            String path = text(set, "path").orElse(".");
            Path folder = root.resolve(path).normalize();
            if (!folder.startsWith(root) || !Files.isDirectory(folder)) {
                throw wrong("sets.path is " + path + ", which is no folder of this project");
            }
            sets.add(new SetConfig(
                    text(set, "id").orElse(path), folder, layout(set).or(() -> layout), phases(set)));
        }
        return sets;
    }

    private List<Phase> phases(JsonNode table) {
        List<Phase> phases = new ArrayList<>();
        for (JsonNode phase : table.path("phases")) {
            List<String> migrations = new ArrayList<>();
            phase.path("migrations").forEach(id -> migrations.add(id.asText()));
            String name = text(phase, "name").orElseThrow(() -> wrong("a phase has no name"));
            phases.add(new Phase(name, migrations, text(phase, "gate")));
        }
        return phases;
    }

    private Optional<Layout> layout(JsonNode table) {
        return text(table, "layout")
                .map(word -> Arrays.stream(Layout.values())
                        .filter(layout -> layout.text().equals(word))
                        .findFirst()
                        .orElseThrow(() -> wrong("layout is " + word + "; known are annotated and plain")));
    }

    private void checkKeys(JsonNode table, Set<String> known, String prefix) {
        table.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw wrong("unknown key " + prefix + key + "; known are "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        });
    }

    private static Optional<String> text(JsonNode table, String key) {
        return Optional.ofNullable(table.get(key)).map(JsonNode::asText);
    }

    private SwitchbackException.Unreadable wrong(String message) {
        return new SwitchbackException.Unreadable(
                "bad_settings", FILE + ": " + message, "Correct the file; nothing was opened.", Optional.of(file));
    }
}

package dev.switchback.engine.migration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A folder opened by the user: its migration sets and its settings, as read at one moment. */
public record Project(Path root, String name, ProjectConfig config, List<MigrationSet> sets) {

    public Project {
        sets = List.copyOf(sets);
    }

    /** The same with one of its sets. */
    public Project only(String setName) {
        return new Project(root, name, config, set(setName).stream().toList());
    }

    /** The set of this name, where the project has it. */
    public Optional<MigrationSet> set(String setName) {
        return sets.stream().filter(set -> set.name().equals(setName)).findFirst();
    }
}

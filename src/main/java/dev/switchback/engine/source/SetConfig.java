package dev.switchback.engine.source;

import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.Phase;
import dev.switchback.engine.migration.ProjectConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of a set before its files are read.
 *
 * @param hookFiles files that run around migrations
 */
record SetConfig(
        String name,
        Path folder,
        Optional<Layout> layout,
        List<Phase> phases,
        Optional<String> interpreter,
        Set<Path> hookFiles) {

    SetConfig(String name, Path folder, Optional<Layout> layout, List<Phase> phases, Optional<String> interpreter) {
        this(name, folder, layout, phases, interpreter, Set.of());
    }

    SetConfig(String name, Path folder, Optional<Layout> layout, List<Phase> phases) {
        this(name, folder, layout, phases, Optional.empty());
    }

    /** The same in a project with these hooks. */
    SetConfig around(ProjectConfig.Hooks hooks) {
        Set<Path> files = Stream.of(hooks.beforeEach(), hooks.afterEach(), hooks.beforeAll(), hooks.afterAll())
                .flatMap(Optional::stream)
                .flatMap(hook -> hook.segments().stream())
                .map(segment -> segment.start().file())
                .collect(Collectors.toSet());
        return new SetConfig(name, folder, layout, phases, interpreter, files);
    }

    SetConfig {
        phases = List.copyOf(phases);
        hookFiles = Set.copyOf(hookFiles);
    }
}

package dev.switchback.engine.source;

import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.Phase;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is known of a set before its files are read. */
record SetConfig(String name, Path folder, Optional<Layout> layout, List<Phase> phases, Optional<String> interpreter) {

    SetConfig(String name, Path folder, Optional<Layout> layout, List<Phase> phases) {
        this(name, folder, layout, phases, Optional.empty());
    }

    SetConfig {
        phases = List.copyOf(phases);
    }
}

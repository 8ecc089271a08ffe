package dev.switchback.engine.source;

import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.Phase;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What switchback.toml says about one set, or what was found where it says nothing.
 *
 * @param name the set's key in the ledger
 * @param layout empty where it is to be recognised
 */
record SetConfig(String name, Path folder, Optional<Layout> layout, List<Phase> phases) {}

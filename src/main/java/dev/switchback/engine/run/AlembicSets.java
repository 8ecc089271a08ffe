package dev.switchback.engine.run;

import dev.switchback.engine.alembic.AlembicBridge;
import dev.switchback.engine.alembic.AlembicTarget;
import dev.switchback.engine.migration.MigrationSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sets of a project that belong to Alembic, and the way to Alembic itself.
 *
 * @param sets by name, as they are on disk now
 * @param target the database of the run, with the password
 */
public record AlembicSets(Map<String, MigrationSet> sets, AlembicBridge bridge, AlembicTarget target) {

    public AlembicSets {
        sets = Map.copyOf(sets);
    }

    /** Those of a project's sets that belong to Alembic. */
    public AlembicSets of(Collection<MigrationSet> all) {
        Map<String, MigrationSet> byName = new LinkedHashMap<>();
        all.stream().filter(set -> set.alembic().isPresent()).forEach(set -> byName.put(set.name(), set));
        return new AlembicSets(byName, bridge, target);
    }

    Optional<MigrationSet> find(String set) {
        return Optional.ofNullable(sets.get(set));
    }
}

package dev.switchback.engine.migration;

import java.util.List;
import java.util.Optional;

/**
 * A barrier in the order of a set: everything of a phase runs before anything of the next.
 *
 * @param migrations ids or unambiguous prefixes of ids, as written in switchback.toml
 * @param gate a text to confirm, before which apply stops
 */
public record Phase(String name, List<String> migrations, Optional<String> gate) {

    public Phase {
        migrations = List.copyOf(migrations);
    }
}

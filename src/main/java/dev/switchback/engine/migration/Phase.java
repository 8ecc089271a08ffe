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

    /** Whether the phase names this migration, in full or by its beginning. */
    public boolean holds(MigrationId id) {
        return migrations.stream().anyMatch(name -> id.value().equals(name) || begins(id.value(), name));
    }

    private static boolean begins(String id, String name) {
        return id.startsWith(name) && !Character.isLetterOrDigit(id.charAt(name.length()));
    }
}

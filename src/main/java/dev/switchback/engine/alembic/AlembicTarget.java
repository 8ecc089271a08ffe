package dev.switchback.engine.alembic;

import java.util.Map;
import java.util.Optional;

/**
 * The database that Alembic is pointed at, as Alembic's users write it; never printed.
 *
 * @param url such as {@code postgresql://user:password@host:5432/name}; empty where only a connection of the calling
 *     program is known
 * @param variables for the process, such as PGOPTIONS
 */
public record AlembicTarget(Optional<String> url, Map<String, String> variables) {

    /** For whoever only wants to read what would be written: no database is behind it. */
    public static final AlembicTarget FOR_READING =
            new AlembicTarget(Optional.of("postgresql://nobody@localhost/nothing"), Map.of());

    public AlembicTarget {
        variables = Map.copyOf(variables);
    }

    @Override
    public String toString() {
        return "AlembicTarget";
    }
}

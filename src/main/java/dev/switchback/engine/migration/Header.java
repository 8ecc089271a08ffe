package dev.switchback.engine.migration;

import java.util.Optional;
import java.util.Set;

/**
 * What a migration says about itself.
 *
 * @param description one line for people; empty when there is none
 * @param environments names of the environments it is meant for; empty means all
 * @param phase the phase that holds it
 * @param notes what people have to know and do
 */
public record Header(
        String description,
        MigrationType type,
        Set<String> environments,
        Optional<String> phase,
        Repetition repetition,
        Notes notes) {

    /** How often a migration is applied. */
    public enum Repetition {
        ONCE,
        /** Again whenever its checksum changed. */
        ON_CHANGE
    }

    /**
     * Remarks for people.
     *
     * @param irreversible the reason why there is no way back
     * @param manualSteps shown before the run
     */
    public record Notes(
            Optional<String> irreversible,
            Optional<String> manualSteps,
            Optional<String> author,
            Optional<String> ticket) {

        public static final Notes NONE =
                new Notes(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Header {
        environments = Set.copyOf(environments);
    }

    /** The same header with other remarks. */
    public Header with(Notes others) {
        return new Header(description, type, environments, phase, repetition, others);
    }

    /** The same header in another phase. */
    public Header withPhase(Optional<String> other) {
        return new Header(description, type, environments, other, repetition, notes);
    }
}

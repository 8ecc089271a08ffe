package dev.switchback.engine.plan;

import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.migration.Phase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The phases of a set as barriers; what belongs to none comes last. */
final class PhaseOrder {

    private final List<Phase> phases;
    private final Map<String, Integer> places = new HashMap<>();
    private Optional<Phase> closed = Optional.empty();

    PhaseOrder(List<Phase> phases) {
        this.phases = phases;
        phases.forEach(phase -> places.put(phase.name(), places.size()));
    }

    int place(String name) {
        return places.getOrDefault(name, phases.size());
    }

    int of(MigrationStatus status) {
        return status.migration()
                .flatMap(migration -> migration.header().phase())
                .map(this::place)
                .orElse(phases.size());
    }

    String reason(MigrationStatus status) {
        int at = of(status);
        return at < phases.size() ? "in phase " + phases.get(at).name() : "next in order";
    }

    /** The phase whose gate a migration waits behind. Once a gate is closed, so is all behind it. */
    Optional<Phase> closedPhase(MigrationStatus status, Selection selection) {
        int at = of(status);
        if (closed.isEmpty() && at < phases.size()) {
            closed = Optional.of(phases.get(at))
                    .filter(phase -> phase.gate().isPresent())
                    .filter(phase -> !isAskedFor(phase, selection));
        }
        return closed;
    }

    private static boolean isAskedFor(Phase phase, Selection selection) {
        return selection instanceof Selection.ThroughPhase through
                && through.phase().equals(phase.name());
    }
}

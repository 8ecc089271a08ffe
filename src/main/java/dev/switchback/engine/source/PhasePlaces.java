package dev.switchback.engine.source;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which phase holds which migration, by switchback.toml and by the headers; a migration of no phase comes last. */
final class PhasePlaces {

    private final List<Phase> phases;
    private final Map<MigrationId, String> phaseOf = new HashMap<>();
    private final Map<String, Integer> place = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private PhasePlaces(List<Phase> declared) {
        phases = new ArrayList<>(declared);
        phases.forEach(phase -> place.put(phase.name(), place.size()));
    }

    static PhasePlaces of(List<Phase> declared, List<Member> members) {
        PhasePlaces places = new PhasePlaces(declared);
        IdIndex index = new IdIndex(members.stream().map(Member::id).toList());
        for (Phase phase : declared) {
            phase.migrations().forEach(name -> places.assign(phase, name, index));
        }
        for (Member member : members) {
            member.draft()
                    .flatMap(draft -> draft.header().phase())
                    .ifPresent(name -> places.ofHeader(member.id(), name));
        }
        return places;
    }

    /** In their order: those of switchback.toml, then those that only headers name. */
    List<Phase> phases() {
        return phases;
    }

    Optional<String> phaseOf(MigrationId id) {
        return Optional.ofNullable(phaseOf.get(id));
    }

    int placeOf(MigrationId id) {
        return phaseOf(id).map(place::get).orElse(phases.size());
    }

    /** Names in switchback.toml that mean no migration, or several. */
    List<Finding> findings() {
        return findings;
    }

    private void assign(Phase phase, String name, IdIndex index) {
        List<MigrationId> found = index.find(name);
        switch (found.size()) {
            case 0 -> note(FindingCode.MISSING_DEPENDENCY, phase, name, "is no migration of this set");
            case 1 -> {
                if (phaseOf.putIfAbsent(found.getFirst(), phase.name()) != null) {
                    note(FindingCode.AMBIGUOUS_DEPENDENCY, phase, name, "belongs to an earlier phase already");
                }
            }
            default -> note(FindingCode.AMBIGUOUS_DEPENDENCY, phase, name, "fits several migrations of this set");
        }
    }

    private void note(FindingCode code, Phase phase, String name, String what) {
        findings.add(Finding.of(
                code,
                "phase \"" + phase.name() + "\" in switchback.toml names \"" + name + "\", which " + what
                        + ". Correct it there"));
    }

    private void ofHeader(MigrationId id, String name) {
        phaseOf.put(id, name);
        if (!place.containsKey(name)) {
            place.put(name, place.size());
            phases.add(new Phase(name, List.of(), Optional.empty()));
        }
    }
}

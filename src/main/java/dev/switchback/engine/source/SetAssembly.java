package dev.switchback.engine.source;

import dev.switchback.engine.migration.FileInError;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.MigrationSet.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes a set out of its members: resolves what they need, orders them, and notes what holds them up. */
final class SetAssembly {

    private static final int LONGEST_CYCLE = 50;

    private final SetConfig config;
    private final PhasePlaces phases;
    private final List<Member> members;
    private final Map<MigrationId, Draft> drafts;
    private final Map<MigrationId, Resolved> resolved;
    private final Map<MigrationId, List<MigrationId>> needs = new HashMap<>();
    private final Map<MigrationId, List<Finding>> findings = new HashMap<>();
    private final Set<MigrationId> inCycle = new HashSet<>();

    /** Prepares a set of members given in file order, each id once. */
    SetAssembly(SetConfig config, List<Member> inFileOrder) {
        this.config = config;
        this.phases = PhasePlaces.of(config.phases(), inFileOrder);
        this.members = inFileOrder.stream()
                .sorted(Comparator.<Member>comparingInt(member -> phases.placeOf(member.id()))
                        .thenComparing(Member::isRepeatable))
                .toList();
        this.drafts = members.stream()
                .flatMap(member -> member.draft().stream())
                .collect(Collectors.toMap(Draft::id, Function.identity()));
        this.resolved = DependencyResolver.resolve(members);
        resolved.forEach((id, found) -> needs.put(id, found.dependencies().ids()));
    }

    MigrationSet assemble(Layout layout, List<FileInError> alsoInError, Remarks remarks) {
        DependencyOrder<MigrationId> order =
                DependencyOrder.of(members.stream().map(Member::id).toList(), needs);
        noteFindings(order);
        List<Migration> migrations = order.sorted().parallelStream()
                .flatMap(id -> Optional.ofNullable(drafts.get(id)).stream())
                .map(this::migration)
                .toList();
        List<FileInError> errors = Stream.concat(
                        members.stream().flatMap(member -> member.error().stream()), alsoInError.stream())
                .toList();
        List<Finding> general = Stream.concat(remarks.general().stream(), phases.findings().stream())
                .toList();
        Problems problems = new Problems(errors, findings, general, remarks.rollbackScript());
        return new MigrationSet(config.name(), layout, config.folder(), migrations, phases.phases(), problems);
    }

    /** What was noticed about the folder as a whole. */
    record Remarks(List<Finding> general, Optional<Path> rollbackScript) {}

    private Migration migration(Draft draft) {
        Resolved found = resolved.getOrDefault(draft.id(), Resolved.NOTHING);
        return new Migration(
                draft.id(),
                draft.header().withPhase(phases.phaseOf(draft.id())),
                draft.scripts(),
                found.dependencies(),
                draft.source(),
                Fingerprints.of(draft, found.dependencies()));
    }

    private void noteFindings(DependencyOrder<MigrationId> order) {
        Blockades blockades = new Blockades(needs);
        for (Member member : members) {
            switch (member) {
                case Member.Broken broken -> blockades.stop(broken.id(), "is in error");
                case Member.Sound sound -> noteOwn(sound.migration(), blockades);
            }
        }
        order.cycles().forEach(cycle -> noteCycle(cycle, blockades));
        blockades.findings().forEach(this::note);
        findings.values()
                .forEach(list -> list.sort(Comparator.comparingInt(f -> f.line().orElse(0))));
    }

    private void noteOwn(Draft draft, Blockades blockades) {
        draft.observed().findings().forEach(finding -> note(draft.id(), finding));
        for (Finding finding :
                resolved.getOrDefault(draft.id(), Resolved.NOTHING).findings()) {
            note(draft.id(), finding);
            blockades.stop(draft.id(), "depends on something that is not clear");
        }
        laterNeed(draft).ifPresent(later -> {
            note(draft.id(), later);
            blockades.stop(draft.id(), "depends on a later phase");
        });
    }

    private Optional<Finding> laterNeed(Draft draft) {
        int own = phases.placeOf(draft.id());
        return needs.getOrDefault(draft.id(), List.of()).stream()
                .filter(id -> resolved.containsKey(id) && phases.placeOf(id) > own)
                .findFirst()
                .map(id -> Finding.of(
                        FindingCode.BLOCKED,
                        "it needs " + id + ", which belongs to a later phase"
                                + phases.phaseOf(id)
                                        .map(name -> " (" + name + ")")
                                        .orElse("")
                                + ". Move one of the two to another phase"));
    }

    private void noteCycle(List<MigrationId> cycle, Blockades blockades) {
        for (int i = 0; i < cycle.size(); i++) {
            MigrationId id = cycle.get(i);
            if (!inCycle.add(id)) {
                continue;
            }
            String message = "it needs itself: " + way(cycle, i) + ". Take one of these dependencies out";
            note(id, new Finding(FindingCode.CYCLE, message, dependsOnLine(id)));
            blockades.stop(id, "is part of a cycle");
        }
    }

    /** From one member round to itself; what nobody could read is left out of the middle. */
    private static String way(List<MigrationId> cycle, int start) {
        int shown = Math.min(cycle.size(), LONGEST_CYCLE);
        String way = IntStream.range(start, start + shown)
                .mapToObj(step -> cycle.get(step % cycle.size()).value())
                .collect(Collectors.joining(" → "));
        String more = shown < cycle.size() ? " → … (" + (cycle.size() - shown) + " more)" : "";
        return way + more + " → " + cycle.get(start);
    }

    private OptionalInt dependsOnLine(MigrationId id) {
        Draft draft = drafts.get(id);
        if (draft == null) {
            return OptionalInt.empty();
        }
        return switch (draft.needs()) {
            case Needs.Unsaid unsaid -> OptionalInt.empty();
            case Needs.Declared declared -> OptionalInt.of(declared.line());
            case Needs.Revisions revisions -> OptionalInt.of(revisions.line());
        };
    }

    private void note(MigrationId id, Finding finding) {
        findings.computeIfAbsent(id, k -> new ArrayList<>()).add(finding);
    }
}

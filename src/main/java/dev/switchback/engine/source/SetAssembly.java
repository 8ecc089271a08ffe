package dev.switchback.engine.source;

import dev.switchback.engine.migration.Dependencies;
import dev.switchback.engine.migration.FileInError;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.MigrationSet.Problems;
import dev.switchback.engine.migration.Phase;
import dev.switchback.engine.source.SetReader.ReadFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts the files of a set together: order, dependencies, and what follows from them. */
final class SetAssembly {

    private final SetConfig config;
    private final Layout layout;
    private final List<ReadFile> files;
    private final List<FileInError> errors;
    private final List<Finding> general;
    private final Map<MigrationId, List<Finding>> findings = new HashMap<>();

    SetAssembly(
            SetConfig config, Layout layout, List<ReadFile> files, List<FileInError> errors, List<Finding> general) {
        this.config = config;
        this.layout = layout;
        this.files = files;
        this.errors = errors;
        this.general = general;
    }

    MigrationSet assemble() {
        files.forEach(read -> note(read.draft().id(), read.findings()));
        PlanOrder order = new PlanOrder(migrations());
        List<Migration> sorted = order.sorted();
        order.cycles().forEach((id, finding) -> note(id, List.of(finding)));
        noteBlocked(sorted);
        return new MigrationSet(
                config.name(),
                layout,
                config.folder(),
                sorted,
                config.phases(),
                new Problems(errors, findings, general));
    }

    /** Files in error keep their place, so that what follows them in file order knows that it cannot run. */
    private List<Migration> migrations() {
        Map<MigrationId, ReadFile> readable = new HashMap<>();
        files.forEach(read -> readable.put(read.draft().id(), read));
        Set<MigrationId> all = new HashSet<>(readable.keySet());
        errors.forEach(error -> all.add(error.id()));
        Map<MigrationId, Integer> phases = phasesOf(all, readable);
        List<MigrationId> ids = all.stream()
                .sorted(Comparator.<MigrationId, Integer>comparing(phases::get)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        DependencyResolver resolver = new DependencyResolver(ids);
        List<Migration> migrations = new ArrayList<>();
        Optional<MigrationId> before = Optional.empty();
        for (MigrationId id : ids) {
            ReadFile read = readable.get(id);
            if (read != null) {
                Dependencies dependencies = resolver.resolve(read.draft(), before);
                note(id, resolver.takeFindings());
                migrations.add(migration(read, dependencies));
            }
            before = Optional.of(id);
        }
        return migrations;
    }

    private Migration migration(ReadFile read, Dependencies dependencies) {
        Draft draft = read.draft();
        return new Migration(
                draft.id(),
                draft.header(),
                draft.scripts(),
                dependencies,
                draft.source(),
                Fingerprints.of(draft, read.file()));
    }

    /** The position of each migration's phase; what is in no phase comes last. */
    private Map<MigrationId, Integer> phasesOf(Collection<MigrationId> ids, Map<MigrationId, ReadFile> readable) {
        Map<MigrationId, Integer> positions = new HashMap<>();
        for (MigrationId id : ids) {
            Optional<String> named = Optional.ofNullable(readable.get(id))
                    .flatMap(read -> read.draft().header().phase());
            positions.put(id, phase(id, named));
        }
        return positions;
    }

    private int phase(MigrationId id, Optional<String> named) {
        for (int i = 0; i < config.phases().size(); i++) {
            Phase phase = config.phases().get(i);
            if (named.isPresent() ? phase.name().equals(named.get()) : phase.holds(id)) {
                return i;
            }
        }
        return config.phases().size();
    }

    private void note(MigrationId id, List<Finding> more) {
        findings.computeIfAbsent(id, any -> new ArrayList<>()).addAll(more);
    }

    /** What needs a migration that cannot run cannot run either. */
    private void noteBlocked(List<Migration> sorted) {
        Map<MigrationId, String> reasons = new HashMap<>();
        errors.forEach(error -> reasons.put(error.id(), "which is in error"));
        Set<MigrationId> known =
                new HashSet<>(sorted.stream().map(Migration::id).toList());
        for (Migration migration : sorted) {
            MigrationId id = migration.id();
            boolean stuck = findings.getOrDefault(id, List.of()).stream()
                    .anyMatch(finding -> finding.code().blocks() == FindingCode.Blocks.THIS_MIGRATION);
            Optional<MigrationId> culprit = migration.needs().stream()
                    .filter(need -> reasons.containsKey(need) || !known.contains(need))
                    .findFirst();
            if (!stuck && culprit.isPresent()) {
                note(
                        id,
                        List.of(Finding.of(
                                FindingCode.BLOCKED,
                                "needs " + culprit.get() + ", "
                                        + reasons.getOrDefault(culprit.get(), "which is missing"))));
            }
            if (stuck || culprit.isPresent()) {
                reasons.put(id, "which cannot run");
            }
        }
    }
}

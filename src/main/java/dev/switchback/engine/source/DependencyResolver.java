package dev.switchback.engine.source;

import dev.switchback.engine.migration.Dependencies;
import dev.switchback.engine.migration.Dependencies.Origin;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Looks up the dependencies that a header names, or takes the file before. */
final class DependencyResolver {

    private final NavigableSet<String> known;
    private final List<Finding> findings = new ArrayList<>();

    /** @param ids of all files of the set, those in error too */
    DependencyResolver(List<MigrationId> ids) {
        this.known = new TreeSet<>(ids.stream().map(MigrationId::value).toList());
    }

    /** What was noticed since the last call. */
    List<Finding> takeFindings() {
        List<Finding> taken = List.copyOf(findings);
        findings.clear();
        return taken;
    }

    /** @param before the file before this one, in the order of the set */
    Dependencies resolve(Draft draft, Optional<MigrationId> before) {
        if (draft.needs().isEmpty()) {
            return new Dependencies(before.stream().toList(), Origin.FILE_ORDER);
        }
        List<MigrationId> ids = new ArrayList<>();
        for (String name : draft.needs().get().names()) {
            ids.add(new MigrationId(lookUp(name, draft.needs().get().line())));
        }
        return new Dependencies(ids.stream().distinct().toList(), Origin.DECLARED);
    }

    private String lookUp(String name, int line) {
        if (known.contains(name)) {
            return name;
        }
        List<String> fitting = known.tailSet(name).stream()
                .takeWhile(id -> id.startsWith(name))
                .toList();
        List<String> atBorder = fitting.stream()
                .filter(id -> !Character.isLetterOrDigit(id.charAt(name.length())))
                .toList();
        if (atBorder.size() == 1 || fitting.size() == 1) {
            return atBorder.size() == 1 ? atBorder.getFirst() : fitting.getFirst();
        }
        findings.add(
                fitting.isEmpty()
                        ? Finding.at(
                                FindingCode.MISSING_DEPENDENCY,
                                "depends on " + name + ", which is not in this set. Add its file or correct the name",
                                line)
                        : Finding.at(
                                FindingCode.AMBIGUOUS_DEPENDENCY,
                                "depends on " + name + ", which fits " + String.join(", ", fitting)
                                        + ". Write more of it",
                                line));
        return name;
    }
}

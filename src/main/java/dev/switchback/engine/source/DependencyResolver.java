package dev.switchback.engine.source;

import dev.switchback.engine.migration.Dependencies;
import dev.switchback.engine.migration.Dependencies.Origin;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks up what each migration of a set needs. */
final class DependencyResolver {

    private final List<Member> members;
    private final IdIndex index;
    private final Map<String, String> labels = new HashMap<>();
    private final Map<MigrationId, Resolved> resolved = new HashMap<>();

    private DependencyResolver(List<Member> members) {
        this.members = members;
        this.index = new IdIndex(members.stream().map(Member::id).toList());
        members.stream().flatMap(member -> member.draft().stream()).forEach(this::label);
    }

    private void label(Draft draft) {
        if (draft.needs() instanceof Needs.Revisions revisions) {
            revisions.labels().forEach(label -> labels.put(label, draft.id().value()));
        }
    }

    /** Resolves all, given in file order, phase by phase. */
    static Map<MigrationId, Resolved> resolve(List<Member> members) {
        DependencyResolver resolver = new DependencyResolver(members);
        for (int i = 0; i < members.size(); i++) {
            resolver.resolve(i);
        }
        return resolver.resolved;
    }

    private void resolve(int position) {
        Optional<Draft> draft = members.get(position).draft();
        draft.ifPresent(migration -> resolved.put(
                migration.id(),
                switch (migration.needs()) {
                    case Needs.Unsaid unsaid -> new Resolved(fileBefore(position), List.of());
                    case Needs.Declared declared -> declared(declared);
                    case Needs.Revisions revisions -> revisions(revisions);
                }));
    }

    /**
     * The file before it; one that is left out in environments where this migration is not must not hold it up. What is
     * repeatable follows everything by its place in the order and needs nothing, so that taking back a migration does
     * not have to take it back.
     */
    private Dependencies fileBefore(int position) {
        Member member = members.get(position);
        if (!member.isRepeatable()) {
            for (int before = position - 1; before >= 0; before--) {
                if (members.get(before).runsWherever(member)) {
                    return new Dependencies(List.of(members.get(before).id()), Origin.FILE_ORDER);
                }
            }
        }
        return new Dependencies(List.of(), Origin.FILE_ORDER);
    }

    private Resolved declared(Needs.Declared declared) {
        Set<MigrationId> ids = new LinkedHashSet<>();
        List<Finding> findings = new ArrayList<>();
        for (String name : declared.names()) {
            List<MigrationId> found = index.find(name);
            if (found.size() == 1) {
                ids.addAll(found);
            } else {
                // the name is kept, so that no face can take the need for met
                ids.add(new MigrationId(name));
                findings.add(
                        found.isEmpty() ? missing(name, declared.line()) : ambiguous(name, found, declared.line()));
            }
        }
        return new Resolved(new Dependencies(List.copyOf(ids), Origin.DECLARED), findings);
    }

    /** A parent is named in full; a dependency also by its beginning, or by the label of a branch. */
    private Resolved revisions(Needs.Revisions needs) {
        Resolved parents = declared(new Needs.Declared(needs.parents(), needs.line()));
        List<String> named = needs.dependsOn().stream()
                .map(name -> labels.getOrDefault(name, name))
                .toList();
        Resolved ordering = declared(new Needs.Declared(named, needs.line()));
        List<MigrationId> onlyOrdering = ordering.dependencies().ids().stream()
                .filter(id -> !parents.dependencies().ids().contains(id))
                .toList();
        List<MigrationId> all = Stream.concat(parents.dependencies().ids().stream(), onlyOrdering.stream())
                .toList();
        return new Resolved(
                new Dependencies(all, Origin.DECLARED, onlyOrdering),
                Stream.concat(parents.findings().stream(), ordering.findings().stream())
                        .toList());
    }

    private static Finding missing(String name, int line) {
        return Finding.at(
                FindingCode.MISSING_DEPENDENCY,
                "it depends on \"" + name + "\", which is no migration of this set. Correct the name, or add the file",
                line);
    }

    private static Finding ambiguous(String name, List<MigrationId> found, int line) {
        String candidates = found.stream().limit(5).map(MigrationId::value).collect(Collectors.joining(", "));
        return Finding.at(
                FindingCode.AMBIGUOUS_DEPENDENCY,
                "\"" + name + "\" can mean " + candidates + (found.size() > 5 ? ", …" : "")
                        + ". Write more of the name",
                line);
    }
}

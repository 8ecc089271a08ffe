package dev.switchback.ui.tree;

import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.Phase;
import dev.switchback.ui.workspace.MigrationKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Decides what the tree shows for a filter. */
final class TreeViewModel {

    private TreeViewModel() {}

    /** A set and the lines below it. */
    record Branch(TreeRow.Set set, List<Twig> twigs) {}

    /** A phase, or nothing, and the migrations in it. */
    record Twig(Optional<TreeRow.Phase> phase, List<TreeRow.Item> items) {}

    /** @param filter words, all of which have to be in id, description, state or a finding's code */
    static List<Branch> branches(List<SetStatus> sets, String filter) {
        String[] words = filter.toLowerCase(Locale.ROOT).strip().split("\\s+");
        List<Branch> branches = new ArrayList<>();
        for (SetStatus set : sets) {
            branches.add(new Branch(new TreeRow.Set(set), twigs(set, words)));
        }
        return branches;
    }

    private static List<Twig> twigs(SetStatus set, String[] words) {
        List<Phase> phases = set.set().phases();
        List<List<TreeRow.Item>> groups = new ArrayList<>();
        for (int i = 0; i <= phases.size(); i++) {
            groups.add(new ArrayList<>());
        }
        for (MigrationStatus status : set.migrations()) {
            if (matches(status, words)) {
                groups.get(group(status, phases))
                        .add(new TreeRow.Item(new MigrationKey(set.set().name(), status.id()), status));
            }
        }
        List<Twig> twigs = new ArrayList<>();
        for (int i = 0; i <= phases.size(); i++) {
            Optional<TreeRow.Phase> phase = i < phases.size()
                    ? Optional.of(new TreeRow.Phase(phases.get(i).name()))
                    : Optional.empty();
            if (!groups.get(i).isEmpty()) {
                twigs.add(new Twig(phase, groups.get(i)));
            }
        }
        return twigs;
    }

    private static int group(MigrationStatus status, List<Phase> phases) {
        Optional<String> named =
                status.migration().flatMap(migration -> migration.header().phase());
        for (int i = 0; i < phases.size(); i++) {
            if (named.isPresent()
                    ? phases.get(i).name().equals(named.get())
                    : phases.get(i).holds(status.id())) {
                return i;
            }
        }
        return phases.size();
    }

    private static boolean matches(MigrationStatus status, String[] words) {
        StringBuilder text = new StringBuilder(status.id().value())
                .append(' ')
                .append(status.state().text());
        status.migration()
                .ifPresent(
                        migration -> text.append(' ').append(migration.header().description()));
        status.findings()
                .forEach(finding -> text.append(' ').append(finding.code().text()));
        String searched = text.toString().toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (!searched.contains(word)) {
                return false;
            }
        }
        return true;
    }
}

package dev.switchback.ui.graph;

import dev.switchback.engine.graph.MigrationGraph;
import dev.switchback.engine.graph.MigrationGraph.Edge;
import dev.switchback.engine.graph.MigrationGraph.Key;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A node with everything before and after it. */
record Lineage(Optional<Key> centre, Set<Key> members) {

    static final Lineage NONE = new Lineage(Optional.empty(), Set.of());

    static Lineage of(MigrationGraph graph, Key centre) {
        Map<Key, List<Key>> before = new HashMap<>();
        Map<Key, List<Key>> after = new HashMap<>();
        for (Edge edge : graph.edges()) {
            before.computeIfAbsent(edge.to(), key -> new ArrayList<>()).add(edge.from());
            after.computeIfAbsent(edge.from(), key -> new ArrayList<>()).add(edge.to());
        }
        Set<Key> members = new HashSet<>(Set.of(centre));
        walk(centre, before, members);
        walk(centre, after, members);
        return new Lineage(Optional.of(centre), members);
    }

    private static void walk(Key start, Map<Key, List<Key>> arrows, Set<Key> members) {
        Deque<Key> open = new ArrayDeque<>(arrows.getOrDefault(start, List.of()));
        while (!open.isEmpty()) {
            Key key = open.remove();
            if (members.add(key)) {
                open.addAll(arrows.getOrDefault(key, List.of()));
            }
        }
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    boolean holds(Key key) {
        return members.contains(key);
    }

    boolean isCentre(Key key) {
        return centre.filter(key::equals).isPresent();
    }
}

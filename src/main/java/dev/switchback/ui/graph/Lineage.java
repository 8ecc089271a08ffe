package dev.switchback.ui.graph;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * A node with everything before and after it.
 *
 * @param needs how many it needs, one through the other
 * @param neededBy how many need it, one through the other
 */
record Lineage(OptionalInt centre, BitSet members, int needs, int neededBy) {

    static final Lineage NONE = new Lineage(OptionalInt.empty(), new BitSet(), 0, 0);

    static Lineage of(GraphShapes shapes, int centre) {
        BitSet before = walk(centre, shapes::before);
        BitSet after = walk(centre, shapes::after);
        int needs = before.cardinality();
        int neededBy = after.cardinality();
        before.or(after);
        before.set(centre);
        return new Lineage(OptionalInt.of(centre), before, needs, neededBy);
    }

    /** Without the start, even when a circle leads back to it. */
    private static BitSet walk(int start, IntFunction<List<Integer>> next) {
        BitSet seen = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(next.apply(start));
        while (!open.isEmpty()) {
            int node = open.remove();
            if (!seen.get(node)) {
                seen.set(node);
                open.addAll(next.apply(node));
            }
        }
        seen.clear(start);
        return seen;
    }

    boolean isEmpty() {
        return centre.isEmpty();
    }

    boolean holds(int node) {
        return members.get(node);
    }

    boolean isCentre(int node) {
        return centre.isPresent() && centre.getAsInt() == node;
    }
}

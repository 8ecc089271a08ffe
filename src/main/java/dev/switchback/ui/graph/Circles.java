package dev.switchback.ui.graph;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Finds the nodes that are on a circle, or between two. */
final class Circles {

    private Circles() {}

    /** What can be taken away from neither end. */
    static boolean[] in(List<List<Integer>> before, List<List<Integer>> after) {
        boolean[] left = new boolean[before.size()];
        Arrays.fill(left, true);
        peel(before, after, left);
        peel(after, before, left);
        return left;
    }

    private static void peel(List<List<Integer>> before, List<List<Integer>> after, boolean[] left) {
        int[] open = new int[left.length];
        Deque<Integer> free = new ArrayDeque<>();
        for (int node = 0; node < left.length; node++) {
            open[node] =
                    (int) before.get(node).stream().filter(other -> left[other]).count();
            if (left[node] && open[node] == 0) {
                free.add(node);
            }
        }
        while (!free.isEmpty()) {
            int node = free.remove();
            left[node] = false;
            for (int next : after.get(node)) {
                open[next]--;
                if (left[next] && open[next] == 0) {
                    free.add(next);
                }
            }
        }
    }
}

package dev.switchback.engine.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Sorts things so that each comes after all that it needs; ties keep the order in which they were given. What is part
 * of a cycle, or needs one, comes last.
 *
 * @param <T> what is sorted; equal things are one
 */
final class DependencyOrder<T> {

    private final List<T> given;
    private final int[][] needs;
    private final List<T> sorted = new ArrayList<>();
    private final List<List<T>> cycles = new ArrayList<>();

    private DependencyOrder(List<T> given, int[][] needs) {
        this.given = given;
        this.needs = needs;
    }

    /** Sorts what is given; needs that are not among it are ignored. */
    static <T> DependencyOrder<T> of(List<T> given, Map<T, List<T>> needs) {
        Map<T, Integer> index = new HashMap<>();
        for (int i = 0; i < given.size(); i++) {
            index.put(given.get(i), i);
        }
        int[][] edges = new int[given.size()][];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = needs.getOrDefault(given.get(i), List.of()).stream()
                    .filter(index::containsKey)
                    .mapToInt(index::get)
                    .distinct()
                    .toArray();
        }
        DependencyOrder<T> order = new DependencyOrder<>(given, edges);
        order.run();
        return order;
    }

    /** Everything, in order. */
    List<T> sorted() {
        return sorted;
    }

    /** Cycles, each in the order in which its members need one another; every member of a cycle is in one of them. */
    List<List<T>> cycles() {
        return cycles;
    }

    private void run() {
        boolean[] left = new boolean[given.size()];
        Arrays.fill(left, true);
        peel(reversed(), needs, left).forEach(node -> sorted.add(given.get(node)));
        for (int node = 0; node < left.length; node++) {
            if (left[node]) {
                sorted.add(given.get(node));
            }
        }
        peel(needs, reversed(), left);
        findCycles(left);
    }

    /** Takes away, smallest first, whatever no longer waits for something; what is left is in {@code left}. */
    private static List<Integer> peel(int[][] dependents, int[][] waitsFor, boolean[] left) {
        int[] open = new int[left.length];
        PriorityQueue<Integer> free = new PriorityQueue<>();
        for (int node = 0; node < left.length; node++) {
            open[node] = (int)
                    Arrays.stream(waitsFor[node]).filter(other -> left[other]).count();
            if (left[node] && open[node] == 0) {
                free.add(node);
            }
        }
        List<Integer> taken = new ArrayList<>();
        while (!free.isEmpty()) {
            int node = free.remove();
            left[node] = false;
            taken.add(node);
            for (int dependent : dependents[node]) {
                if (--open[dependent] == 0 && left[dependent]) {
                    free.add(dependent);
                }
            }
        }
        return taken;
    }

    private int[][] reversed() {
        List<List<Integer>> lists = new ArrayList<>();
        for (int i = 0; i < needs.length; i++) {
            lists.add(new ArrayList<>());
        }
        for (int node = 0; node < needs.length; node++) {
            for (int needed : needs[node]) {
                lists.get(needed).add(node);
            }
        }
        return lists.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    private void findCycles(boolean[] left) {
        boolean[] named = new boolean[left.length];
        for (int node = 0; node < left.length; node++) {
            if (left[node] && !named[node]) {
                List<Integer> cycle = shortestWayBack(node, left);
                cycle.forEach(member -> named[member] = true);
                if (!cycle.isEmpty()) {
                    cycles.add(cycle.stream().map(given::get).toList());
                }
            }
        }
    }

    /** Breadth first from a node over what it needs, until the node itself is met; empty when it only lies between cycles. */
    private List<Integer> shortestWayBack(int start, boolean[] left) {
        int[] cameFrom = new int[left.length];
        Arrays.fill(cameFrom, -1);
        ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty()) {
            int node = queue.remove();
            for (int needed : needs[node]) {
                if (needed == start) {
                    return path(cameFrom, start, node);
                }
                if (left[needed] && cameFrom[needed] < 0) {
                    cameFrom[needed] = node;
                    queue.add(needed);
                }
            }
        }
        return List.of();
    }

    private static List<Integer> path(int[] cameFrom, int start, int end) {
        List<Integer> path = new ArrayList<>();
        for (int node = end; node != start; node = cameFrom[node]) {
            path.add(node);
        }
        path.add(start);
        Collections.reverse(path);
        return path;
    }
}

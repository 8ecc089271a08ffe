package dev.switchback.engine.graph;

import dev.switchback.engine.graph.MigrationGraph.Edge;
import dev.switchback.engine.graph.MigrationGraph.Node;
import dev.switchback.engine.graph.MigrationGraph.NodeKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Places a graph in layers from left to right: a migration stands right of everything it needs, and near the middle of
 * it. Linear but for sorting; iterative, so that long chains do not exhaust the stack.
 */
public final class LayeredLayout {

    public static final double NODE_WIDTH = 190;
    public static final double NODE_HEIGHT = 30;
    private static final double GAP_X = 56;
    private static final double GAP_Y = 16;
    private static final double MARGIN = 24;
    private static final int SWEEPS = 6;

    private final MigrationGraph graph;
    private final Map<NodeKey, List<NodeKey>> before = new HashMap<>();
    private final Map<NodeKey, List<NodeKey>> after = new HashMap<>();
    private final Map<NodeKey, Integer> layers = new HashMap<>();
    private final Map<NodeKey, Double> rows = new HashMap<>();

    private LayeredLayout(MigrationGraph graph) {
        this.graph = graph;
        for (Edge edge : graph.edges()) {
            before.computeIfAbsent(edge.to(), key -> new ArrayList<>()).add(edge.from());
            after.computeIfAbsent(edge.from(), key -> new ArrayList<>()).add(edge.to());
        }
    }

    /** A graph with its places. */
    public record Placed(MigrationGraph graph, Map<NodeKey, Point> places, double width, double height) {

        public Placed {
            places = Map.copyOf(places);
        }

        public Point at(NodeKey key) {
            return places.getOrDefault(key, new Point(0, 0));
        }
    }

    /** The upper left corner of a node. */
    public record Point(double x, double y) {}

    public static Placed of(MigrationGraph graph) {
        return new LayeredLayout(graph).place();
    }

    private Placed place() {
        assignLayers();
        List<List<NodeKey>> columns = columns();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            Map<NodeKey, List<NodeKey>> neighbours = sweep % 2 == 0 ? before : after;
            for (int i = 0; i < columns.size(); i++) {
                sort(columns.get(sweep % 2 == 0 ? i : columns.size() - 1 - i), neighbours);
            }
        }
        return coordinates(columns);
    }

    /** The longest way from a root; members of cycles keep the layer they have when the walk ends. */
    private void assignLayers() {
        Map<NodeKey, Integer> open = new HashMap<>();
        Deque<NodeKey> ready = new ArrayDeque<>();
        for (Node node : graph.nodes()) {
            int count = before.getOrDefault(node.key(), List.of()).size();
            open.put(node.key(), count);
            layers.put(node.key(), 0);
            if (count == 0) {
                ready.add(node.key());
            }
        }
        while (!ready.isEmpty()) {
            NodeKey key = ready.remove();
            for (NodeKey next : after.getOrDefault(key, List.of())) {
                layers.merge(next, layers.getOrDefault(key, 0) + 1, Math::max);
                if (open.merge(next, -1, Integer::sum) == 0) {
                    ready.add(next);
                }
            }
        }
    }

    private List<List<NodeKey>> columns() {
        List<List<NodeKey>> columns = new ArrayList<>();
        for (Node node : graph.nodes()) {
            int layer = layers.getOrDefault(node.key(), 0);
            while (columns.size() <= layer) {
                columns.add(new ArrayList<>());
            }
            rows.put(node.key(), (double) columns.get(layer).size());
            columns.get(layer).add(node.key());
        }
        return columns;
    }

    /** Barycentre: a node wants to stand in the middle of its neighbours. */
    private void sort(List<NodeKey> column, Map<NodeKey, List<NodeKey>> neighbours) {
        Map<NodeKey, Double> wish = new HashMap<>();
        for (NodeKey key : column) {
            wish.put(
                    key,
                    neighbours.getOrDefault(key, List.of()).stream()
                            .mapToDouble(other -> rows.getOrDefault(other, 0.0))
                            .average()
                            .orElse(rows.getOrDefault(key, 0.0)));
        }
        column.sort(Comparator.comparing(key -> wish.getOrDefault(key, 0.0)));
        double free = 0;
        for (NodeKey key : column) {
            double row = Math.max(free, wish.getOrDefault(key, 0.0));
            rows.put(key, row);
            free = row + 1;
        }
    }

    private Placed coordinates(List<List<NodeKey>> columns) {
        Map<NodeKey, Point> places = new HashMap<>();
        double top =
                rows.values().stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double height = 0;
        for (int layer = 0; layer < columns.size(); layer++) {
            for (NodeKey key : columns.get(layer)) {
                double y = MARGIN + (rows.getOrDefault(key, 0.0) - top) * (NODE_HEIGHT + GAP_Y);
                places.put(key, new Point(MARGIN + layer * (NODE_WIDTH + GAP_X), y));
                height = Math.max(height, y + NODE_HEIGHT);
            }
        }
        return new Placed(graph, places, 2 * MARGIN + columns.size() * (NODE_WIDTH + GAP_X) - GAP_X, height + MARGIN);
    }
}

package dev.switchback.ui.graph;

import dev.switchback.engine.graph.LayeredLayout;
import dev.switchback.engine.graph.LayeredLayout.Placed;
import dev.switchback.engine.graph.LayeredLayout.Point;
import dev.switchback.engine.graph.MigrationGraph;
import dev.switchback.engine.graph.MigrationGraph.Edge;
import dev.switchback.engine.graph.MigrationGraph.Health;
import dev.switchback.engine.graph.MigrationGraph.Node;
import dev.switchback.engine.graph.MigrationGraph.NodeKey;
import dev.switchback.engine.migration.Dependencies.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A graph with its places, by number instead of by name, so that drawing a frame looks nothing up. */
final class GraphShapes {

    private final MigrationGraph graph;
    private final List<Node> nodes;
    private final Map<NodeKey, Integer> numbers = new HashMap<>();
    private final double[] x;
    private final double[] y;
    private final Arrow[] arrows;
    private final List<List<Integer>> before = new ArrayList<>();
    private final List<List<Integer>> after = new ArrayList<>();
    private final double width;
    private final double height;

    /** How a dependency is drawn. */
    enum Line {
        DECLARED,
        FILE_ORDER,
        /** In a circle, or to something that is not there. */
        WRONG
    }

    /** A dependency, from what is needed to what needs it. */
    record Arrow(int from, int to, Line line) {}

    GraphShapes(Placed placed) {
        this.graph = placed.graph();
        this.nodes = graph.nodes();
        this.x = new double[nodes.size()];
        this.y = new double[nodes.size()];
        this.width = placed.width();
        this.height = placed.height();
        for (int node = 0; node < nodes.size(); node++) {
            Point corner = placed.at(nodes.get(node).key());
            numbers.put(nodes.get(node).key(), node);
            x[node] = corner.x();
            y[node] = corner.y();
            before.add(new ArrayList<>());
            after.add(new ArrayList<>());
        }
        List<Edge> edges = graph.edges();
        for (Edge edge : edges) {
            before.get(number(edge.to())).add(number(edge.from()));
            after.get(number(edge.from())).add(number(edge.to()));
        }
        boolean[] circular = Circles.in(before, after);
        this.arrows = edges.stream().map(edge -> arrow(edge, circular)).toArray(Arrow[]::new);
    }

    private Arrow arrow(Edge edge, boolean[] circular) {
        int from = number(edge.from());
        int to = number(edge.to());
        boolean wrong = nodes.get(from).health() == Health.MISSING || (circular[from] && circular[to]);
        return new Arrow(from, to, wrong ? Line.WRONG : line(edge.origin()));
    }

    private static Line line(Origin origin) {
        return origin == Origin.FILE_ORDER ? Line.FILE_ORDER : Line.DECLARED;
    }

    private int number(NodeKey key) {
        return numbers.getOrDefault(key, -1);
    }

    MigrationGraph graph() {
        return graph;
    }

    Optional<Integer> find(NodeKey key) {
        return Optional.ofNullable(numbers.get(key));
    }

    int size() {
        return nodes.size();
    }

    Node node(int number) {
        return nodes.get(number);
    }

    double x(int number) {
        return x[number];
    }

    double y(int number) {
        return y[number];
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    Arrow[] arrows() {
        return arrows;
    }

    /** What a node needs. */
    List<Integer> before(int number) {
        return before.get(number);
    }

    /** What needs a node. */
    List<Integer> after(int number) {
        return after.get(number);
    }

    /** The node at a point of the graph. */
    OptionalInt at(double atX, double atY) {
        for (int node = 0; node < size(); node++) {
            if (atX >= x[node]
                    && atX <= x[node] + LayeredLayout.NODE_WIDTH
                    && atY >= y[node]
                    && atY <= y[node] + LayeredLayout.NODE_HEIGHT) {
                return OptionalInt.of(node);
            }
        }
        return OptionalInt.empty();
    }

    /** The next node of the same column, downwards or, with −1, upwards. */
    OptionalInt beside(int number, int direction) {
        int nearest = -1;
        for (int node = 0; node < size(); node++) {
            double distance = (y[node] - y[number]) * direction;
            if (x[node] == x[number]
                    && distance > 0
                    && (nearest < 0 || distance < (y[nearest] - y[number]) * direction)) {
                nearest = node;
            }
        }
        return nearest < 0 ? OptionalInt.empty() : OptionalInt.of(nearest);
    }
}

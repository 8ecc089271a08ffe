package dev.switchback.engine.graph;

import dev.switchback.engine.graph.LayeredLayout.Placed;
import dev.switchback.engine.graph.LayeredLayout.Point;
import dev.switchback.engine.graph.MigrationGraph.Edge;
import dev.switchback.engine.graph.MigrationGraph.Health;
import dev.switchback.engine.graph.MigrationGraph.Node;
import dev.switchback.engine.graph.MigrationGraph.NodeKey;
import dev.switchback.engine.migration.Dependencies.Origin;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Writes a graph as DOT, Mermaid or SVG. */
public final class GraphText {

    private GraphText() {}

    /** For Graphviz. */
    public static String dot(MigrationGraph graph) {
        StringBuilder text = new StringBuilder("digraph migrations {\n  rankdir=LR;\n  node [shape=box];\n");
        for (Node node : graph.nodes()) {
            text.append("  ")
                    .append(quoted(name(node.key())))
                    .append(" [label=")
                    .append(quoted(label(node)))
                    .append(node.health() == Health.SOUND ? "" : ", color=red")
                    .append("];\n");
        }
        for (Edge edge : graph.edges()) {
            text.append("  ")
                    .append(quoted(name(edge.from())))
                    .append(" -> ")
                    .append(quoted(name(edge.to())))
                    .append(edge.origin() == Origin.FILE_ORDER ? " [style=dotted]" : "")
                    .append(";\n");
        }
        return text.append("}\n").toString();
    }

    /** For Markdown pages. */
    public static String mermaid(MigrationGraph graph) {
        Map<NodeKey, String> names = new HashMap<>();
        StringBuilder text = new StringBuilder("flowchart LR\n");
        for (Node node : graph.nodes()) {
            names.put(node.key(), "n" + names.size());
            text.append("  ")
                    .append(names.get(node.key()))
                    .append("[\"")
                    .append(label(node).replace("\"", "#quot;"))
                    .append("\"]\n");
        }
        for (Edge edge : graph.edges()) {
            text.append("  ")
                    .append(names.get(edge.from()))
                    .append(edge.origin() == Origin.FILE_ORDER ? " -.-> " : " --> ")
                    .append(names.get(edge.to()))
                    .append('\n');
        }
        return text.toString();
    }

    /** A picture that any browser shows. */
    public static String svg(MigrationGraph graph) {
        Placed placed = LayeredLayout.of(graph);
        StringBuilder svg = new StringBuilder(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" font-family=\"Inter, sans-serif\" font-size=\"12\">\n"
                        .formatted(placed.width(), placed.height()));
        for (Edge edge : graph.edges()) {
            svg.append(edge(placed, edge));
        }
        for (Node node : graph.nodes()) {
            svg.append(node(placed, node));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String edge(Placed placed, Edge edge) {
        Point from = placed.at(edge.from());
        Point to = placed.at(edge.to());
        double x1 = from.x() + LayeredLayout.NODE_WIDTH;
        double y1 = from.y() + LayeredLayout.NODE_HEIGHT / 2;
        double y2 = to.y() + LayeredLayout.NODE_HEIGHT / 2;
        double middle = (x1 + to.x()) / 2;
        return String.format(
                Locale.ROOT,
                "<path d=\"M%.1f %.1f C%.1f %.1f %.1f %.1f %.1f %.1f\" fill=\"none\" stroke=\"#94a3b8\"%s/>%n",
                x1,
                y1,
                middle,
                y1,
                middle,
                y2,
                to.x(),
                y2,
                edge.origin() == Origin.FILE_ORDER ? " stroke-dasharray=\"3 3\"" : "");
    }

    private static String node(Placed placed, Node node) {
        Point at = placed.at(node.key());
        return String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.0f\" height=\"%.0f\" rx=\"4\" fill=\"white\" stroke=\"%s\"/>"
                        + "<text x=\"%.1f\" y=\"%.1f\">%s</text>%n",
                at.x(),
                at.y(),
                LayeredLayout.NODE_WIDTH,
                LayeredLayout.NODE_HEIGHT,
                node.health() == Health.SOUND ? "#475569" : "#b91c1c",
                at.x() + 8,
                at.y() + 19,
                escaped(label(node)));
    }

    /** Sign and name: states are never shown by colour alone. */
    public static String label(Node node) {
        String sign = switch (node.state()) {
            case COMPLETED -> "✔ ";
            case FAILED -> "✖ ";
            case RUNNING -> "◐ ";
            case ROLLED_BACK -> "↶ ";
            case PENDING -> node.health() == Health.MISSING ? "? " : "○ ";
        };
        String id = node.key().id().value();
        return sign + (id.length() <= 27 ? id : id.substring(0, 26) + "…");
    }

    private static String name(NodeKey key) {
        return key.set() + "/" + key.id();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

package dev.switchback.ui.graph;

import static dev.switchback.engine.graph.LayeredLayout.NODE_HEIGHT;
import static dev.switchback.engine.graph.LayeredLayout.NODE_WIDTH;

import dev.switchback.engine.graph.GraphText;
import dev.switchback.engine.graph.MigrationGraph.Head;
import dev.switchback.engine.graph.MigrationGraph.Health;
import dev.switchback.engine.graph.MigrationGraph.Node;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.ui.graph.GraphShapes.Arrow;
import dev.switchback.ui.graph.GraphShapes.Line;
import dev.switchback.ui.graph.LinePainter.Width;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;

/** Draws what is in sight: with all its marks from near, as patches and lines from far. */
final class GraphPainter {

    private static final double NEAR = 0.45;
    private static final double ROUND = 0.95;
    private static final double CORNER = 8;
    private static final double BAR = 5;
    private static final double FADED = 0.4;
    private static final Font FONT = Font.font("Inter", 12);

    private final GraphColours colours;
    private final GraphCamera camera;
    private GraphShapes shapes;
    private Lineage lineage = Lineage.NONE;
    private BitSet found = new BitSet();

    GraphPainter(GraphColours colours, GraphCamera camera, GraphShapes shapes) {
        this.colours = colours;
        this.camera = camera;
        this.shapes = shapes;
    }

    void show(GraphShapes now) {
        shapes = now;
        lineage = Lineage.NONE;
        found = new BitSet();
    }

    /** What is lit. */
    void light(Lineage now) {
        lineage = now;
    }

    /** What was looked for. */
    void mark(BitSet now) {
        found = now;
    }

    /**
     * @param pen for what needs letters
     * @param lines for everything else
     */
    void paint(GraphicsContext pen, LinePainter lines) {
        pen.setTransform(1, 0, 0, 1, 0, 0);
        pen.setGlobalAlpha(1);
        pen.clearRect(0, 0, camera.width(), camera.height());
        arrows(lines, colours.line(), Width.USUAL, arrow -> arrow.line() != Line.WRONG && !isLit(arrow));
        arrows(lines, colours.danger(), Width.USUAL, arrow -> arrow.line() == Line.WRONG && !isLit(arrow));
        arrows(lines, colours.accent(), Width.LIT, arrow -> arrow.line() != Line.WRONG && isLit(arrow));
        arrows(lines, colours.danger(), Width.LIT, arrow -> arrow.line() == Line.WRONG && isLit(arrow));
        if (isNear()) {
            pen.translate(camera.offsetX(), camera.offsetY());
            pen.scale(camera.zoom(), camera.zoom());
            nodes(pen, lines);
        } else {
            patches(lines);
        }
    }

    private boolean isNear() {
        return camera.zoom() >= NEAR;
    }

    private boolean isLit(Arrow arrow) {
        return lineage.holds(arrow.from()) && lineage.holds(arrow.to());
    }

    private void arrows(LinePainter lines, Paint paint, Width width, Predicate<Arrow> which) {
        int argb = argb(paint, 1);
        for (Arrow arrow : shapes.arrows()) {
            if (which.test(arrow) && isInSight(arrow)) {
                if (isNear()) {
                    lines.curve(shapes, arrow, argb, width);
                } else {
                    lines.straight(shapes, arrow, argb);
                }
            }
        }
    }

    private static int argb(Paint paint, double opacity) {
        return paint instanceof Color colour
                ? PixelImage.argb(colour.deriveColor(0, 1, 1, opacity))
                : PixelImage.argb(Color.GRAY);
    }

    private boolean isInSight(Arrow arrow) {
        double x1 = shapes.x(arrow.from());
        double x2 = shapes.x(arrow.to());
        double y1 = shapes.y(arrow.from());
        double y2 = shapes.y(arrow.to());
        return Math.max(x1, x2) + NODE_WIDTH >= camera.left()
                && Math.min(x1, x2) <= camera.right()
                && Math.max(y1, y2) + NODE_HEIGHT >= camera.top()
                && Math.min(y1, y2) <= camera.bottom();
    }

    private boolean isInSight(int node) {
        return shapes.x(node) + NODE_WIDTH >= camera.left()
                && shapes.x(node) <= camera.right()
                && shapes.y(node) + NODE_HEIGHT >= camera.top()
                && shapes.y(node) <= camera.bottom();
    }

    /** From far a node is a patch in the colour of its state; what is selected or was found is framed. */
    private void patches(LinePainter lines) {
        Map<MigrationState, Integer> lit = argbOfStates(1);
        Map<MigrationState, Integer> faded = argbOfStates(FADED);
        for (int node = 0; node < shapes.size(); node++) {
            if (isInSight(node)) {
                if (isFramed(node)) {
                    lines.patch(shapes, node, argb(frame(node), 1), 2);
                }
                Map<MigrationState, Integer> argb = isFaded(node) ? faded : lit;
                MigrationState state = shapes.node(node).state();
                lines.patch(shapes, node, Objects.requireNonNull(argb.get(state)), 0);
            }
        }
    }

    private Map<MigrationState, Integer> argbOfStates(double opacity) {
        Map<MigrationState, Integer> argb = new EnumMap<>(MigrationState.class);
        for (MigrationState state : MigrationState.values()) {
            argb.put(state, argb(colours.of(state), opacity));
        }
        return argb;
    }

    private boolean isFramed(int node) {
        return lineage.isCentre(node) || found.get(node) || shapes.node(node).health() != Health.SOUND;
    }

    private boolean isFaded(int node) {
        return !lineage.isEmpty() && !lineage.holds(node) && !found.get(node);
    }

    private Paint frame(int node) {
        if (found.get(node)) {
            return colours.found();
        }
        if (shapes.node(node).health() != Health.SOUND) {
            return colours.danger();
        }
        return lineage.isCentre(node) ? colours.accent() : colours.line();
    }

    private void nodes(GraphicsContext pen, LinePainter lines) {
        pen.setFont(FONT);
        pen.setTextBaseline(VPos.CENTER);
        for (int node = 0; node < shapes.size(); node++) {
            if (isInSight(node)) {
                node(pen, lines, node);
            }
        }
        pen.setGlobalAlpha(1);
    }

    private void node(GraphicsContext pen, LinePainter lines, int number) {
        Node node = shapes.node(number);
        double x = shapes.x(number);
        double y = shapes.y(number);
        if (camera.zoom() >= ROUND) {
            round(pen, number, x, y);
        } else {
            square(lines, number);
        }
        pen.setGlobalAlpha(isFaded(number) ? FADED : 1);
        words(pen, node, x, y + NODE_HEIGHT / 2);
    }

    /** What is behind it never shows through, also where it is faded. */
    private void round(GraphicsContext pen, int number, double x, double y) {
        Node node = shapes.node(number);
        pen.setGlobalAlpha(1);
        pen.setFill(lineage.isCentre(number) ? colours.selection() : colours.panel());
        pen.fillRoundRect(x, y, NODE_WIDTH, NODE_HEIGHT, CORNER, CORNER);
        pen.setGlobalAlpha(isFaded(number) ? FADED : 1);
        pen.setStroke(frame(number));
        pen.setLineWidth(isFramed(number) ? 2 : 1);
        if (node.health() == Health.MISSING) {
            pen.setLineDashes(4, 3);
        }
        pen.strokeRoundRect(x, y, NODE_WIDTH, NODE_HEIGHT, CORNER, CORNER);
        pen.setLineDashes();
        if (node.health() != Health.MISSING) {
            pen.setFill(colours.of(node.state()));
            pen.fillRoundRect(x, y, BAR, NODE_HEIGHT, 3, 3);
        }
    }

    /** Many nodes are in sight: their boxes are drawn like the lines, and only their words by the pen. */
    private void square(LinePainter lines, int number) {
        double border = isFramed(number) ? 2 : 1;
        double opacity = isFaded(number) ? FADED : 1;
        Node node = shapes.node(number);
        lines.patch(shapes, number, argb(colours.panel(), 1), 0);
        lines.patch(shapes, number, argb(frame(number), opacity), 0);
        lines.patch(shapes, number, argb(lineage.isCentre(number) ? colours.selection() : colours.panel(), 1), -border);
        if (node.health() != Health.MISSING) {
            lines.bar(shapes, number, argb(colours.of(node.state()), opacity), BAR);
        }
    }

    /** Sign and name, a warning triangle where something is wrong, and a flag where a branch ends. */
    private void words(GraphicsContext pen, Node node, double x, double middle) {
        double right = x + NODE_WIDTH - 8;
        if (node.head() == Head.HEAD) {
            pen.setFill(colours.text());
            pen.fillText("⚑", right - 9, middle);
            right -= 15;
        }
        if (node.health() == Health.TROUBLED) {
            pen.setFill(colours.danger());
            pen.fillText("▲", right - 10, middle);
            right -= 15;
        }
        pen.setFill(colours.text());
        pen.fillText(GraphText.label(node).replace('_', ' '), x + BAR + 7, middle, right - x - BAR - 9);
    }
}

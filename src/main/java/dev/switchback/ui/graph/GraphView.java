package dev.switchback.ui.graph;

import dev.switchback.engine.graph.GraphText;
import dev.switchback.engine.graph.LayeredLayout;
import dev.switchback.engine.graph.LayeredLayout.Placed;
import dev.switchback.engine.graph.LayeredLayout.Point;
import dev.switchback.engine.graph.MigrationGraph;
import dev.switchback.engine.graph.MigrationGraph.Edge;
import dev.switchback.engine.graph.MigrationGraph.Head;
import dev.switchback.engine.graph.MigrationGraph.Health;
import dev.switchback.engine.graph.MigrationGraph.Key;
import dev.switchback.engine.graph.MigrationGraph.Node;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.Dependencies.Origin;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.MigrationKey;
import dev.switchback.ui.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.text.Font;

/** The dependency graph: drawn on a canvas, only what is in sight. */
public final class GraphView extends BorderPane {

    private static final double SMALLEST = 0.05;
    private static final double LARGEST = 2.5;
    private static final double LABELS_FROM = 0.35;
    private static final double CORNER = 8;

    private final Workspace workspace;
    private final Canvas canvas = new Canvas();
    private final Pane pane = new Pane(canvas);
    private final GraphColours colours = new GraphColours();
    private final Label hint = new Label();
    private Placed placed = LayeredLayout.of(new MigrationGraph(List.of(), List.of()));
    private Lineage lineage = Lineage.NONE;
    private double zoom = 1;
    private double offsetX;
    private double offsetY;
    private Point grabbed = new Point(0, 0);
    private Fit fit = Fit.NEEDED;

    /** Whether the view has found its first place. */
    private enum Fit {
        NEEDED,
        DONE
    }

    public GraphView(Workspace workspace) {
        this.workspace = workspace;
        setId("graph");
        getStyleClass().add("graph");
        pane.getStyleClass().add("graph-pane");
        pane.getChildren().add(colours);
        pane.setMinSize(0, 0);
        canvas.widthProperty().bind(pane.widthProperty());
        canvas.heightProperty().bind(pane.heightProperty());
        canvas.widthProperty().addListener((width, before, now) -> resized());
        canvas.heightProperty().addListener((height, before, now) -> resized());
        canvas.setFocusTraversable(true);
        setTop(bar());
        setCenter(pane);
        pane.setOnScroll(this::scrolled);
        pane.setOnMousePressed(this::pressed);
        pane.setOnMouseDragged(this::dragged);
        workspace.setsProperty().addListener((sets, before, now) -> load(now));
        workspace.selectedProperty().addListener((selected, before, now) -> select());
        colours.onChange(this::draw);
        load(workspace.setsProperty().get());
    }

    private HBox bar() {
        Button whole = button("graph.fit", "graph-fit", this::fit);
        Button larger = button(
                "graph.larger", "graph-larger", () -> zoomBy(1.25, canvas.getWidth() / 2, canvas.getHeight() / 2));
        Button smaller = button(
                "graph.smaller", "graph-smaller", () -> zoomBy(0.8, canvas.getWidth() / 2, canvas.getHeight() / 2));
        hint.getStyleClass().add("muted");
        HBox bar = new HBox(whole, larger, smaller, hint);
        bar.getStyleClass().add("graph-bar");
        return bar;
    }

    private static Button button(String key, String id, Runnable action) {
        Button button = new Button(Texts.get(key));
        button.setId(id);
        button.setOnAction(event -> action.run());
        return button;
    }

    private void load(List<SetStatus> sets) {
        workspace
                .tasks()
                .run(Texts.get("task.graph"), cancellation -> LayeredLayout.of(MigrationGraph.of(sets)), laidOut -> {
                    boolean sameSize = laidOut.graph().nodes().size()
                            == placed.graph().nodes().size();
                    placed = laidOut;
                    hint.setText(Texts.get(
                            "graph.count",
                            placed.graph().nodes().size(),
                            placed.graph().edges().size()));
                    fit = sameSize ? fit : Fit.NEEDED;
                    select();
                    resized();
                });
    }

    private void select() {
        lineage = workspace
                .selectedProperty()
                .get()
                .map(key -> Lineage.of(placed.graph(), new Key(key.set(), key.id())))
                .orElse(Lineage.NONE);
        draw();
    }

    private void resized() {
        if (fit == Fit.NEEDED && canvas.getWidth() > 0 && canvas.getHeight() > 0) {
            fit();
        } else {
            draw();
        }
    }

    /** Shows everything. */
    public void fit() {
        double width = Math.max(1, placed.width());
        double height = Math.max(1, placed.height());
        zoom = Math.clamp(Math.min(canvas.getWidth() / width, canvas.getHeight() / height), SMALLEST, 1.0);
        offsetX = Math.max(0, (canvas.getWidth() - width * zoom) / 2);
        offsetY = Math.max(0, (canvas.getHeight() - height * zoom) / 2);
        fit = Fit.DONE;
        draw();
    }

    private void scrolled(ScrollEvent event) {
        if (event.isControlDown()) {
            zoomBy(event.getDeltaY() > 0 ? 1.1 : 1 / 1.1, event.getX(), event.getY());
        } else {
            offsetX += event.getDeltaX();
            offsetY += event.getDeltaY();
            draw();
        }
        event.consume();
    }

    /** The point under the mouse stays where it is. */
    private void zoomBy(double factor, double x, double y) {
        double next = Math.clamp(zoom * factor, SMALLEST, LARGEST);
        offsetX = x - (x - offsetX) * next / zoom;
        offsetY = y - (y - offsetY) * next / zoom;
        zoom = next;
        draw();
    }

    private void pressed(MouseEvent event) {
        canvas.requestFocus();
        grabbed = new Point(event.getX() - offsetX, event.getY() - offsetY);
        at(event.getX(), event.getY())
                .ifPresent(key -> workspace.selectedProperty().set(Optional.of(new MigrationKey(key.set(), key.id()))));
    }

    private void dragged(MouseEvent event) {
        offsetX = event.getX() - grabbed.x();
        offsetY = event.getY() - grabbed.y();
        draw();
    }

    private Optional<Key> at(double x, double y) {
        double graphX = (x - offsetX) / zoom;
        double graphY = (y - offsetY) / zoom;
        return placed.graph().nodes().stream()
                .map(Node::key)
                .filter(key -> {
                    Point corner = placed.at(key);
                    return graphX >= corner.x()
                            && graphX <= corner.x() + LayeredLayout.NODE_WIDTH
                            && graphY >= corner.y()
                            && graphY <= corner.y() + LayeredLayout.NODE_HEIGHT;
                })
                .findFirst();
    }

    private void draw() {
        GraphicsContext pen = canvas.getGraphicsContext2D();
        pen.setTransform(1, 0, 0, 1, 0, 0);
        pen.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        pen.translate(offsetX, offsetY);
        pen.scale(zoom, zoom);
        pen.setFont(Font.font("Inter", 12));
        pen.setTextBaseline(VPos.CENTER);
        placed.graph().edges().stream().filter(this::inSight).forEach(edge -> draw(pen, edge));
        pen.setLineDashes();
        placed.graph().nodes().stream()
                .filter(node -> inSight(placed.at(node.key())))
                .forEach(node -> draw(pen, node));
    }

    private boolean inSight(Edge edge) {
        Point from = placed.at(edge.from());
        Point to = placed.at(edge.to());
        return inSight(from) || inSight(to) || (from.x() * zoom + offsetX < 0 && to.x() * zoom + offsetX > 0);
    }

    private boolean inSight(Point corner) {
        double x = corner.x() * zoom + offsetX;
        double y = corner.y() * zoom + offsetY;
        return x + LayeredLayout.NODE_WIDTH * zoom >= 0
                && x <= canvas.getWidth()
                && y + LayeredLayout.NODE_HEIGHT * zoom >= 0
                && y <= canvas.getHeight();
    }

    private void draw(GraphicsContext pen, Edge edge) {
        Point from = placed.at(edge.from());
        Point to = placed.at(edge.to());
        double x = from.x() + LayeredLayout.NODE_WIDTH;
        double y1 = from.y() + LayeredLayout.NODE_HEIGHT / 2;
        double y2 = to.y() + LayeredLayout.NODE_HEIGHT / 2;
        double middle = (x + to.x()) / 2;
        boolean lit = lineage.holds(edge.from()) && lineage.holds(edge.to());
        pen.setStroke(lit ? colours.accent() : colours.line());
        pen.setLineWidth(lit ? 2 : 1);
        if (edge.origin() == Origin.FILE_ORDER) {
            pen.setLineDashes(2, 4);
        } else {
            pen.setLineDashes();
        }
        pen.beginPath();
        pen.moveTo(x, y1);
        pen.bezierCurveTo(middle, y1, middle, y2, to.x(), y2);
        pen.stroke();
    }

    private void draw(GraphicsContext pen, Node node) {
        Point corner = placed.at(node.key());
        boolean faded = !lineage.isEmpty() && !lineage.holds(node.key());
        boolean selected = lineage.isCentre(node.key());
        pen.setGlobalAlpha(faded ? 0.45 : 1);
        pen.setFill(selected ? colours.selection() : colours.panel());
        pen.fillRoundRect(corner.x(), corner.y(), LayeredLayout.NODE_WIDTH, LayeredLayout.NODE_HEIGHT, CORNER, CORNER);
        pen.setStroke(node.health() == Health.SOUND ? colours.of(node.state()) : colours.danger());
        pen.setLineWidth(selected ? 2.5 : 1.2);
        if (node.health() == Health.MISSING) {
            pen.setLineDashes(4, 3);
        } else {
            pen.setLineDashes();
        }
        pen.strokeRoundRect(
                corner.x(), corner.y(), LayeredLayout.NODE_WIDTH, LayeredLayout.NODE_HEIGHT, CORNER, CORNER);
        if (node.head() == Head.HEAD) {
            pen.setFill(colours.of(node.state()));
            pen.fillRoundRect(
                    corner.x() + LayeredLayout.NODE_WIDTH - 4, corner.y() + 5, 4, LayeredLayout.NODE_HEIGHT - 10, 2, 2);
        }
        if (zoom >= LABELS_FROM) {
            pen.setFill(colours.text());
            pen.fillText(
                    GraphText.label(node).replace('_', ' '),
                    corner.x() + 10,
                    corner.y() + LayeredLayout.NODE_HEIGHT / 2,
                    LayeredLayout.NODE_WIDTH - 20);
        }
        pen.setGlobalAlpha(1);
    }
}

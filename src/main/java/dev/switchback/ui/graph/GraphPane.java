package dev.switchback.ui.graph;

import dev.switchback.engine.graph.LayeredLayout;
import dev.switchback.engine.graph.MigrationGraph.Head;
import dev.switchback.ui.state.StateLook;
import dev.switchback.ui.text.Texts;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.stage.Window;

/** The picture of the graph, moved with mouse and keyboard. */
final class GraphPane extends Pane {

    private static final double STEP = 1.25;
    private static final double WHEEL = 1.1;
    private static final double FAR = 120;
    private static final double GAP = 12;

    private final Canvas canvas = new Canvas();
    private final ImageView behind = new ImageView();
    private final GraphColours colours = new GraphColours();
    private final GraphCamera camera = new GraphCamera();
    private final GraphPainter painter;
    private final Minimap minimap;
    private final IntConsumer choose;
    private final Tooltip tip = new Tooltip();
    private DoubleConsumer zoomed = factor -> {};
    private GraphShapes shapes;
    private Lineage lineage = Lineage.NONE;
    private PixelImage shown = new PixelImage(1, 1);
    private PixelImage spare = new PixelImage(1, 1);
    private double grabbedX;
    private double grabbedY;
    private Fit fit = Fit.NEEDED;

    /** Whether the view has found its first place. */
    private enum Fit {
        NEEDED,
        DONE
    }

    GraphPane(GraphShapes shapes, IntConsumer choose) {
        this.shapes = shapes;
        this.choose = choose;
        this.painter = new GraphPainter(colours, camera, shapes);
        this.minimap = new Minimap(colours, camera, shapes, this::draw);
        setId("graph-pane");
        getStyleClass().add("graph-pane");
        setMinSize(0, 0);
        setFocusTraversable(true);
        setAccessibleText(Texts.get("graph.name"));
        getChildren().addAll(colours, behind, canvas, minimap);
        canvas.setManaged(false);
        behind.setManaged(false);
        minimap.setManaged(false);
        setOnScroll(this::scrolled);
        setOnMousePressed(this::pressed);
        setOnMouseDragged(this::dragged);
        setOnMouseMoved(this::moved);
        setOnKeyPressed(this::typed);
        colours.onChange(() -> {
            minimap.draw();
            draw();
        });
    }

    /** Hears of every change of the zoom factor. */
    void onZoom(DoubleConsumer handler) {
        zoomed = handler;
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        camera.resize(getWidth(), getHeight());
        minimap.resizeRelocate(
                getWidth() - Minimap.WIDTH - GAP, getHeight() - Minimap.HEIGHT - GAP, Minimap.WIDTH, Minimap.HEIGHT);
        if (fit == Fit.NEEDED && getWidth() > 0 && getHeight() > 0) {
            fit();
        } else {
            draw();
        }
    }

    /** A graph of another size is looked at anew; the same one keeps its place. */
    void show(GraphShapes now) {
        boolean sameSize = now.size() == shapes.size();
        shapes = now;
        painter.show(now);
        minimap.show(now);
        fit = sameSize ? fit : Fit.NEEDED;
        requestLayout();
    }

    /** Lights a migration with all before and after it; one that is out of sight comes into it. */
    void light(Lineage now) {
        lineage = now;
        painter.light(now);
        if (fit == Fit.DONE) {
            now.centre().ifPresent(node -> {
                if (!camera.sees(middleX(node), middleY(node))) {
                    camera.centre(middleX(node), middleY(node));
                }
            });
        }
        draw();
    }

    void mark(BitSet found) {
        painter.mark(found);
        draw();
    }

    /** Looks at a migration from near enough to read. */
    void approach(int node) {
        camera.approach(middleX(node), middleY(node));
        fit = Fit.DONE;
        draw();
    }

    private double middleX(int node) {
        return shapes.x(node) + LayeredLayout.NODE_WIDTH / 2;
    }

    private double middleY(int node) {
        return shapes.y(node) + LayeredLayout.NODE_HEIGHT / 2;
    }

    /** Shows everything. */
    void fit() {
        camera.fit(shapes.width(), shapes.height());
        fit = Fit.DONE;
        draw();
    }

    void larger() {
        zoomBy(STEP, getWidth() / 2, getHeight() / 2);
    }

    void smaller() {
        zoomBy(1 / STEP, getWidth() / 2, getHeight() / 2);
    }

    private void zoomBy(double factor, double x, double y) {
        camera.zoomBy(factor, x, y);
        draw();
    }

    private void draw() {
        double scale = Optional.ofNullable(getScene())
                .map(Scene::getWindow)
                .map(Window::getRenderScaleX)
                .orElse(1.0);
        PixelImage next = nextImage((int) Math.ceil(getWidth() * scale), (int) Math.ceil(getHeight() * scale));
        painter.paint(canvas.getGraphicsContext2D(), new LinePainter(camera, scale, next));
        next.show();
        behind.setImage(next.image());
        behind.setFitWidth(getWidth());
        behind.setFitHeight(getHeight());
        minimap.follow();
        zoomed.accept(camera.zoom());
    }

    /** Two in turn: one may still be on its way to the screen while the other one is drawn. */
    private PixelImage nextImage(int width, int height) {
        PixelImage next = spare.isOf(width, height) ? spare : new PixelImage(width, height);
        spare = shown;
        shown = next;
        next.clear();
        return next;
    }

    private void scrolled(ScrollEvent event) {
        if (event.isControlDown()) {
            zoomBy(event.getDeltaY() > 0 ? WHEEL : 1 / WHEEL, event.getX(), event.getY());
        } else {
            camera.pan(event.getDeltaX(), event.getDeltaY());
            draw();
        }
        event.consume();
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        grabbedX = event.getX();
        grabbedY = event.getY();
        at(event).ifPresent(choose);
    }

    private void dragged(MouseEvent event) {
        camera.pan(event.getX() - grabbedX, event.getY() - grabbedY);
        grabbedX = event.getX();
        grabbedY = event.getY();
        draw();
    }

    /** What is said of a node is said in words too. */
    private void moved(MouseEvent event) {
        OptionalInt node = at(event);
        if (node.isEmpty()) {
            Tooltip.uninstall(this, tip);
            return;
        }
        var told = shapes.node(node.getAsInt());
        StateLook look = StateLook.of(told.state());
        String text = told.key().id().value() + "\n" + look.sign() + " " + look.word()
                + Texts.get("graph.health." + told.health().name().toLowerCase(Locale.ROOT))
                + (told.head() == Head.HEAD ? Texts.get("graph.head") : "");
        tip.setText(text);
        Tooltip.install(this, tip);
    }

    private OptionalInt at(MouseEvent event) {
        return shapes.at(camera.graphX(event.getX()), camera.graphY(event.getY()));
    }

    /** Arrows go from migration to migration, with Shift they move the picture. */
    private void typed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        boolean known = true;
        switch (event.getCode()) {
            case PLUS, ADD, EQUALS -> larger();
            case MINUS, SUBTRACT -> smaller();
            case HOME, F -> fit();
            case LEFT -> arrow(event, FAR, 0);
            case RIGHT -> arrow(event, -FAR, 0);
            case UP -> arrow(event, 0, FAR);
            case DOWN -> arrow(event, 0, -FAR);
            default -> known = false;
        }
        if (known) {
            event.consume();
        }
    }

    private void arrow(KeyEvent event, double byX, double byY) {
        if (event.isShiftDown() || lineage.centre().isEmpty()) {
            camera.pan(byX, byY);
            draw();
        } else {
            neighbour(lineage.centre().getAsInt(), byX, byY).ifPresent(choose);
        }
    }

    private OptionalInt neighbour(int node, double byX, double byY) {
        if (byX == 0) {
            return shapes.beside(node, byY > 0 ? -1 : 1);
        }
        List<Integer> next = byX > 0 ? shapes.before(node) : shapes.after(node);
        return next.isEmpty() ? OptionalInt.empty() : OptionalInt.of(next.getFirst());
    }
}

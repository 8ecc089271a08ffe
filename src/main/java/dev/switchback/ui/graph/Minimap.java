package dev.switchback.ui.graph;

import dev.switchback.engine.graph.LayeredLayout;
import dev.switchback.ui.text.Texts;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/** The whole graph in a corner, with a frame around what is in sight; a click goes there. */
final class Minimap extends Pane {

    static final double WIDTH = 180;
    static final double HEIGHT = 110;
    private static final double MARGIN = 4;

    private final GraphColours colours;
    private final GraphCamera camera;
    private final Runnable moved;
    private final Canvas canvas = new Canvas(WIDTH, HEIGHT);
    private final Region frame = new Region();
    private GraphShapes shapes;

    /** @param moved is told when the user has moved the camera here */
    Minimap(GraphColours colours, GraphCamera camera, GraphShapes shapes, Runnable moved) {
        this.colours = colours;
        this.camera = camera;
        this.shapes = shapes;
        this.moved = moved;
        setId("graph-minimap");
        getStyleClass().add("minimap");
        setAccessibleText(Texts.get("graph.minimap"));
        setMinSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        setClip(new Rectangle(WIDTH, HEIGHT));
        frame.getStyleClass().add("minimap-frame");
        frame.setManaged(false);
        frame.setMouseTransparent(true);
        getChildren().addAll(canvas, frame);
        setOnMousePressed(this::go);
        setOnMouseDragged(this::go);
    }

    void show(GraphShapes now) {
        shapes = now;
        draw();
    }

    /** The dots change with the graph and the theme only, not with every move. */
    void draw() {
        GraphicsContext pen = canvas.getGraphicsContext2D();
        pen.clearRect(0, 0, WIDTH, HEIGHT);
        double scale = scale();
        double width = Math.max(1.5, LayeredLayout.NODE_WIDTH * scale);
        double height = Math.max(1.5, LayeredLayout.NODE_HEIGHT * scale);
        for (int node = 0; node < shapes.size(); node++) {
            pen.setFill(colours.of(shapes.node(node).state()));
            pen.fillRect(left() + shapes.x(node) * scale, top() + shapes.y(node) * scale, width, height);
        }
        follow();
    }

    /** Puts the frame around what is in sight; hides all of it when that is everything. */
    void follow() {
        boolean everything = camera.left() <= 0
                && camera.top() <= 0
                && camera.right() >= shapes.width()
                && camera.bottom() >= shapes.height();
        setVisible(!everything && shapes.size() > 0);
        double scale = scale();
        double x = left() + camera.left() * scale;
        double y = top() + camera.top() * scale;
        double width = (camera.right() - camera.left()) * scale;
        double height = (camera.bottom() - camera.top()) * scale;
        frame.resizeRelocate(x, y, Math.max(4, width), Math.max(4, height));
    }

    private void go(MouseEvent event) {
        camera.centre((event.getX() - left()) / scale(), (event.getY() - top()) / scale());
        moved.run();
        event.consume();
    }

    private double scale() {
        return Math.min(
                (WIDTH - 2 * MARGIN) / Math.max(1, shapes.width()),
                (HEIGHT - 2 * MARGIN) / Math.max(1, shapes.height()));
    }

    private double left() {
        return (WIDTH - shapes.width() * scale()) / 2;
    }

    private double top() {
        return (HEIGHT - shapes.height() * scale()) / 2;
    }
}

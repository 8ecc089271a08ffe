package dev.switchback.ui.graph;

import static dev.switchback.engine.graph.LayeredLayout.NODE_HEIGHT;
import static dev.switchback.engine.graph.LayeredLayout.NODE_WIDTH;

import dev.switchback.ui.graph.GraphShapes.Arrow;
import dev.switchback.ui.graph.GraphShapes.Line;
import dev.switchback.ui.graph.PixelImage.Dash;

/** Draws the dependencies: as curves with heads from near, as straight lines from far. */
final class LinePainter {

    private static final int PARTS = 14;
    private static final double HEAD = 6;

    private final GraphCamera camera;
    private final double scale;
    private final PixelImage image;

    /** @param scale pixels of the image for one of the screen's units */
    LinePainter(GraphCamera camera, double scale, PixelImage image) {
        this.camera = camera;
        this.scale = scale;
        this.image = image;
    }

    void curve(GraphShapes shapes, Arrow arrow, int argb, Width width) {
        double x1 = x(shapes.x(arrow.from()) + NODE_WIDTH);
        double y1 = y(shapes.y(arrow.from()) + NODE_HEIGHT / 2);
        double x2 = x(shapes.x(arrow.to()));
        double y2 = y(shapes.y(arrow.to()) + NODE_HEIGHT / 2);
        Dash dash = arrow.line() == Line.FILE_ORDER ? Dash.DASHED : Dash.WHOLE;
        for (double offset = 0; offset < width.pixels * scale; offset++) {
            curve(x1, y1 + offset, x2, y2 + offset, argb, dash);
        }
        double head = HEAD * camera.zoom() * scale;
        image.line(x2 - head, y2 - head * 0.7, x2, y2, argb, Dash.WHOLE);
        image.line(x2 - head, y2 + head * 0.7, x2, y2, argb, Dash.WHOLE);
    }

    /** How strong a line is. */
    enum Width {
        USUAL(1),
        LIT(2);

        private final int pixels;

        Width(int pixels) {
            this.pixels = pixels;
        }
    }

    /** Leaves and arrives level, as a Bézier curve with its handles half way. */
    private void curve(double x1, double y1, double x2, double y2, int argb, Dash dash) {
        if (Math.abs(y2 - y1) < 1) {
            image.line(x1, y1, x2, y2, argb, dash);
            return;
        }
        double fromX = x1;
        double fromY = y1;
        for (int part = 1; part <= PARTS; part++) {
            double t = (double) part / PARTS;
            double rest = 1 - t;
            double bow = 3 * t * rest;
            double toX = rest * rest * rest * x1 + bow * (x1 + x2) / 2 + t * t * t * x2;
            double toY = y1 + (y2 - y1) * (t * t * t + 3 * t * t * rest);
            image.line(fromX, fromY, toX, toY, argb, dash);
            fromX = toX;
            fromY = toY;
        }
    }

    void straight(GraphShapes shapes, Arrow arrow, int argb) {
        image.line(
                x(shapes.x(arrow.from()) + NODE_WIDTH),
                y(shapes.y(arrow.from()) + NODE_HEIGHT / 2),
                x(shapes.x(arrow.to())),
                y(shapes.y(arrow.to()) + NODE_HEIGHT / 2),
                argb,
                Dash.WHOLE);
    }

    /**
     * A rectangle where a node is; two pixels at least, so that it can be seen.
     *
     * @param margin how many pixels it is larger on each side; smaller where negative
     */
    void patch(GraphShapes shapes, int node, int argb, double margin) {
        double least = 2 * scale;
        image.rectangle(
                x(shapes.x(node)) - margin,
                y(shapes.y(node)) - margin,
                Math.max(least, NODE_WIDTH * camera.zoom() * scale) + 2 * margin,
                Math.max(least, NODE_HEIGHT * camera.zoom() * scale) + 2 * margin,
                argb);
    }

    /** The mark of the state at the left of a node. */
    void bar(GraphShapes shapes, int node, int argb, double width) {
        image.rectangle(
                x(shapes.x(node)),
                y(shapes.y(node)),
                width * camera.zoom() * scale,
                NODE_HEIGHT * camera.zoom() * scale,
                argb);
    }

    private double x(double graphX) {
        return (graphX * camera.zoom() + camera.offsetX()) * scale;
    }

    private double y(double graphY) {
        return (graphY * camera.zoom() + camera.offsetY()) * scale;
    }
}

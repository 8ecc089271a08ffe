package dev.switchback.engine.graph;

import dev.switchback.engine.graph.LayeredLayout.Placed;
import dev.switchback.engine.graph.LayeredLayout.Point;
import dev.switchback.engine.graph.MigrationGraph.Edge;
import dev.switchback.engine.graph.MigrationGraph.Health;
import dev.switchback.engine.graph.MigrationGraph.Node;
import dev.switchback.engine.migration.Dependencies.Origin;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Draws a graph as a PNG picture; needs no display. */
public final class GraphPicture {

    private static final BasicStroke DOTTED =
            new BasicStroke(1, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {2, 4}, 0);

    private static final double MOST_SIDE = 30_000;
    private static final double MOST_PIXELS = 60_000_000;

    private GraphPicture() {}

    public static byte[] png(MigrationGraph graph) {
        Placed placed = LayeredLayout.of(graph);
        double scale = scale(placed.width(), placed.height());
        BufferedImage image = new BufferedImage(
                (int) Math.ceil(placed.width() * scale),
                (int) Math.ceil(placed.height() * scale),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
        canvas.scale(scale, scale);
        graph.edges().forEach(edge -> draw(canvas, placed, edge));
        canvas.setStroke(new BasicStroke(1));
        graph.nodes().forEach(node -> draw(canvas, placed, node));
        canvas.dispose();
        return encode(image);
    }

    /** Thousands of migrations would make a picture that no program can open: it is drawn smaller. */
    private static double scale(double width, double height) {
        double side = MOST_SIDE / Math.max(width, height);
        double area = Math.sqrt(MOST_PIXELS / (width * height));
        return Math.min(1, Math.min(side, area));
    }

    private static void draw(Graphics2D canvas, Placed placed, Edge edge) {
        Point from = placed.at(edge.from());
        Point to = placed.at(edge.to());
        double x = from.x() + LayeredLayout.NODE_WIDTH;
        double y1 = from.y() + LayeredLayout.NODE_HEIGHT / 2;
        double y2 = to.y() + LayeredLayout.NODE_HEIGHT / 2;
        double middle = (x + to.x()) / 2;
        canvas.setColor(Color.GRAY);
        canvas.setStroke(edge.origin() == Origin.FILE_ORDER ? DOTTED : new BasicStroke(1));
        canvas.draw(new CubicCurve2D.Double(x, y1, middle, y1, middle, y2, to.x(), y2));
    }

    private static void draw(Graphics2D canvas, Placed placed, Node node) {
        Point at = placed.at(node.key());
        RoundRectangle2D box =
                new RoundRectangle2D.Double(at.x(), at.y(), LayeredLayout.NODE_WIDTH, LayeredLayout.NODE_HEIGHT, 8, 8);
        canvas.setColor(Color.WHITE);
        canvas.fill(box);
        canvas.setColor(node.health() == Health.SOUND ? Color.DARK_GRAY : Color.RED.darker());
        canvas.draw(box);
        canvas.drawString(GraphText.label(node), (float) at.x() + 8, (float) at.y() + 19);
    }

    private static byte[] encode(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }
}

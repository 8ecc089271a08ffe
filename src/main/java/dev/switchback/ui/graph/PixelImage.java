package dev.switchback.ui.graph;

import java.nio.IntBuffer;
import java.util.Arrays;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

/**
 * An image that lines are drawn into pixel by pixel. A canvas takes about 100 ms for the ten thousand lines of a large
 * graph when it is drawn by software; this takes about a tenth of it.
 */
final class PixelImage {

    private static final int DASH = 4;

    private final int width;
    private final int height;
    private final int[] pixels;
    private final PixelBuffer<IntBuffer> buffer;
    private final Image image;

    PixelImage(int width, int height) {
        this.width = Math.max(1, width);
        this.height = Math.max(1, height);
        this.pixels = new int[this.width * this.height];
        this.buffer =
                new PixelBuffer<>(this.width, this.height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
        this.image = new WritableImage(buffer);
    }

    boolean isOf(int wantedWidth, int wantedHeight) {
        return width == Math.max(1, wantedWidth) && height == Math.max(1, wantedHeight);
    }

    Image image() {
        return image;
    }

    void clear() {
        Arrays.fill(pixels, 0);
    }

    /** Makes what was drawn visible. */
    void show() {
        buffer.updateBuffer(all -> null);
    }

    static int argb(Color colour) {
        int alpha = (int) Math.round(colour.getOpacity() * 255);
        return alpha << 24
                | (int) Math.round(colour.getRed() * alpha) << 16
                | (int) Math.round(colour.getGreen() * alpha) << 8
                | (int) Math.round(colour.getBlue() * alpha);
    }

    void rectangle(double x, double y, double wide, double high, int argb) {
        int left = Math.clamp(Math.round(x), 0, width);
        int right = Math.clamp(Math.max(Math.round(x + wide), Math.round(x) + 1), 0, width);
        int top = Math.clamp(Math.round(y), 0, height);
        int bottom = Math.clamp(Math.max(Math.round(y + high), Math.round(y) + 1), 0, height);
        for (int row = top; row < bottom; row++) {
            if (argb >>> 24 == 255) {
                Arrays.fill(pixels, row * width + left, row * width + Math.max(left, right), argb);
            } else {
                for (int column = left; column < right; column++) {
                    blend(column, row, argb, 255);
                }
            }
        }
    }

    /** A smooth line, one pixel wide; what is outside is left out. */
    void line(double x1, double y1, double x2, double y2, int argb, Dash dash) {
        double from = 0;
        double to = 1;
        double dx = x2 - x1;
        double dy = y2 - y1;
        double[] ends = clip(from, to, x1, dx, width - 1);
        ends = clip(ends[0], ends[1], y1, dy, height - 1);
        if (ends[0] > ends[1]) {
            return;
        }
        if (Math.abs(dx) >= Math.abs(dy)) {
            along(x1, y1, dx, dy, ends, argb, dash);
        } else {
            across(x1, y1, dx, dy, ends, argb, dash);
        }
    }

    /** Whether a line has gaps. */
    enum Dash {
        WHOLE,
        DASHED
    }

    /** The part of a line, from 0 to 1, that is between 0 and the limit. */
    private static double[] clip(double from, double to, double start, double length, double limit) {
        if (length == 0) {
            return start < 0 || start > limit ? new double[] {1, 0} : new double[] {from, to};
        }
        double first = -start / length;
        double second = (limit - start) / length;
        return new double[] {Math.max(from, Math.min(first, second)), Math.min(to, Math.max(first, second))};
    }

    private void along(double x1, double y1, double dx, double dy, double[] ends, int argb, Dash dash) {
        if (dx == 0) {
            return;
        }
        double slope = dy / dx;
        int begin = (int) Math.round(x1 + dx * (dx > 0 ? ends[0] : ends[1]));
        int end = (int) Math.round(x1 + dx * (dx > 0 ? ends[1] : ends[0]));
        for (int x = begin; x <= end; x++) {
            if (dash == Dash.WHOLE || (x / DASH & 1) == 0) {
                double y = y1 + (x - x1) * slope;
                int row = (int) Math.floor(y);
                int share = (int) ((y - row) * 255);
                blend(x, row, argb, 255 - share);
                blend(x, row + 1, argb, share);
            }
        }
    }

    private void across(double x1, double y1, double dx, double dy, double[] ends, int argb, Dash dash) {
        double slope = dx / dy;
        int begin = (int) Math.round(y1 + dy * (dy > 0 ? ends[0] : ends[1]));
        int end = (int) Math.round(y1 + dy * (dy > 0 ? ends[1] : ends[0]));
        for (int y = begin; y <= end; y++) {
            if (dash == Dash.WHOLE || (y / DASH & 1) == 0) {
                double x = x1 + (y - y1) * slope;
                int column = (int) Math.floor(x);
                int share = (int) ((x - column) * 255);
                blend(column, y, argb, 255 - share);
                blend(column + 1, y, argb, share);
            }
        }
    }

    /** Over what is there, all channels multiplied by alpha already; {@code share} is 0 to 255. */
    private void blend(int x, int y, int argb, int share) {
        if (x < 0 || y < 0 || x >= width || y >= height) {
            return;
        }
        int index = y * width + x;
        int under = pixels[index];
        int alpha = (argb >>> 24) * share / 255;
        int rest = 255 - alpha;
        int oddBits = argb & 0x00FF00FF;
        int even = (argb >>> 8 & 0x00FF00FF) * share + (under >>> 8 & 0x00FF00FF) * rest;
        int odd = oddBits * share + (under & 0x00FF00FF) * rest;
        pixels[index] = (even & 0xFF00FF00) | (odd >>> 8 & 0x00FF00FF);
    }
}

package dev.switchback.ui.graph;

/** Which part of the graph is seen, and how large. */
final class GraphCamera {

    private static final double SMALLEST = 0.05;
    private static final double LARGEST = 2.5;

    private double zoom = 1;
    private double offsetX;
    private double offsetY;
    private double width;
    private double height;
    private double smallest = SMALLEST;

    double zoom() {
        return zoom;
    }

    double offsetX() {
        return offsetX;
    }

    double offsetY() {
        return offsetY;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    /** The size of the picture on the screen. */
    void resize(double nowWide, double nowHigh) {
        width = nowWide;
        height = nowHigh;
    }

    double left() {
        return -offsetX / zoom;
    }

    double top() {
        return -offsetY / zoom;
    }

    double right() {
        return (width - offsetX) / zoom;
    }

    double bottom() {
        return (height - offsetY) / zoom;
    }

    double graphX(double screenX) {
        return (screenX - offsetX) / zoom;
    }

    double graphY(double screenY) {
        return (screenY - offsetY) / zoom;
    }

    void pan(double byX, double byY) {
        offsetX += byX;
        offsetY += byY;
    }

    /** Shows everything, never larger than it is. */
    void fit(double graphWidth, double graphHeight) {
        double whole = Math.min(width / Math.max(1, graphWidth), height / Math.max(1, graphHeight));
        smallest = Math.min(SMALLEST, whole);
        zoom = Math.min(whole, 1);
        offsetX = (width - graphWidth * zoom) / 2;
        offsetY = (height - graphHeight * zoom) / 2;
    }

    /** The point under the mouse stays where it is. */
    void zoomBy(double factor, double screenX, double screenY) {
        double next = Math.clamp(zoom * factor, smallest, LARGEST);
        offsetX = screenX - (screenX - offsetX) * next / zoom;
        offsetY = screenY - (screenY - offsetY) * next / zoom;
        zoom = next;
    }

    /** Looks at a point of the graph. */
    void centre(double graphX, double graphY) {
        offsetX = width / 2 - graphX * zoom;
        offsetY = height / 2 - graphY * zoom;
    }

    /** Looks at a point from near enough to read. */
    void approach(double graphX, double graphY) {
        zoom = Math.max(zoom, 0.8);
        centre(graphX, graphY);
    }

    boolean sees(double graphX, double graphY) {
        return graphX >= left() && graphX <= right() && graphY >= top() && graphY <= bottom();
    }
}

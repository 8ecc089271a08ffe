package dev.switchback.ui;

import javafx.scene.Scene;

/** Makes everything larger or smaller. */
public final class Zoom {

    private static final int SMALLEST = 10;
    private static final int LARGEST = 22;
    private static final int USUAL = 13;

    private int size = USUAL;

    void larger(Scene scene) {
        set(scene, Math.min(LARGEST, size + 1));
    }

    void smaller(Scene scene) {
        set(scene, Math.max(SMALLEST, size - 1));
    }

    private void set(Scene scene, int points) {
        size = points;
        scene.getRoot().setStyle("-fx-font-size: " + size + "px;");
    }
}

package dev.switchback.ui;

import javafx.scene.Scene;

/** Makes everything larger or smaller, and remembers it. */
public final class Zoom {

    static final int USUAL = 13;
    private static final int SMALLEST = 10;
    private static final int LARGEST = 22;

    private final WindowMemory memory;

    Zoom(WindowMemory memory) {
        this.memory = memory;
    }

    void larger(Scene scene) {
        set(scene, Math.min(LARGEST, memory.fontSize() + 1));
    }

    void smaller(Scene scene) {
        set(scene, Math.max(SMALLEST, memory.fontSize() - 1));
    }

    void usual(Scene scene) {
        set(scene, USUAL);
    }

    /** Shows what was chosen the last time. */
    void apply(Scene scene) {
        int points = Math.clamp(memory.fontSize(), SMALLEST, LARGEST);
        scene.getRoot().setStyle("-fx-font-size: " + points + "px;");
    }

    private void set(Scene scene, int points) {
        memory.fontSize(points);
        apply(scene);
    }
}

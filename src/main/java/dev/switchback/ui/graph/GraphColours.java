package dev.switchback.ui.graph;

import dev.switchback.engine.ledger.MigrationState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;

/** Asks the style sheets for the colours that the canvas needs: an invisible patch for each. */
final class GraphColours extends Pane {

    private final Map<String, Region> patches = new LinkedHashMap<>();

    GraphColours() {
        setVisible(false);
        setManaged(false);
        for (String name : new String[] {
            "text",
            "line",
            "panel",
            "selection",
            "accent",
            "danger",
            "found",
            "pending",
            "running",
            "completed",
            "failed",
            "rolled-back"
        }) {
            Region patch = new Region();
            patch.getStyleClass().add("colour-" + name);
            patches.put(name, patch);
            getChildren().add(patch);
        }
    }

    void onChange(Runnable redraw) {
        patches.values().forEach(patch -> patch.backgroundProperty().addListener((fill, before, now) -> redraw.run()));
    }

    private Paint colour(String name) {
        return Optional.ofNullable(patches.get(name))
                .map(Region::getBackground)
                .filter(background -> !background.getFills().isEmpty())
                .map(background -> background.getFills().getFirst().getFill())
                .orElse(Color.GRAY);
    }

    Paint text() {
        return colour("text");
    }

    Paint line() {
        return colour("line");
    }

    Paint panel() {
        return colour("panel");
    }

    Paint selection() {
        return colour("selection");
    }

    Paint accent() {
        return colour("accent");
    }

    Paint danger() {
        return colour("danger");
    }

    Paint found() {
        return colour("found");
    }

    Paint of(MigrationState state) {
        return colour(state.text().replace('_', '-'));
    }
}

package dev.switchback.ui;

import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;

/** Shows one dialog over the window; Escape leaves it. */
final class DialogHost extends StackPane {

    private final StackPane overlay = new StackPane();
    private final Node content;
    private Optional<Node> before = Optional.empty();

    DialogHost(Node content) {
        this.content = content;
        overlay.getStyleClass().add("overlay");
        overlay.setAlignment(Pos.CENTER);
        overlay.setVisible(false);
        overlay.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                hide();
                event.consume();
            }
        });
        getChildren().addAll(content, overlay);
    }

    void show(Node dialog) {
        before = Optional.ofNullable(getScene()).map(scene -> scene.getFocusOwner());
        overlay.getChildren().setAll(dialog);
        StackPane.setMargin(dialog, new Insets(28));
        overlay.setVisible(true);
        content.setDisable(true);
    }

    void hide() {
        overlay.setVisible(false);
        overlay.getChildren().clear();
        content.setDisable(false);
        before.ifPresent(Node::requestFocus);
    }

    boolean isShowing() {
        return overlay.isVisible();
    }
}

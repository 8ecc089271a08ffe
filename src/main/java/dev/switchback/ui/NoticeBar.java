package dev.switchback.ui;

import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** One line under the toolbar that says what happened and what can be done; it stays until it is closed. */
final class NoticeBar extends HBox {

    private final Label text = new Label();
    private final Hyperlink action = new Hyperlink();

    /** How serious a notice is. */
    enum Tone {
        INFO,
        ERROR
    }

    NoticeBar() {
        setId("notice");
        getStyleClass().add("notice-bar");
        text.setId("notice-text");
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        action.setMinWidth(USE_PREF_SIZE);
        Button close = new Button("×");
        close.setMinWidth(USE_PREF_SIZE);
        close.setId("notice-close");
        close.setOnAction(event -> hide());
        getChildren().addAll(text, action, close);
        hide();
    }

    void show(Tone tone, String message) {
        text.setText(message);
        getStyleClass().remove("error");
        if (tone == Tone.ERROR) {
            getStyleClass().add("error");
        }
        action.setVisible(false);
        setVisible(true);
        setManaged(true);
    }

    /** The same with something to do about it. */
    void show(Tone tone, String message, String actionText, Runnable handler) {
        show(tone, message);
        action.setText(actionText);
        action.setOnAction(event -> handler.run());
        action.setVisible(true);
    }

    void hide() {
        setVisible(false);
        setManaged(false);
    }
}

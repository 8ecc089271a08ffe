package dev.switchback.ui.editor;

import dev.switchback.ui.text.Texts;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The strip above the text that says what is special about it, and what can be done. */
final class EditorBar extends HBox {

    private final Label text = new Label();

    /**
     * One way on.
     *
     * @param key of the button's text
     */
    record Choice(String key, Runnable action) {}

    EditorBar() {
        setId("editor-bar");
        getStyleClass().add("editor-bar");
        text.setId("editor-bar-text");
        text.setWrapText(true);
        text.setMinWidth(0);
        hide();
    }

    void show(String what, Choice... choices) {
        text.setText(what);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().setAll(text, gap);
        for (Choice choice : List.of(choices)) {
            Button button = new Button(Texts.get(choice.key()));
            button.setId(choice.key().replace('.', '-'));
            button.setMinWidth(USE_PREF_SIZE);
            button.setOnAction(event -> choice.action().run());
            getChildren().add(button);
        }
        setVisible(true);
        setManaged(true);
    }

    void hide() {
        setVisible(false);
        setManaged(false);
    }
}

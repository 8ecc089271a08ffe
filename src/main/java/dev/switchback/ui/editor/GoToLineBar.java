package dev.switchback.ui.editor;

import dev.switchback.ui.text.Texts;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

/** Takes a line, or line:column, and goes there. */
final class GoToLineBar extends HBox {

    private static final Pattern PLACE = Pattern.compile("\\s*(\\d{1,9})\\s*(?::\\s*(\\d{1,9}))?\\s*");

    private final SqlArea area;
    private final TextField place = new TextField();

    GoToLineBar(SqlArea area) {
        this.area = area;
        setId("go-to-line-bar");
        getStyleClass().addAll("find-bar", "find-line");
        place.setId("go-to-line-text");
        place.setPromptText(Texts.get("goto.prompt"));
        place.setOnAction(event -> go());
        Label word = new Label(Texts.get("goto.title"));
        word.setLabelFor(place);
        getChildren().addAll(word, place);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close();
                event.consume();
            }
        });
        close();
    }

    void open() {
        setVisible(true);
        setManaged(true);
        place.requestFocus();
        place.selectAll();
    }

    private void close() {
        setVisible(false);
        setManaged(false);
        area.requestFocus();
    }

    private void go() {
        Matcher matcher = PLACE.matcher(place.getText());
        if (matcher.matches()) {
            int column = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
            area.goTo(Integer.parseInt(matcher.group(1)), column);
            close();
        }
    }
}

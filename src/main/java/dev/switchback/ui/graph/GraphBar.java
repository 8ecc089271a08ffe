package dev.switchback.ui.graph;

import dev.switchback.ui.text.Texts;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.controlsfx.control.textfield.TextFields;

/** What can be done with the graph: find, zoom, fit, export; and what it is made of. */
final class GraphBar extends HBox {

    private final TextField find = TextFields.createClearableTextField();
    private final Label summary = new Label();
    private final Label zoom = new Label();
    private final Handlers handlers;

    /** What the bar does; {@code next} goes to the next match, backwards with −1. */
    record Handlers(
            Consumer<String> find,
            Consumer<Integer> next,
            Runnable larger,
            Runnable smaller,
            Runnable fit,
            Consumer<Form> export) {}

    /** A form of the graph outside of the window. */
    enum Form {
        PNG,
        SVG,
        DOT,
        MERMAID
    }

    GraphBar(Handlers handlers) {
        this.handlers = handlers;
        getStyleClass().addAll("room-bar", "graph-bar");
        find.setId("graph-find");
        find.setPromptText(Texts.get("graph.find"));
        find.setPrefColumnCount(11);
        find.setMinWidth(110);
        find.textProperty().addListener((text, before, now) -> handlers.find().accept(now));
        find.addEventHandler(KeyEvent.KEY_PRESSED, this::typed);
        summary.setId("graph-summary");
        summary.getStyleClass().add("muted");
        summary.setMinWidth(0);
        zoom.setId("graph-zoom");
        zoom.getStyleClass().add("muted");
        zoom.setMinWidth(USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren()
                .setAll(
                        find,
                        summary,
                        gap,
                        button("smaller", handlers.smaller()),
                        zoom,
                        button("larger", handlers.larger()),
                        button("fit", handlers.fit()),
                        export());
    }

    void focusFind() {
        find.requestFocus();
        find.selectAll();
    }

    void say(String text) {
        summary.setText(text);
        summary.setTooltip(new Tooltip(text));
    }

    void zoomed(double factor) {
        zoom.setText(Texts.get("graph.percent", Math.max(1, Math.round(factor * 100))));
    }

    private void typed(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            handlers.next().accept(event.isShiftDown() ? -1 : 1);
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE && !find.getText().isEmpty()) {
            find.clear();
            event.consume();
        }
    }

    private static Button button(String key, Runnable action) {
        Button button = new Button(Texts.get("graph." + key));
        button.setId("graph-" + key);
        button.setMinWidth(USE_PREF_SIZE);
        button.setTooltip(new Tooltip(Texts.get("graph." + key + ".tip")));
        button.setAccessibleText(Texts.get("graph." + key + ".tip"));
        button.setOnAction(event -> action.run());
        return button;
    }

    private MenuButton export() {
        MenuButton export = new MenuButton(Texts.get("export.menu"));
        export.setId("graph-export");
        export.setMinWidth(USE_PREF_SIZE);
        export.getItems()
                .setAll(List.of(
                        item("PNG…", Form.PNG),
                        item("SVG…", Form.SVG),
                        item("DOT…", Form.DOT),
                        item("Mermaid…", Form.MERMAID)));
        return export;
    }

    private MenuItem item(String text, Form form) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(event -> handlers.export().accept(form));
        return item;
    }
}

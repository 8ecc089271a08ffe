package dev.switchback.ui.editor;

import dev.switchback.ui.editor.TextSearch.Found;
import dev.switchback.ui.editor.TextSearch.Kind;
import dev.switchback.ui.editor.TextSearch.Letters;
import dev.switchback.ui.editor.TextSearch.Words;
import dev.switchback.ui.text.Texts;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Looks for a text in the area, lights every place, and replaces it. */
final class FindBar extends VBox {

    private final SqlArea area;
    private final TextField wanted = new TextField();
    private final TextField replacement = new TextField();
    private final Label count = new Label();
    private final ToggleButton letters = toggle("letters");
    private final ToggleButton words = toggle("words");
    private final ToggleButton pattern = toggle("pattern");
    private final HBox replacing;
    private List<Found> found = List.of();

    FindBar(SqlArea area) {
        this.area = area;
        setId("find-bar");
        getStyleClass().add("find-bar");
        wanted.setId("find-text");
        wanted.setPromptText(Texts.get("find.text"));
        replacement.setId("find-replacement");
        replacement.setPromptText(Texts.get("find.replacement"));
        count.setId("find-count");
        count.setMinWidth(90);
        HBox finding = new HBox(
                wanted,
                letters,
                words,
                pattern,
                button("previous", this::previous),
                button("next", this::next),
                count,
                button("close", this::close));
        replacing =
                new HBox(replacement, button("replace", this::replaceOne), button("replaceAll", this::replaceEvery));
        finding.getStyleClass().add("find-line");
        replacing.getStyleClass().add("find-line");
        getChildren().addAll(finding, replacing);
        wanted.textProperty().addListener((text, before, now) -> look());
        for (ToggleButton each : List.of(letters, words, pattern)) {
            each.selectedProperty().addListener((on, before, now) -> look());
        }
        wanted.setOnAction(event -> next());
        replacement.setOnAction(event -> replaceOne());
        area.textProperty().addListener((text, before, now) -> look());
        addEventFilter(KeyEvent.KEY_PRESSED, this::escape);
        visible(Line.NONE);
    }

    private enum Line {
        NONE,
        FIND,
        FIND_AND_REPLACE
    }

    private static ToggleButton toggle(String name) {
        ToggleButton toggle = new ToggleButton(Texts.get("find." + name));
        toggle.setId("find-" + name);
        toggle.setTooltip(new Tooltip(Texts.get("find." + name + ".tooltip")));
        toggle.setAccessibleText(Texts.get("find." + name + ".tooltip"));
        return toggle;
    }

    private static Button button(String name, Runnable action) {
        Button button = new Button(Texts.get("find." + name));
        button.setId("find-" + name);
        button.setOnAction(event -> action.run());
        return button;
    }

    /** Opens the line to find something; what is selected is what to look for. */
    void find() {
        open(Line.FIND);
    }

    /** Opens both lines. */
    void replace() {
        open(area.isEditable() ? Line.FIND_AND_REPLACE : Line.FIND);
    }

    private void open(Line line) {
        visible(line);
        String selected = area.getSelectedText();
        if (!selected.isEmpty() && !selected.contains("\n")) {
            wanted.setText(selected);
        }
        wanted.requestFocus();
        wanted.selectAll();
        look();
    }

    private void visible(Line line) {
        setVisible(line != Line.NONE);
        setManaged(line != Line.NONE);
        replacing.setVisible(line == Line.FIND_AND_REPLACE);
        replacing.setManaged(line == Line.FIND_AND_REPLACE);
    }

    private void close() {
        visible(Line.NONE);
        found = List.of();
        area.light(found);
        area.requestFocus();
    }

    private void escape(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            close();
            event.consume();
        }
    }

    private TextSearch search() {
        return new TextSearch(
                wanted.getText(),
                letters.isSelected() ? Letters.DIFFERENT : Letters.ALIKE,
                words.isSelected() ? Words.WHOLE : Words.ANY_PART,
                pattern.isSelected() ? Kind.PATTERN : Kind.PLAIN);
    }

    private void look() {
        if (!isVisible()) {
            return;
        }
        found = search().in(area.getText());
        area.light(found);
        String shown = found.size() == TextSearch.MOST ? found.size() + "+" : String.valueOf(found.size());
        count.setText(wanted.getText().isEmpty() ? "" : Texts.get("find.count", shown));
    }

    /** The place after the caret; from the last one round to the first. */
    void next() {
        int from = area.getSelection().getEnd();
        found.stream()
                .filter(place -> place.start() >= from)
                .findFirst()
                .or(() -> found.stream().findFirst())
                .ifPresent(this::show);
    }

    /** The place before the caret; from the first one round to the last. */
    void previous() {
        int before = area.getSelection().getStart();
        found.reversed().stream()
                .filter(place -> place.end() <= before)
                .findFirst()
                .or(() -> found.reversed().stream().findFirst())
                .ifPresent(this::show);
    }

    private void show(Found place) {
        area.selectRange(place.start(), place.end());
        area.requestFollowCaret();
    }

    private void replaceOne() {
        if (!area.isEditable()) {
            return;
        }
        String selected = area.getSelectedText();
        boolean onPlace = found.stream()
                .anyMatch(place -> place.start() == area.getSelection().getStart()
                        && place.end() == area.getSelection().getEnd());
        if (onPlace) {
            area.replaceSelection(search().replaceAll(selected, replacement.getText()));
        }
        next();
    }

    private void replaceEvery() {
        if (area.isEditable()) {
            area.replaceText(0, area.getLength(), search().replaceAll(area.getText(), replacement.getText()));
        }
    }
}

package dev.switchback.ui.history;

import dev.switchback.engine.ledger.HistoryAction;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.ui.state.StateLook;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.StringConverter;
import org.controlsfx.control.textfield.TextFields;

/** What narrows the history down, and what takes it out. */
final class HistoryBar extends HBox {

    private final HistoryViewModel model;

    /** @param csv exports what is shown; so does {@code json} */
    HistoryBar(Workspace workspace, HistoryViewModel model, Runnable csv, Runnable json) {
        this.model = model;
        getStyleClass().add("room-bar");
        TextField words = TextFields.createClearableTextField();
        words.setId("history-filter");
        words.setPromptText(Texts.get("history.filter"));
        words.setPrefColumnCount(8);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(320);
        model.wordsProperty().bind(words.textProperty());
        ComboBox<Optional<HistoryAction>> actions = choice(
                "history-actions",
                "history.allActions",
                HistoryAction.values(),
                HistoryTable::direction,
                model.actionProperty());
        ComboBox<Optional<MigrationState>> results = choice(
                "history-results",
                "history.allResults",
                new MigrationState[] {
                    MigrationState.COMPLETED, MigrationState.FAILED, MigrationState.ROLLED_BACK, MigrationState.RUNNING
                },
                HistoryBar::word,
                model.resultProperty());
        getChildren().setAll(words, actions, results, only(workspace), count(), export(csv, json));
    }

    private static String word(MigrationState state) {
        StateLook look = StateLook.of(state);
        return look.sign() + " " + look.word();
    }

    private static <T> ComboBox<Optional<T>> choice(
            String id, String all, T[] values, Function<T, String> word, ObjectProperty<Optional<T>> chosen) {
        ComboBox<Optional<T>> box = new ComboBox<>();
        box.setId(id);
        box.setMinWidth(USE_PREF_SIZE);
        box.setAccessibleText(Texts.get(all));
        box.getItems()
                .setAll(Stream.concat(
                                Stream.of(Optional.<T>empty()),
                                Arrays.stream(values).map(Optional::of))
                        .toList());
        box.setConverter(new Words<>(value -> value.map(word).orElse(Texts.get(all)), box.getItems()));
        box.setValue(Optional.empty());
        chosen.bind(box.valueProperty());
        return box;
    }

    /** Follows the selection of the tree while it is pressed. */
    private ToggleButton only(Workspace workspace) {
        ToggleButton only = new ToggleButton(Texts.get("history.only"));
        only.setId("history-only");
        only.setMinWidth(USE_PREF_SIZE);
        only.setTooltip(new Tooltip(Texts.get("history.only.tip")));
        model.onlyProperty()
                .bind(Bindings.createObjectBinding(
                        () -> only.isSelected() ? workspace.selectedProperty().get() : Optional.empty(),
                        only.selectedProperty(),
                        workspace.selectedProperty()));
        return only;
    }

    private Label count() {
        Label count = new Label();
        count.setId("history-count");
        count.getStyleClass().add("muted");
        count.setMinWidth(USE_PREF_SIZE);
        count.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> Texts.get(
                                "history.count",
                                model.shown().size(),
                                model.entries().size()),
                        model.shown(),
                        model.entries()));
        return count;
    }

    private static MenuButton export(Runnable csv, Runnable json) {
        MenuButton export = new MenuButton(Texts.get("export.menu"));
        export.setId("history-export");
        export.setMinWidth(USE_PREF_SIZE);
        export.getItems().setAll(List.of(item("CSV…", csv), item("JSON…", json)));
        return export;
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(event -> action.run());
        return item;
    }

    /** Shows a value by its words; nothing is ever typed. */
    private static final class Words<T> extends StringConverter<T> {

        private final Function<T, String> words;
        private final List<T> values;

        Words(Function<T, String> words, List<T> values) {
            this.words = words;
            this.values = values;
        }

        @Override
        public String toString(T value) {
            return words.apply(value);
        }

        @Override
        public T fromString(String text) {
            return values.stream()
                    .filter(value -> words.apply(value).equals(text))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

package dev.switchback.ui;

import dev.switchback.ui.action.Actions;
import dev.switchback.ui.action.AppAction;
import dev.switchback.ui.rollback.RollbackWorkflow;
import dev.switchback.ui.text.Texts;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** All commands with their shortcuts, found by typing. */
final class CommandPalette {

    private final Actions actions;
    private final RollbackWorkflow.Host host;
    private final TextField words = new TextField();
    private final ListView<AppAction> list = new ListView<>();

    CommandPalette(Actions actions, RollbackWorkflow.Host host) {
        this.actions = actions;
        this.host = host;
    }

    void open() {
        words.setId("palette-words");
        words.setPromptText(Texts.get("action.palette"));
        list.setId("palette-list");
        list.setCellFactory(view -> new ActionCell());
        list.setPrefHeight(380);
        words.textProperty().addListener((text, before, now) -> fill(now));
        words.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.DOWN) {
                list.requestFocus();
            }
        });
        words.setOnAction(event -> perform());
        list.setOnMouseClicked(event -> perform());
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                perform();
            }
        });
        fill("");
        VBox box = new VBox(words, list);
        box.setId("palette-box");
        box.getStyleClass().add("dialog-box");
        box.setMaxHeight(Region.USE_PREF_SIZE);
        host.showDialog(box);
        words.requestFocus();
    }

    private void fill(String text) {
        String wanted = text.toLowerCase(Locale.ROOT).strip();
        List<AppAction> fitting = Arrays.stream(AppAction.values())
                .filter(action ->
                        actions.isPossible(action) || actions.obstacle(action).isPresent())
                .filter(action -> action.text().toLowerCase(Locale.ROOT).contains(wanted))
                .sorted(Comparator.comparing(actions::isPossible, Comparator.reverseOrder()))
                .toList();
        list.getItems().setAll(fitting);
        list.getSelectionModel().selectFirst();
    }

    private void perform() {
        AppAction chosen = list.getSelectionModel().getSelectedItem();
        if (chosen == null || actions.isPossible(chosen)) {
            host.hideDialog();
        }
        if (chosen != null) {
            actions.perform(chosen);
        }
    }

    /** What cannot be done now stands at the end, with the reason in the place of its keys. */
    private final class ActionCell extends ListCell<AppAction> {

        @Override
        protected void updateItem(@Nullable AppAction action, boolean empty) {
            super.updateItem(action, empty);
            setText("");
            setGraphic(null);
            if (!empty && action != null) {
                Region gap = new Region();
                HBox.setHgrow(gap, Priority.ALWAYS);
                Optional<String> obstacle = actions.obstacle(action);
                Label beside = new Label(obstacle.or(() -> action.shortcut().map(shortcut -> shortcut.getDisplayText()))
                        .orElse(""));
                beside.getStyleClass().add("muted");
                Label name = new Label(action.text());
                name.setMinWidth(USE_PREF_SIZE);
                obstacle.ifPresent(why -> name.getStyleClass().add("muted"));
                HBox line = new HBox(new FontIcon(action.icon()), name, gap, beside);
                line.getStyleClass().add("tree-line");
                setGraphic(line);
            }
        }
    }
}

package dev.switchback.ui.profile;

import dev.switchback.engine.profile.Profile;
import dev.switchback.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** All saved connections by environment, and what can be done with them. */
public final class ProfilesView extends VBox {

    private static final double ROW_HEIGHT = 30;

    private final ListView<Row> list = new ListView<>();
    private final Button remove = new Button(Texts.get("profiles.remove"));
    private boolean asked;

    /** What the buttons do; {@code create} takes the profile to begin with. */
    public record Handlers(
            Consumer<Optional<Profile>> create,
            Consumer<Profile> edit,
            Consumer<Profile> remove,
            Consumer<Profile> connect,
            Runnable leave) {}

    /** A line of the list. */
    private sealed interface Row {

        /** The environment of the profiles that follow. */
        record Heading(String environment) implements Row {}

        /** One profile. */
        record Item(Profile profile) implements Row {}
    }

    public ProfilesView(List<Profile> profiles, Handlers handlers) {
        setId("profiles");
        getStyleClass().add("dialog-box");
        Label title = new Label(Texts.get("profiles.title"));
        title.getStyleClass().add("rollback-title");
        list.setId("profiles-list");
        list.setFixedCellSize(ROW_HEIGHT);
        list.setPrefHeight(330);
        list.setPlaceholder(new Label(Texts.get("profiles.none")));
        list.setCellFactory(view -> new RowCell());
        list.getSelectionModel().selectedItemProperty().addListener((selected, before, now) -> askAgain());
        show(profiles);
        getChildren().addAll(title, list, buttons(handlers));
    }

    /** Shows the profiles anew, in the order given: by environment. */
    public void show(List<Profile> profiles) {
        List<Row> rows = new ArrayList<>();
        String environment = "";
        for (Profile profile : profiles) {
            if (!profile.environment().name().equals(environment)) {
                environment = profile.environment().name();
                rows.add(new Row.Heading(environment));
            }
            rows.add(new Row.Item(profile));
        }
        list.getItems().setAll(rows);
        rows.stream().filter(Row.Item.class::isInstance).findFirst().ifPresent(list.getSelectionModel()::select);
    }

    private HBox buttons(Handlers handlers) {
        BooleanBinding none = Bindings.createBooleanBinding(
                () -> selected().isEmpty(), list.getSelectionModel().selectedItemProperty());
        Button create = button("create", () -> handlers.create().accept(Optional.empty()));
        Button copy = button("copy", () -> handlers.create().accept(selected()));
        Button edit = button("edit", () -> selected().ifPresent(handlers.edit()));
        Button connect = button("connect", () -> selected().ifPresent(handlers.connect()));
        connect.getStyleClass().add("primary");
        connect.setDefaultButton(true);
        Button leave = button("leave", handlers.leave());
        leave.setCancelButton(true);
        remove.setId("profiles-remove");
        remove.getStyleClass().add("destructive");
        remove.setOnAction(event -> selected().ifPresent(profile -> removeAfterSecondPress(profile, handlers)));
        for (Button button : List.of(copy, edit, connect, remove)) {
            button.disableProperty().bind(none);
        }
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox buttons = new HBox(create, copy, edit, remove, gap, leave, connect);
        buttons.getStyleClass().add("rollback-buttons");
        return buttons;
    }

    private static Button button(String key, Runnable action) {
        Button button = new Button(Texts.get("profiles." + key));
        button.setId("profiles-" + key);
        button.setOnAction(event -> action.run());
        return button;
    }

    private void removeAfterSecondPress(Profile profile, Handlers handlers) {
        if (asked) {
            handlers.remove().accept(profile);
        } else {
            remove.setText(Texts.get("profiles.really", profile.name()));
            asked = true;
        }
    }

    private void askAgain() {
        asked = false;
        remove.setText(Texts.get("profiles.remove"));
    }

    private Optional<Profile> selected() {
        return list.getSelectionModel().getSelectedItem() instanceof Row.Item item
                ? Optional.of(item.profile())
                : Optional.empty();
    }

    /** An environment, or a profile with its colour and address. */
    private static final class RowCell extends ListCell<Row> {

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            setText("");
            setGraphic(null);
            setDisable(false);
            if (empty || row == null) {
                return;
            }
            switch (row) {
                case Row.Heading heading -> {
                    Label label = new Label(heading.environment());
                    label.getStyleClass().add("panel-heading");
                    setGraphic(label);
                    setDisable(true);
                }
                case Row.Item item -> setGraphic(line(item.profile()));
            }
        }

        private static HBox line(Profile profile) {
            Label dot = new Label("●");
            dot.getStyleClass().add("environment-dot-" + EnvironmentColour.of(profile));
            Label name = new Label(profile.name());
            name.setMinWidth(USE_PREF_SIZE);
            Label url = new Label(profile.url());
            url.getStyleClass().add("muted");
            HBox line = new HBox(dot, name, url);
            line.getStyleClass().add("profile-line");
            if (profile.isGuarded()) {
                Label badge = new Label(Texts.get("profiles.guarded"));
                badge.getStyleClass().add("badge");
                badge.setMinWidth(USE_PREF_SIZE);
                line.getChildren().add(badge);
            }
            return line;
        }
    }
}

package dev.switchback.ui;

import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.profile.Profile;
import dev.switchback.ui.action.Actions;
import dev.switchback.ui.action.AppAction;
import dev.switchback.ui.profile.EnvironmentColour;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.controlsfx.control.textfield.TextFields;

/** The line at the top: project, database, what can be done, filter. */
final class AppToolbar extends HBox {

    private final Workspace workspace;
    private final MenuButton project = new MenuButton();
    private final MenuButton profile = new MenuButton();
    private final SplitMenuButton apply;
    private final TextField filter = TextFields.createClearableTextField();

    /** Gives the menus their entries each time they open. */
    record Menus(Supplier<List<MenuItem>> projects, Supplier<List<MenuItem>> profiles) {}

    AppToolbar(Workspace workspace, Actions actions, Menus menus) {
        this.workspace = workspace;
        getStyleClass().add("app-toolbar");
        project.setId("project-menu");
        project.getStyleClass().add("project");
        project.setOnShowing(event -> project.getItems().setAll(menus.projects().get()));
        project.getItems().setAll(menus.projects().get());
        profile.setId("profile-menu");
        profile.setOnShowing(event -> profile.getItems().setAll(menus.profiles().get()));
        profile.getItems().setAll(menus.profiles().get());
        apply = actions.splitButton(
                AppAction.APPLY,
                List.of(
                        AppAction.APPLY_NEXT,
                        AppAction.APPLY_TO,
                        AppAction.APPLY_ONLY,
                        AppAction.APPLY_TOGETHER,
                        AppAction.DRY_RUN_TO));
        apply.getStyleClass().add("primary");
        Button rollBack = actions.button(AppAction.ROLL_BACK);
        rollBack.getStyleClass().add("roll-back");
        filter.setId("filter");
        filter.setPromptText(Texts.get("action.filter") + "  Ctrl+F");
        filter.setPrefWidth(210);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren()
                .addAll(
                        project,
                        profile,
                        line(),
                        actions.iconButton(AppAction.REFRESH),
                        actions.button(AppAction.DRY_RUN),
                        apply,
                        rollBack,
                        line(),
                        actions.button(AppAction.NEW_MIGRATION),
                        gap,
                        filter,
                        actions.iconButton(AppAction.PALETTE),
                        actions.iconButton(AppAction.SWITCH_THEME));
        getChildren().stream()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .forEach(button -> button.setMinWidth(USE_PREF_SIZE));
        apply.setMinWidth(USE_PREF_SIZE);
        workspace.projectProperty().addListener((open, before, now) -> show());
        workspace.profileProperty().addListener((chosen, before, now) -> show());
        workspace.setsProperty().addListener((sets, before, now) -> show());
        workspace.statusProperty().addListener((status, before, now) -> show());
        show();
    }

    StringProperty filterText() {
        return filter.textProperty();
    }

    void focusFilter() {
        filter.requestFocus();
        filter.selectAll();
    }

    void openProfiles() {
        profile.show();
    }

    private void show() {
        project.setText(workspace
                .projectProperty()
                .get()
                .map(open -> open.project().name())
                .orElse(Texts.get("window.noproject")));
        Optional<Profile> chosen = workspace.profileProperty().get();
        profile.setText(chosen.map(each -> each.environment().name() + "  " + each.name())
                .orElseGet(() -> workspace
                        .statusProperty()
                        .get()
                        .map(status ->
                                Texts.get("sets.connected", status.homes().size()))
                        .orElse(Texts.get("profile.choose"))));
        Label dot = new Label("●");
        dot.getStyleClass()
                .add("environment-dot-" + chosen.map(EnvironmentColour::of).orElse("none"));
        profile.setGraphic(chosen.isPresent() ? dot : null);
        long pending = workspace.setsProperty().get().stream()
                .mapToLong(SetStatus::open)
                .sum();
        apply.setText(pending == 0 ? Texts.get("apply.none") : Texts.get("apply.pending", pending));
    }

    private static Region line() {
        Region line = new Region();
        line.getStyleClass().add("separator-line");
        return line;
    }
}

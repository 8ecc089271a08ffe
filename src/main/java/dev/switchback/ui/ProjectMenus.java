package dev.switchback.ui;

import dev.switchback.engine.profile.Profile;
import dev.switchback.ui.action.Actions;
import dev.switchback.ui.action.AppAction;
import dev.switchback.ui.profile.EnvironmentColour;
import dev.switchback.ui.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** The entries of the two menus at the left of the toolbar. */
final class ProjectMenus {

    private final Workspace workspace;
    private final WindowServices services;
    private final Actions actions;
    private final Consumer<Path> open;

    ProjectMenus(Workspace workspace, WindowServices services, Actions actions, Consumer<Path> open) {
        this.workspace = workspace;
        this.services = services;
        this.actions = actions;
        this.open = open;
    }

    List<MenuItem> projects() {
        List<MenuItem> items = new ArrayList<>();
        items.add(actions.menuItem(AppAction.OPEN_PROJECT));
        items.add(actions.menuItem(AppAction.OPEN_SAMPLE));
        items.add(new SeparatorMenuItem());
        for (Path recent : services.memory().recents()) {
            MenuItem item = new MenuItem(recent.toString());
            item.setOnAction(event -> open.accept(recent));
            items.add(item);
        }
        return items;
    }

    /** Saved connections by environment. */
    List<MenuItem> profiles() {
        List<MenuItem> items = new ArrayList<>();
        for (Profile profile : services.profiles().list()) {
            Label dot = new Label("●");
            dot.getStyleClass().add("environment-dot-" + EnvironmentColour.of(profile));
            MenuItem item = new MenuItem(profile.environment().name() + "  " + profile.name(), dot);
            item.setDisable(workspace.projectProperty().get().isEmpty());
            item.setOnAction(event -> workspace.connect(profile, () -> {}));
            items.add(item);
        }
        items.add(new SeparatorMenuItem());
        items.add(actions.menuItem(AppAction.NEW_PROFILE));
        items.add(actions.menuItem(AppAction.CONNECT_SETS));
        items.add(actions.menuItem(AppAction.PROFILES));
        return items;
    }
}

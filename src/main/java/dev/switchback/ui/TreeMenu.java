package dev.switchback.ui;

import dev.switchback.ui.action.Actions;
import dev.switchback.ui.action.AppAction;
import java.util.List;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.SeparatorMenuItem;

/** What can be done with the migrations of the tree, by what it does to them. */
final class TreeMenu {

    private static final List<List<AppAction>> GROUPS = List.of(
            List.of(
                    AppAction.DRY_RUN_TO,
                    AppAction.APPLY_TO,
                    AppAction.APPLY_ONLY,
                    AppAction.NEW_MIGRATION,
                    AppAction.CHECK_MODELS,
                    AppAction.CONVERT),
            List.of(AppAction.ROLL_BACK, AppAction.ROLL_BACK_TO, AppAction.ROLL_BACK_SCRIPT),
            List.of(AppAction.RESUME, AppAction.MARK_DONE),
            List.of(
                    AppAction.ACCEPT_CHANGE,
                    AppAction.STAMP,
                    AppAction.BASELINE,
                    AppAction.REPAIR,
                    AppAction.ADOPT,
                    AppAction.ADOPT_STRUCTURE));

    private TreeMenu() {}

    static ContextMenu of(Actions actions) {
        ContextMenu menu = new ContextMenu();
        for (List<AppAction> group : GROUPS) {
            if (!menu.getItems().isEmpty()) {
                menu.getItems().add(new SeparatorMenuItem());
            }
            group.forEach(action -> menu.getItems().add(actions.menuItem(action)));
        }
        return menu;
    }
}

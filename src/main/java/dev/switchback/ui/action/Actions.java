package dev.switchback.ui.action;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/** What each action does now, and when it can be done. */
public final class Actions {

    private final Map<AppAction, Runnable> handlers = new EnumMap<>(AppAction.class);
    private final Map<AppAction, ObservableValue<Boolean>> disabled = new EnumMap<>(AppAction.class);
    private final Map<AppAction, ObservableValue<Optional<String>>> obstacles = new EnumMap<>(AppAction.class);

    /** An action that can always be done. */
    public void on(AppAction action, Runnable handler) {
        handlers.put(action, handler);
        disabled.put(action, new SimpleBooleanProperty(false));
    }

    /** An action that can be done while a condition holds. */
    public void on(AppAction action, BooleanBinding possible, Runnable handler) {
        handlers.put(action, handler);
        disabled.put(action, possible.not());
    }

    /** An action that says, while it cannot be done, what stands in its way. */
    public void on(AppAction action, ObservableValue<Optional<String>> obstacle, Runnable handler) {
        handlers.put(action, handler);
        obstacles.put(action, obstacle);
        disabled.put(action, obstacle.map(Optional::isPresent));
    }

    /** Why it cannot be done now; empty where it can, or where nobody says. */
    public Optional<String> obstacle(AppAction action) {
        return Optional.ofNullable(obstacles.get(action)).flatMap(ObservableValue::getValue);
    }

    public boolean isPossible(AppAction action) {
        return handlers.containsKey(action)
                && !disabled.getOrDefault(action, new SimpleBooleanProperty(true))
                        .getValue();
    }

    /** Does it, where it can be done. */
    public void perform(AppAction action) {
        if (isPossible(action)) {
            handlers.getOrDefault(action, () -> {}).run();
        }
    }

    /** A button with icon and text. */
    public Button button(AppAction action) {
        Button button = new Button(action.text());
        button.setId(action.key());
        button.setTooltip(new Tooltip(action.tooltip()));
        button.setOnAction(event -> perform(action));
        button.disableProperty().bind(disabled.getOrDefault(action, new SimpleBooleanProperty(true)));
        return button;
    }

    /** A button for an action, with its variants in a menu beside it. */
    public SplitMenuButton splitButton(AppAction action, List<AppAction> variants) {
        SplitMenuButton button = new SplitMenuButton();
        button.setText(action.text());
        button.setId(action.key());
        button.setTooltip(new Tooltip(action.tooltip()));
        button.setOnAction(event -> perform(action));
        button.disableProperty().bind(disabled.getOrDefault(action, new SimpleBooleanProperty(true)));
        variants.forEach(variant -> button.getItems().add(menuItem(variant)));
        return button;
    }

    /** A button with an icon only; its name is read to those who cannot see it. */
    public Button iconButton(AppAction action) {
        Button button = button(action);
        button.setText("");
        button.setAccessibleText(action.text());
        button.setGraphic(new FontIcon(action.icon()));
        return button;
    }

    public MenuItem menuItem(AppAction action) {
        MenuItem item = new MenuItem(action.text(), new FontIcon(action.icon()));
        item.setOnAction(event -> perform(action));
        action.shortcut().ifPresent(item::setAccelerator);
        Optional.ofNullable(obstacles.get(action))
                .ifPresent(obstacle -> item.textProperty().bind(obstacle.map(why -> text(action, why))));
        item.disableProperty().bind(disabled.getOrDefault(action, new SimpleBooleanProperty(true)));
        return item;
    }

    /** Menus have no place for a reason but beside the words. */
    private static String text(AppAction action, Optional<String> obstacle) {
        return action.text() + obstacle.map(why -> "  (" + why + ")").orElse("");
    }

    /** Makes all shortcuts work in a scene. */
    public void install(Scene scene) {
        for (AppAction action : handlers.keySet()) {
            action.shortcuts().forEach(keys -> scene.getAccelerators().put(keys, () -> perform(action)));
        }
    }
}

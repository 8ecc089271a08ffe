package dev.switchback.ui.welcome;

import dev.switchback.ui.action.Actions;
import dev.switchback.ui.action.AppAction;
import dev.switchback.ui.text.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What a window without a project shows. */
public final class WelcomeView extends VBox {

    public WelcomeView(Actions actions, List<Path> recents, Consumer<Path> open) {
        setId("welcome");
        getStyleClass().add("welcome");
        Label title = new Label(Texts.get("welcome.title"));
        title.getStyleClass().add("welcome-title");
        Label text = new Label(Texts.get("welcome.text"));
        text.getStyleClass().add("muted");
        Button sample = actions.button(AppAction.OPEN_SAMPLE);
        sample.getStyleClass().add("primary");
        Button folder = actions.button(AppAction.OPEN_PROJECT);
        getChildren().addAll(title, text, sample, folder);
        if (!recents.isEmpty()) {
            Label heading = new Label(Texts.get("welcome.recent"));
            heading.getStyleClass().add("panel-heading");
            getChildren().add(heading);
        }
        for (Path recent : recents) {
            Hyperlink link = new Hyperlink(recent.toString());
            link.setOnAction(event -> open.accept(recent));
            getChildren().add(link);
        }
    }
}

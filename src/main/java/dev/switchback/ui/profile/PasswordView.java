package dev.switchback.ui.profile;

import dev.switchback.ui.text.Texts;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Asks for one password; leaving in any way answers with none. */
public final class PasswordView extends VBox {

    /** @param leave takes the question off the window */
    public PasswordView(PasswordPrompt.Question question, Runnable leave) {
        setId("password-box");
        getStyleClass().add("dialog-box");
        setMaxHeight(Region.USE_PREF_SIZE);
        Label title = new Label(Texts.get("password.title", question.what()));
        title.getStyleClass().add("rollback-title");
        Label kept = new Label(Texts.get("password.kept"));
        kept.getStyleClass().add("muted");
        kept.setWrapText(true);
        PasswordField password = new PasswordField();
        password.setId("password");
        password.setAccessibleText(title.getText());
        Button cancel = new Button(Texts.get("rollback.leave"));
        cancel.setOnAction(event -> leave.run());
        Button connect = new Button(Texts.get("password.connect"));
        connect.setId("password-connect");
        connect.setDefaultButton(true);
        connect.getStyleClass().add("primary");
        connect.setOnAction(event -> {
            question.answer().complete(Optional.of(password.getText()));
            leave.run();
        });
        HBox buttons = new HBox(cancel, connect);
        buttons.getStyleClass().add("rollback-buttons");
        getChildren().addAll(title, password, kept, buttons);
        parentProperty().addListener((parent, before, now) -> {
            if (now == null) {
                question.answer().complete(Optional.empty());
            }
        });
        Platform.runLater(password::requestFocus);
    }
}

package dev.switchback.ui.profile;

import dev.switchback.engine.database.ConnectionTest;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.profile.Profile;
import dev.switchback.engine.profile.ProfileStore;
import dev.switchback.engine.profile.SecretSource;
import dev.switchback.engine.profile.Secrets;
import dev.switchback.ui.task.BackgroundTasks;
import dev.switchback.ui.text.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The form of a connection, with a button that tries it. */
public final class ProfileForm extends VBox {

    private final TextField name = new TextField();
    private final ComboBox<String> environment = new ComboBox<>();
    private final TextField url = new TextField();
    private final TextField user = new TextField();
    private final ComboBox<String> secret = new ComboBox<>();
    private final PasswordField password = new PasswordField();
    private final CheckBox guarded = new CheckBox(Texts.get("profile.guardedText"));
    private final Label result = new Label();
    private final BackgroundTasks tasks;
    private final Secrets secrets;

    /** What happens with the finished form. */
    public record Handlers(Consumer<Entry> save, Runnable leave) {}

    /** A profile and the password typed for it, which goes to the keyring or stays in memory. */
    public record Entry(Profile profile, Optional<String> password) {

        @Override
        public String toString() {
            return profile.name();
        }
    }

    public ProfileForm(BackgroundTasks tasks, Secrets secrets, Handlers handlers) {
        this.tasks = tasks;
        this.secrets = secrets;
        setId("profile-form");
        getStyleClass().add("dialog-box");
        Label title = new Label(Texts.get("profile.title"));
        title.getStyleClass().add("rollback-title");
        environment.getItems().setAll("development", "staging", "production");
        environment.setEditable(true);
        environment.setValue("development");
        environment.setId("profile-environment");
        secret.getItems().setAll("prompt", "keyring", "pgpass", "none");
        secret.setValue("prompt");
        name.setId("profile-name");
        url.setId("profile-url");
        url.setPromptText("jdbc:postgresql://host/database");
        user.setId("profile-user");
        password.setId("profile-password");
        result.setId("profile-result");
        result.setWrapText(true);
        environment.valueProperty().addListener((value, before, now) -> {
            if (new Environment(now).equals(Environment.PRODUCTION)) {
                guarded.setSelected(true);
            }
        });
        getChildren().addAll(title, grid(), result, buttons(handlers));
    }

    private GridPane grid() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("form");
        List<Node> fields = List.of(name, environment, url, user, secret, password, guarded);
        List<String> keys = List.of("name", "environment", "url", "user", "secret", "password", "guarded");
        for (int i = 0; i < fields.size(); i++) {
            Label label = new Label(Texts.get("profile." + keys.get(i)));
            label.setLabelFor(fields.get(i));
            label.setMinWidth(110);
            grid.addRow(i, label, fields.get(i));
            GridPane.setHgrow(fields.get(i), Priority.ALWAYS);
        }
        return grid;
    }

    private HBox buttons(Handlers handlers) {
        Button test = new Button(Texts.get("profile.test"));
        test.setId("profile-test");
        test.setOnAction(event -> test());
        Button leave = new Button(Texts.get("rollback.leave"));
        leave.setCancelButton(true);
        leave.setOnAction(event -> handlers.leave().run());
        Button save = new Button(Texts.get("profile.save"));
        save.setId("profile-save");
        save.setDefaultButton(true);
        save.getStyleClass().add("primary");
        save.setOnAction(event -> entry().ifPresent(handlers.save()));
        HBox buttons = new HBox(test, leave, save);
        buttons.getStyleClass().add("rollback-buttons");
        return buttons;
    }

    private Optional<Entry> entry() {
        if (name.getText().isBlank() || url.getText().isBlank()) {
            result.setText("▲ " + Texts.get("profile.incomplete"));
            return Optional.empty();
        }
        SecretSource source = ProfileStore.secret(secret.getValue());
        Profile profile = new Profile(
                name.getText().strip(),
                new Environment(environment.getValue()),
                url.getText().strip(),
                Optional.of(user.getText().strip()).filter(text -> !text.isEmpty()),
                source,
                guarded.isSelected() ? Profile.Settings.GUARDED : Profile.Settings.OPEN);
        return Optional.of(new Entry(profile, Optional.of(password.getText()).filter(text -> !text.isEmpty())));
    }

    /** Tries the connection and says what was found. */
    private void test() {
        entry().ifPresent(entry -> {
            result.setText(Texts.get("profile.testing"));
            tasks.run(
                    Texts.get("task.connect", entry.profile().name()),
                    cancellation -> {
                        try {
                            return "✔ "
                                    + ConnectionTest.of(secrets.connect(entry.profile(), entry.password()))
                                            .sentence();
                        } catch (SwitchbackException failure) {
                            return "✖ " + failure.getMessage() + "  " + failure.advice();
                        }
                    },
                    result::setText);
        });
    }
}

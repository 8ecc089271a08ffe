package dev.switchback.ui.profile;

import dev.switchback.engine.database.ConnectionSettings.Session;
import dev.switchback.engine.database.ConnectionTest;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Durations;
import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.profile.Profile;
import dev.switchback.engine.profile.ProfileStore;
import dev.switchback.engine.profile.Secrets;
import dev.switchback.engine.profile.SessionText;
import dev.switchback.ui.task.BackgroundTasks;
import dev.switchback.ui.text.Texts;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.validation.ValidationMessage;
import org.controlsfx.validation.ValidationSupport;
import org.controlsfx.validation.Validator;

/** The form of a connection, with a button that tries it. */
public final class ProfileForm extends VBox {

    private static final String VARIABLE = "env:";

    private final TextField name = field("name");
    private final ComboBox<String> environment = new ComboBox<>();
    private final TextField url = field("url");
    private final TextField user = field("user");
    private final ComboBox<String> secret = new ComboBox<>();
    private final PasswordField password = new PasswordField();
    private final CheckBox guarded = new CheckBox(Texts.get("profile.guardedText"));
    private final TextField lockTimeout = field("lockTimeout");
    private final TextField statementTimeout = field("statementTimeout");
    private final TextField session = field("session");
    private final ComboBox<String> set = new ComboBox<>();
    private final Label result = new Label();
    private final ValidationSupport validation = new ValidationSupport();
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

    /**
     * @param sets of the open project, one of which the database may be for
     * @param known the profile to begin with; empty for a new one
     */
    public ProfileForm(
            BackgroundTasks tasks, Secrets secrets, Handlers handlers, List<String> sets, Optional<Profile> known) {
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
        secret.getItems().setAll("prompt", "keyring", "pgpass", "none", VARIABLE + "PGPASSWORD");
        secret.setEditable(true);
        secret.setValue("prompt");
        secret.setId("profile-secret");
        password.setId("profile-password");
        set.getItems().setAll(sets);
        set.setEditable(true);
        set.setPromptText(Texts.get("profile.set.prompt"));
        set.setId("profile-set");
        result.setId("profile-result");
        result.setWrapText(true);
        environment.valueProperty().addListener((value, before, now) -> {
            if (new Environment(now).equals(Environment.PRODUCTION)) {
                guarded.setSelected(true);
            }
        });
        known.ifPresent(this::fill);
        validate();
        getChildren().addAll(title, grid(), result, buttons(handlers));
    }

    private static TextField field(String key) {
        TextField field = new TextField();
        field.setId("profile-" + key);
        field.setPromptText(Texts.get("profile." + key + ".prompt"));
        return field;
    }

    private void fill(Profile profile) {
        name.setText(profile.name());
        environment.setValue(profile.environment().name());
        url.setText(profile.url());
        user.setText(profile.user().orElse(""));
        secret.setValue(ProfileStore.text(profile.secret()));
        guarded.setSelected(profile.isGuarded());
        Session of = profile.settings().session();
        lockTimeout.setText(of.lockTimeout().map(Durations::text).orElse(""));
        statementTimeout.setText(of.statementTimeout().map(Durations::text).orElse(""));
        session.setText(SessionText.of(of.parameters()));
        set.setValue(profile.settings().set().orElse(""));
    }

    /** Nothing is marked before the first try: an empty form is no mistake. */
    private void validate() {
        validation.setErrorDecorationEnabled(false);
        rule(name, "profile.wrong.name", text -> !text.isBlank());
        rule(url, "profile.wrong.url", text -> !text.isBlank());
        rule(lockTimeout, "profile.wrong.duration", ProfileForm::isDurationOrNothing);
        rule(statementTimeout, "profile.wrong.duration", ProfileForm::isDurationOrNothing);
        rule(session, "profile.wrong.session", text -> SessionText.parse(text).isPresent());
    }

    private void rule(Control field, String message, Predicate<String> holds) {
        validation.registerValidator(
                field,
                false,
                Validator.createPredicateValidator(
                        (String text) -> holds.test(text == null ? "" : text), Texts.get(message)));
    }

    private static boolean isDurationOrNothing(String text) {
        return text.isBlank() || Durations.parse(text).isPresent();
    }

    private GridPane grid() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("form");
        List<Node> fields = List.of(
                name, environment, url, user, secret, password, guarded, lockTimeout, statementTimeout, session, set);
        List<String> keys = List.of(
                "name",
                "environment",
                "url",
                "user",
                "secret",
                "password",
                "guarded",
                "lockTimeout",
                "statementTimeout",
                "session",
                "set");
        for (int i = 0; i < fields.size(); i++) {
            Label label = new Label(Texts.get("profile." + keys.get(i)));
            label.setLabelFor(fields.get(i));
            label.setMinWidth(130);
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
        validation.setErrorDecorationEnabled(true);
        validation.initInitialDecoration();
        Optional<String> wrong = validation.getValidationResult().getErrors().stream()
                .min(Comparator.comparing(message -> GridPane.getRowIndex(message.getTarget())))
                .map(ValidationMessage::getText);
        if (wrong.isPresent()) {
            result.setText("▲ " + wrong.get());
            return Optional.empty();
        }
        Session limits = new Session(
                duration(lockTimeout),
                duration(statementTimeout),
                SessionText.parse(session.getText()).orElse(Map.of()));
        Profile profile = new Profile(
                name.getText().strip(),
                new Environment(environment.getValue()),
                url.getText().strip(),
                Optional.of(user.getText().strip()).filter(text -> !text.isEmpty()),
                ProfileStore.secret(secret.getValue()),
                new Profile.Settings(
                        guarded.isSelected() ? Profile.Guard.GUARDED : Profile.Guard.OPEN,
                        limits,
                        Optional.ofNullable(set.getValue()).map(String::strip).filter(text -> !text.isEmpty())));
        return Optional.of(new Entry(profile, Optional.of(password.getText()).filter(text -> !text.isEmpty())));
    }

    private static Optional<Duration> duration(TextField field) {
        return Durations.parse(field.getText());
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

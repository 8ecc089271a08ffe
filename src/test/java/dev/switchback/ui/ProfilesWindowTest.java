package dev.switchback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.database.ConnectionSettings.Session;
import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.profile.Profile;
import dev.switchback.engine.profile.ProfileStore;
import dev.switchback.engine.profile.SecretSource;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import dev.switchback.ui.support.OpenWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilesWindowTest {

    @TempDir
    Path folder;

    private ProfileStore store() {
        return new ProfileStore(folder.resolve("home/profiles.json"));
    }

    private static Profile profile(String name, Environment environment, Session session) {
        return new Profile(
                name,
                environment,
                "jdbc:postgresql://db1.shop.example/orders",
                Optional.of("deploy"),
                new SecretSource.PasswordFile(),
                new Profile.Settings(
                        environment.equals(Environment.PRODUCTION) ? Profile.Guard.GUARDED : Profile.Guard.OPEN,
                        session));
    }

    private static void type(OpenWindow window, String id, String text) {
        window.robot().interact(() -> window.find(id, TextField.class).setText(text));
    }

    @Test
    void connectionIsTestedSavedAndUsed() throws TimeoutException {
        TestDatabase database = TestDatabases.postgres();
        try (OpenWindow window = new OpenWindow(folder)) {
            window.openShop(TestDatabases.h2(), Environment.DEVELOPMENT, Profile.Settings.OPEN);
            window.perform("New connection…");
            window.press("#profile-test");
            assertThat(window.text("#profile-result")).isEqualTo("▲ A name is needed.");

            type(window, "#profile-name", "orders-live");
            type(window, "#profile-url", database.url());
            type(window, "#profile-user", database.user());
            window.robot().interact(() -> {
                ComboBox<?> environment = window.find("#profile-environment", ComboBox.class);
                environment.getEditor().setText("production");
                environment.commitValue();
                window.find("#profile-password", PasswordField.class).setText("wrong one");
            });
            window.press("#profile-test");
            assertThat(window.text("#profile-result")).startsWith("✖").doesNotContain("wrong one");

            window.robot()
                    .interact(() -> window.find("#profile-password", PasswordField.class)
                            .setText(database.password()));
            type(window, "#profile-lockTimeout", "soon");
            window.press("#profile-test");
            assertThat(window.text("#profile-result")).isEqualTo("▲ Write a time as 500ms, 5s, 2m or 1h.");
            type(window, "#profile-lockTimeout", "2s");
            window.press("#profile-test");
            assertThat(window.text("#profile-result")).startsWith("✔ PostgreSQL");
            window.picture("profile-form");

            window.press("#profile-save");
            assertThat(window.text("#connection")).contains("connected");
            assertThat(window.window().scene().lookup("#environment-strip").getStyleClass())
                    .contains("environment-production");
            window.picture("production");
        }
        assertThat(store().find("orders-live")).hasValueSatisfying(saved -> {
            assertThat(saved.isGuarded()).isTrue();
            assertThat(saved.settings().session().lockTimeout()).contains(Duration.ofSeconds(2));
        });
    }

    @Test
    void connectionsAreListedByEnvironmentChangedCopiedAndRemoved() throws TimeoutException {
        Session session = new Session(
                Optional.of(Duration.ofSeconds(3)), Optional.empty(), Map.of("search_path", "shop", "role", "owner"));
        store().save(profile("orders-live", Environment.PRODUCTION, Session.DEFAULT));
        store().save(profile("orders-test", Environment.STAGING, session));
        store().save(profile("orders-mine", Environment.DEVELOPMENT, Session.DEFAULT));
        assertThat(store().find("orders-test").orElseThrow().settings().session())
                .isEqualTo(session);
        try (OpenWindow window = new OpenWindow(folder)) {
            window.perform("All connections…");
            ListView<?> list = window.find("#profiles-list", ListView.class);
            assertThat(list.getItems()).hasSize(6);
            window.picture("profiles");

            window.robot().interact(() -> list.getSelectionModel().selectLast());
            window.press("#profiles-edit");
            assertThat(window.find("#profile-session", TextField.class).getText())
                    .isEqualTo("role=owner; search_path=shop");
            type(window, "#profile-name", "orders-stage");
            window.press("#profile-save");
            assertThat(store().list())
                    .extracting(Profile::name)
                    .containsExactlyInAnyOrder("orders-live", "orders-stage", "orders-mine");

            window.perform("All connections…");
            window.press("#profiles-remove");
            assertThat(store().list()).hasSize(3);
            window.press("#profiles-remove");
            assertThat(store().list()).extracting(Profile::name).doesNotContain("orders-mine");
        }
    }
}

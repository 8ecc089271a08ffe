package dev.switchback.ui.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.profile.Profile;
import dev.switchback.engine.profile.SecretSource;
import dev.switchback.engine.profile.Secrets;
import dev.switchback.ui.task.BackgroundTasks;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordPromptTest {

    private static final Profile PROFILE = new Profile(
            "orders",
            Environment.STAGING,
            "jdbc:postgresql://db1.example/orders",
            Optional.of("dba"),
            new SecretSource.Prompt(),
            Profile.Settings.OPEN);

    private final PasswordPrompt prompt = new PasswordPrompt(new BackgroundTasks(Runnable::run, Runnable::run));
    private final Secrets secrets = new Secrets(Map.of(), prompt);

    @Test
    void connectionGetsWhatIsTyped() {
        prompt.onQuestion(question -> question.answer().complete(Optional.of("typed " + question.what())));

        ConnectionSettings settings = secrets.connect(PROFILE);

        assertThat(settings.password()).contains("typed orders");
        assertThat(settings).asString().doesNotContain("typed");
    }

    @Test
    void leavingAnswersWithNone() {
        prompt.onQuestion(question -> question.answer().complete(Optional.empty()));

        assertThat(secrets.connect(PROFILE).password()).isEmpty();
    }
}

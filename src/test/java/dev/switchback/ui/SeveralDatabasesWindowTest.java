package dev.switchback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.database.ConnectionSettings.Session;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.profile.Profile;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabases;
import dev.switchback.ui.support.OpenWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.ComboBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two sets of Alembic in the window, each with a connection of its own. */
class SeveralDatabasesWindowTest {

    private static final Path SAMPLE = Path.of("migrations-samples/alembic-two-databases");
    private static final String BOOKINGS = "database/migrations/bookings";
    private static final String TIMETABLE = "database/migrations/timetable";

    @TempDir
    Path folder;

    private Optional<OpenWindow> shown = Optional.empty();

    @BeforeEach
    void open() throws TimeoutException, IOException {
        ProjectFolder.copy(SAMPLE, folder.resolve("ferries"));
        Files.writeString(folder.resolve("ferries/.env.example"), "AUTO_RUN_MIGRATIONS=true\n");
        shown = Optional.of(new OpenWindow(folder));
    }

    @AfterEach
    void close() {
        window().close();
    }

    private OpenWindow window() {
        return shown.orElseThrow();
    }

    private List<String> sets() {
        return window().workspace().setsProperty().get().stream()
                .map(status -> status.set().name())
                .toList();
    }

    private void connect(String set) {
        window().open(
                        folder.resolve("ferries"),
                        TestDatabases.postgres(),
                        Environment.DEVELOPMENT,
                        new Profile.Settings(Profile.Guard.OPEN, Session.DEFAULT, Optional.of(set)));
    }

    @Test
    void connectionOfOneSetShowsThatSetAndTheSwitchOfTheProjectsOwnProgram() {
        connect(BOOKINGS);

        assertThat(sets()).containsExactly(BOOKINGS);
        assertThat(window().workspace().setsProperty().get().stream()
                        .map(SetStatus::set)
                        .flatMap(set -> set.problems().general().stream()))
                .extracting(Finding::code)
                .containsExactly(FindingCode.AUTO_RUN);
        window().picture("several-databases");

        connect(TIMETABLE);
        assertThat(sets()).containsExactly(TIMETABLE);
    }

    @Test
    void formOfAConnectionOffersTheSetsOfTheProject() {
        window().robot().interact(() -> window().window().openProject(folder.resolve("ferries")));
        window().perform("New connection…");

        ComboBox<?> sets = window().find("#profile-set", ComboBox.class);
        assertThat(sets.getItems()).hasToString(List.of(BOOKINGS, TIMETABLE).toString());
        window().picture("profile-form-set");
    }
}

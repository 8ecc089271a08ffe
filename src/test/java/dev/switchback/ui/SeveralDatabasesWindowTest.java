package dev.switchback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.database.ConnectionSettings.Session;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.profile.Profile;
import dev.switchback.support.Alembic;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import dev.switchback.ui.support.OpenWindow;
import dev.switchback.ui.workspace.MigrationKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two sets of Alembic in the window, each with a connection of its own. */
class SeveralDatabasesWindowTest {

    private static final Path SAMPLE = Path.of("migrations-samples/alembic-two-databases");
    private static final String BOOKINGS = "database/migrations/bookings";
    private static final String TIMETABLE = "database/migrations/timetable";

    private static final String HEADS = "SELECT version_num FROM alembic_version";

    @TempDir
    Path folder;

    private final TestDatabase bookings = TestDatabases.postgres();
    private final TestDatabase timetable = TestDatabases.postgres();

    private Optional<OpenWindow> shown = Optional.empty();

    @BeforeEach
    void open() throws TimeoutException, IOException {
        ProjectFolder.copy(SAMPLE, folder.resolve("ferries"));
        Files.writeString(folder.resolve("ferries/.env.example"), "AUTO_RUN_MIGRATIONS=true\n");
        Files.writeString(folder.resolve("ferries/switchback.toml"), "interpreter = '" + Alembic.python() + "'\n");
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

    private void connectEach() throws IOException {
        window().robot().interact(() -> window().window().openProject(folder.resolve("ferries")));
        window().perform("Each set on its own database…");
        window().picture("sets-unknown");
        assertThat(window().find("#sets-connect", Button.class).isDisabled()).isTrue();
        Files.writeString(
                folder.resolve("ferries/.env"),
                "BOOKINGS_DATABASE_URL=%s\nTIMETABLE_DATABASE_URL=%s\n"
                        .formatted(address(bookings), address(timetable)));
        window().desktop().openFile(folder.resolve("ferries/.env"));
        window().press("#sets-file");
        window().picture("sets-known");
        window().press("#sets-connect");
    }

    private static String name(TestDatabase database) {
        return database.url().substring(database.url().lastIndexOf('/') + 1);
    }

    private static String address(TestDatabase database) {
        return database.url()
                .replace("jdbc:postgresql://", "postgresql://" + database.user() + ":" + database.password() + "@");
    }

    @Test
    void eachSetIsAppliedToItsOwnDatabaseInOnePlan() throws IOException {
        connectEach();
        assertThat(window().text("#counts")).isEqualTo("0 applied · 10 pending");
        assertThat(window().text("#profile-menu")).isEqualTo("2 databases");

        window().press("#dry-run");
        assertThat(window().find("#dry-run-table", TableView.class).getItems().toString())
                .contains("CREATE TABLE bookings", "CREATE TABLE crossings");
        window().picture("sets-dry-run");
        window().press("#apply");
        window().picture("sets-apply");
        window().press("#apply-run");

        assertThat(window().text("#counts")).isEqualTo("10 applied · 0 pending");
        window().picture("sets-applied");
        assertThat(bookings.query(HEADS)).isEqualTo("007");
        assertThat(timetable.query(HEADS)).isEqualTo("003");
    }

    @Test
    void migrationOfOneSetIsRolledBackOnItsDatabase() throws IOException {
        connectEach();
        window().press("#apply");
        window().press("#apply-run");

        window().robot()
                .interact(() -> window().workspace()
                        .selectedProperty()
                        .set(Optional.of(new MigrationKey(TIMETABLE, new MigrationId("003")))));
        window().press("#roll-back");
        assertThat(window().find("#rollback-run", Button.class).getText()).endsWith(" on " + name(timetable));
        window().picture("sets-rollback");
        window().press("#rollback-run");

        assertThat(window().text("#counts")).isEqualTo("9 applied · 1 pending");
        assertThat(bookings.query(HEADS)).isEqualTo("007");
        assertThat(timetable.query(HEADS)).isEqualTo("002");
    }

    @Test
    void failureOnOneDatabaseSaysWhatBecameOfTheOther() throws IOException {
        connectEach();
        timetable.execute("CREATE TABLE ports (a int)");

        window().press("#apply");
        window().press("#apply-run");

        assertThat(window().text("#notice-text")).contains("already exists").contains(BOOKINGS + ": done.");
        assertThat(bookings.query(HEADS)).isEqualTo("007");
        window().picture("sets-failed");
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

package dev.switchback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.profile.Profile;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import dev.switchback.ui.dryrun.DryRunView;
import dev.switchback.ui.editor.SqlArea;
import dev.switchback.ui.support.OpenWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Python files with apply and rollback in the window, from a look at them to the way back. */
class PythonWindowTest {

    private static final Path SAMPLE = Path.of("migrations-samples/python-projects");
    private static final String TABLES =
            "SELECT coalesce(string_agg(table_name, ' '), '') FROM information_schema.tables WHERE table_schema = 'public'";

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabases.postgres();
    private Optional<OpenWindow> shown = Optional.empty();

    @BeforeEach
    void copy() throws TimeoutException, IOException {
        Path project = folder.resolve("projects");
        ProjectFolder.copy(SAMPLE, project);
        Files.writeString(project.resolve("switchback.toml"), "interpreter = '/usr/bin/python3'\n");
        shown = Optional.of(new OpenWindow(folder));
    }

    @AfterEach
    void close() {
        window().close();
    }

    private void open() {
        window().open(folder.resolve("projects"), database, Environment.STAGING, Profile.Settings.OPEN);
    }

    private OpenWindow window() {
        return shown.orElseThrow();
    }

    @Test
    void scriptIsShownAsWritten() {
        open();
        select("002_work_items");

        assertThat(text()).contains("def apply(connection):", "CREATE TABLE status_mappings");
        window().picture("python-file");
        window().robot()
                .interact(() -> window().find("#part-down", ToggleButton.class).fire());
        assertThat(text()).contains("def rollback(connection):");
        window().picture("python-down");
    }

    @Test
    void dryRunShowsWhatTheScriptsSendAndLeavesNothing() {
        open();
        window().press("#dry-run");

        assertThat(window().find("#dry-run-table", TableView.class).getItems().size())
                .isGreaterThan(20);
        assertThat(database.query(TABLES)).isEmpty();
        window().picture("python-dry-run");
    }

    @Test
    void withoutAPythonItSaysWhereItLookedAndWhatToDo() throws IOException {
        Files.delete(folder.resolve("projects/switchback.toml")); // and the window of a test has no PATH
        open();
        window().press("#dry-run");

        Label summary =
                (Label) window().find("#dry-run-report", DryRunView.class).getTop();
        assertThat(summary.getText()).contains("no Python was found", "interpreter = ");
        window().picture("python-missing");
    }

    @Test
    void appliedScriptIsRolledBackBehindItsQuestion() {
        open();
        window().press("#apply");
        window().picture("python-apply");
        window().press("#apply-run");
        assertThat(window().text("#counts")).isEqualTo("4 applied · 0 pending");
        window().picture("python-applied");

        select("004_system_settings");
        window().press("#roll-back");
        window().picture("python-rollback");
        window().press("#rollback-run");

        assertThat(window().text("#counts")).isEqualTo("3 applied · 1 pending");
        assertThat(database.query(TABLES)).contains("work_items").doesNotContain("system_settings");
        window().robot().push(KeyCode.ALT, KeyCode.DIGIT4);
        window().picture("python-history");
    }

    private void select(String id) {
        window().select(id);
    }

    private String text() {
        return window().find("#sql", SqlArea.class).getText();
    }
}

package dev.switchback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.profile.Profile;
import dev.switchback.engine.source.ProjectReader;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabases;
import dev.switchback.ui.editor.SqlArea;
import dev.switchback.ui.support.OpenWindow;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A set becomes annotated files in the window: seen first, then written and proved. */
class ConvertWindowTest {

    private static final String ACTION = "Convert to annotated";

    @TempDir
    Path folder;

    private Path python() {
        return ProjectFolder.copy(Path.of("migrations-samples", "python-projects"), folder.resolve("projects"))
                .write("switchback.toml", "interpreter = '/usr/bin/python3'\n")
                .path();
    }

    private Path converted() {
        return folder.resolve("projects-annotated");
    }

    private static String selected(OpenWindow window) {
        return window.find("#conversion-text", SqlArea.class).getText();
    }

    @Test
    void programsAreSeenAsSqlBeforeAnythingIsWrittenAndProvedAfterwards() throws TimeoutException {
        try (OpenWindow window = new OpenWindow(folder)) {
            window.open(python(), TestDatabases.postgres(), Environment.DEVELOPMENT, Profile.Settings.OPEN);

            window.perform(ACTION);

            assertThat(window.shows("#conversion"))
                    .as(window.text("#notice-text"))
                    .isTrue();
            ListView<?> files = window.find("#conversion-files", ListView.class);
            assertThat(files.getItems().toString()).contains("002_work_items.sql  ·  recorded from a run");
            window.robot().interact(() -> files.getSelectionModel().select(1));
            assertThat(selected(window)).contains("-- @up").contains("'--BACKLOG--'");
            assertThat(window.find("#conversion-remarks", ListView.class)
                            .getItems()
                            .toString())
                    .contains("002_work_items is a recording of 002_work_items.py, which reads rows");
            assertThat(window.find("#conversion-folder", TextField.class).getText())
                    .isEqualTo(converted().toString());
            assertThat(converted()).doesNotExist();
            window.picture("convert-preview");

            window.press("#conversion-write");

            assertThat(window.text("#converted-proof")).startsWith("✔ Proved").contains("everything is taken back");
            assertThat(converted().resolve("001_initial_schema.sql")).exists();
            window.picture("convert-proved");
            window.press("#converted-open");
            assertThat(window.shows("#converted")).isFalse();
            assertThat(window.workspace()
                            .projectProperty()
                            .get()
                            .orElseThrow()
                            .project()
                            .root())
                    .isEqualTo(ProjectReader.read(converted()).root());
        }
    }

    @Test
    void aFolderThatHoldsSomethingIsRefusedWhileItIsNamed() throws TimeoutException {
        new ProjectFolder(folder.resolve("shop-annotated")).write("mine.txt", "mine");
        try (OpenWindow window = new OpenWindow(folder)) {
            Path shop = ProjectFolder.copy(Path.of("migrations-samples", "annotated-shop"), folder.resolve("shop"))
                    .path();
            window.open(shop, TestDatabases.h2(), Environment.DEVELOPMENT, Profile.Settings.OPEN);

            window.perform(ACTION);

            assertThat(window.text("#conversion-trouble")).contains("is there and not empty");
            assertThat(window.find("#conversion-write", Button.class).isDisabled())
                    .isTrue();
            window.picture("convert-refused");
            window.desktop().saveInto(folder.resolve("elsewhere"));
            window.press("#conversion-choose");
            assertThat(window.find("#conversion-write", Button.class).isDisabled())
                    .isFalse();
            window.press("#conversion-write");
            assertThat(window.text("#converted-proof")).startsWith("✔ Proved");
        }
        assertThat(folder.resolve("shop-annotated/mine.txt")).hasContent("mine");
        assertThat(folder.resolve("elsewhere/001_create_customers.sql")).exists();
    }

    @Test
    void withoutAConnectionSqlIsWrittenAndProgramsSayWhatTheyNeed() throws TimeoutException {
        Path jobs = ProjectFolder.copy(Path.of("migrations-samples", "plain-jobs"), folder.resolve("jobs"))
                .path();
        try (OpenWindow window = new OpenWindow(folder)) {
            window.robot().interact(() -> window.window().openProject(jobs));
            window.perform(ACTION);
            window.press("#conversion-write");
            assertThat(window.text("#converted-proof")).startsWith("Not proved");
            window.press("#converted-leave");

            Path programs = python();
            window.robot().interact(() -> window.window().openProject(programs));
            window.perform(ACTION);
            assertThat(window.shows("#conversion")).isFalse();
            assertThat(window.text("#notice-text")).contains("is a program").contains("Connect to a server");
        }
        assertThat(folder.resolve("jobs-annotated/001_create_jobs.sql")).exists();
    }

    @Test
    void recordingTellsHowFarItIsAndCanBeCancelled() throws TimeoutException {
        try (OpenWindow window = new OpenWindow(folder)) {
            window.open(python(), TestDatabases.postgres(), Environment.DEVELOPMENT, Profile.Settings.OPEN);
            List<String> told = window.cancelWhatRuns();

            window.perform(ACTION);

            assertThat(told).first().asString().startsWith("Converting main · 1 of 8 · 001_initial_schema");
            assertThat(window.text("#notice-text")).startsWith("Cancelled; nothing was written");
            assertThat(window.shows("#conversion")).isFalse();
        }
        assertThat(converted()).doesNotExist();
    }
}

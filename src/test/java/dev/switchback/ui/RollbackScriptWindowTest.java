package dev.switchback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.profile.Profile;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import dev.switchback.ui.support.OpenWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import org.controlsfx.control.CheckListView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollbackScriptWindowTest {

    @TempDir
    Path folder;

    @Test
    void loneScriptIsRunForWhatTheUserTicksAndShownBefore() throws IOException, TimeoutException {
        TestDatabase database = TestDatabases.postgres();
        Path project = folder.resolve("jobs");
        ProjectFolder.copy(Path.of("migrations-samples/plain-jobs"), project);
        try (OpenWindow window = new OpenWindow(folder)) {
            window.open(project, database, Environment.STAGING, Profile.Settings.OPEN);
            window.press("#apply");
            window.press("#apply-run");
            assertThat(window.text("#counts")).isEqualTo("4 applied · 1 pending");
            database.execute("INSERT INTO workers (name) VALUES ('w1')");

            window.menu("Roll back with rollback.sql…");
            CheckListView<?> list = window.find("#rollback-script-list", CheckListView.class);
            assertThat(list.getItems().getFirst()).hasToString("005_ready_jobs");
            assertThat(list.getCheckModel().getCheckedItems()).hasSize(4);
            window.picture("rollback-script");

            window.press("#rollback-script-look");
            assertThat(window.find("#rollback-run", Button.class).getText())
                    .isEqualTo("Roll back 4 migrations on staging");
            window.picture("rollback-script-dialog");

            window.robot().push(KeyCode.ESCAPE);
            assertThat(window.text("#counts")).startsWith("4 applied");

            window.menu("Roll back with rollback.sql…");
            window.press("#rollback-script-look");
            window.press("#rollback-run");
            assertThat(window.text("#notice-text")).contains("Done: 4 migrations");
            assertThat(window.text("#counts")).isEqualTo("0 applied · 5 pending");
        }
        assertThat(database.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("0");
    }
}

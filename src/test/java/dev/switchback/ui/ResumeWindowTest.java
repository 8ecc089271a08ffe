package dev.switchback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.profile.Profile;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import dev.switchback.ui.support.OpenWindow;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Going on with a migration of PostgreSQL that stopped half way. */
class ResumeWindowTest {

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabases.postgres();

    @Test
    void whatAFailedIndexBuildLeftIsShownBeforeItIsDroppedAndBuiltAgain() throws TimeoutException {
        new ProjectFolder(folder)
                .migration(
                        "001_customers",
                        "CREATE TABLE customers (mail text);\nINSERT INTO customers VALUES ('a'), ('a');",
                        "")
                .migration("002_mail", "CREATE UNIQUE INDEX CONCURRENTLY customers_mail ON customers (mail);", "");
        try (OpenWindow window = new OpenWindow(folder.resolve("home"))) {
            window.open(folder, database, Environment.STAGING, Profile.Settings.OPEN);
            window.press("#apply");
            window.press("#apply-run");
            assertThat(window.text("#notice-text")).contains("The build left an index that is not valid");

            database.execute("DELETE FROM customers");
            window.select("002_mail");
            window.menu("Resume…");
            VBox dialog = window.find("#record-resume", VBox.class);
            assertThat(((Label) dialog.getChildren().getFirst()).getText())
                    .contains(
                            "drops it first and builds again:\nDROP INDEX CONCURRENTLY IF EXISTS public.customers_mail;");
            window.picture("record-resume-index");
            window.robot()
                    .interact(
                            () -> window.find("#record-reason", TextField.class).setText("doubles removed"));
            window.press("#record-go");

            assertThat(window.workspace().selectedStatus().orElseThrow().state())
                    .isEqualTo(MigrationState.COMPLETED);
        }
        assertThat(database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'customers_mail'::regclass"))
                .isEqualTo("t");
    }
}

package dev.switchback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.profile.Profile;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import dev.switchback.ui.support.OpenWindow;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptWindowTest {

    @TempDir
    Path folder;

    private static TestDatabase migratedByDbmate() {
        TestDatabase database = TestDatabases.postgres();
        database.execute(
                "CREATE TABLE schema_migrations (version varchar NOT NULL PRIMARY KEY)",
                "INSERT INTO schema_migrations VALUES ('20250801090000'), ('20260101090000'), ('20260102090000')");
        return database;
    }

    private ProjectFolder project() {
        return new ProjectFolder(folder.resolve("fleet"))
                .write("20260101090000_create_trucks.sql", dbmate("CREATE TABLE trucks (id integer);", "trucks"))
                .write("20260102090000_create_routes.sql", dbmate("CREATE TABLE routes (id integer);", "routes"))
                .write("20260103090000_create_stops.sql", dbmate("CREATE TABLE stops (id integer);", "stops"));
    }

    private static String dbmate(String up, String table) {
        return "-- migrate:up\n" + up + "\n\n-- migrate:down\nDROP TABLE " + table + ";\n";
    }

    @Test
    void anotherToolsRecordIsShownBesideTheFilesAndTakenOver() throws TimeoutException {
        TestDatabase database = migratedByDbmate();
        try (OpenWindow window = new OpenWindow(folder)) {
            window.open(project().path(), database, Environment.PRODUCTION, Profile.Settings.GUARDED);
            assertThat(window.text("#notice-text"))
                    .contains("dbmate's table public.schema_migrations")
                    .contains("2 of these migrations");
            window.picture("adopt-notice");

            window.robot()
                    .interact(() ->
                            window.find("#notice .hyperlink", Hyperlink.class).fire());
            TableView<?> lines = window.find("#adoption-lines", TableView.class);
            assertThat(lines.getItems()).hasSize(4);
            assertThat(window.text("#adoption-consequence"))
                    .contains("does not write dbmate's table public.schema_migrations")
                    .contains("keep = \"dbmate\"");
            Button go = window.find("#record-go", Button.class);
            window.robot()
                    .interact(
                            () -> window.find("#record-reason", TextField.class).setText("we move to Switchback"));
            assertThat(go.isDisabled()).as("production wants its name typed").isTrue();
            String name = database.url().substring(database.url().lastIndexOf('/') + 1);
            window.robot()
                    .interact(() ->
                            window.find("#record-confirm", TextField.class).setText(name));
            window.picture("adopt-dialog");

            window.press("#record-go");
            assertThat(window.text("#notice-text")).contains("The record is changed; nothing ran.");
            assertThat(window.text("#counts")).isEqualTo("2 applied · 1 pending");
            assertThat(window.find("#problems-table", TableView.class)
                            .getItems()
                            .toString())
                    .contains("NOT_KEPT");
            window.picture("adopt-not-kept");
        }
        assertThat(database.query(
                        "SELECT string_agg(direction || ' ' || reason, ',') FROM switchback.migration_history"))
                .isEqualTo("adopt we move to Switchback,adopt we move to Switchback");
        assertThat(database.query("SELECT count(*) FROM schema_migrations")).isEqualTo("3");
        assertThat(database.query("SELECT to_regclass('trucks') IS NULL")).isEqualTo("t");
    }

    @Test
    void whatTheToolTookBackIsSaidAndTakenOver() throws TimeoutException {
        TestDatabase database = migratedByDbmate();
        ProjectFolder project = project().write("switchback.toml", "keep = \"dbmate\"\n");
        try (OpenWindow window = new OpenWindow(folder)) {
            window.open(project.path(), database, Environment.DEVELOPMENT, Profile.Settings.OPEN);
            takeOver(window);
            assertThat(window.text("#counts")).isEqualTo("2 applied · 1 pending");

            database.execute("DELETE FROM schema_migrations WHERE version = '20260102090000'");
            window.robot().interact(() -> window.workspace().refresh());
            assertThat(window.text("#notice-text"))
                    .contains("0 of these migrations are applied there only, 1 here only");
            window.robot()
                    .interact(() ->
                            window.find("#notice .hyperlink", Hyperlink.class).fire());
            assertThat(window.shows("#adoption-consequence")).isFalse();
            assertThat(window.text("#adoption-summary")).contains("1 count as rolled back");
            assertThat(window.text("#adoption-remark")).startsWith("the ledger has it as applied");
            window.picture("adopt-taken-back");
        }
    }

    private static void takeOver(OpenWindow window) {
        window.robot()
                .interact(
                        () -> window.find("#notice .hyperlink", Hyperlink.class).fire());
        window.robot()
                .interact(() -> window.find("#record-reason", TextField.class).setText("we move to Switchback"));
        window.press("#record-go");
    }
}

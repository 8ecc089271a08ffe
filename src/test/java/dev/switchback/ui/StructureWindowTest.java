package dev.switchback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.profile.Profile;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import dev.switchback.ui.support.OpenWindow;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that grew by hand is taken over by what is in it. */
class StructureWindowTest {

    private static final String ACTION = "Find out by structure";

    @TempDir
    Path folder;

    private Path project() {
        return new ProjectFolder(folder.resolve("parcels"))
                .migration("001_parcels", "CREATE TABLE parcels (id integer, weight integer);", "DROP TABLE parcels;")
                .migration("002_old_labels", "CREATE TABLE old_labels (id integer);", "DROP TABLE old_labels;")
                .migration("003_first_parcel", "INSERT INTO parcels VALUES (1, 5);", "DELETE FROM parcels;")
                .migration("004_no_labels", "DROP TABLE old_labels;", "CREATE TABLE old_labels (id integer);")
                .migration("005_tours", """
                        CREATE TABLE tours (id integer PRIMARY KEY, driven date NOT NULL);
                        CREATE INDEX heavy ON parcels (weight);
                        ALTER TABLE parcels ALTER COLUMN weight SET DATA TYPE bigint;
                        """, "DROP TABLE tours;")
                .path();
    }

    private static TestDatabase grownByHand() {
        TestDatabase database = TestDatabases.postgres();
        database.execute("CREATE TABLE parcels (id integer, weight integer)", "CREATE TABLE reports (id integer)");
        return database;
    }

    private static String recorded(TestDatabase database) {
        return database.query(
                "SELECT string_agg(migration_id || ' ' || direction || ' ' || reason, ', ' ORDER BY migration_id)"
                        + " FROM switchback.migration_history");
    }

    @Test
    void whatTheStructureShowsIsSeenAndRecordedWithAReason() throws TimeoutException {
        TestDatabase database = grownByHand();
        try (OpenWindow window = new OpenWindow(folder)) {
            window.open(project(), database, Environment.PRODUCTION, Profile.Settings.GUARDED);
            assertThat(window.text("#notice-text")).contains("has tables, and no record");

            window.robot()
                    .interact(() ->
                            window.find("#notice .hyperlink", Hyperlink.class).fire());
            TableView<?> lines = window.find("#course-lines", TableView.class);
            assertThat(lines.getItems()).hasSize(5);
            assertThat(window.find("#course-missing", ListView.class).getItems().toString())
                    .contains("− table public.tours")
                    .contains("the set makes:  bigint")
                    .contains("this database has:  integer");
            assertThat(window.text("#course-summary")).contains("4 of 5").contains("table public.reports");
            Button go = window.find("#record-go", Button.class);
            window.robot()
                    .interact(
                            () -> window.find("#record-reason", TextField.class).setText("grown by hand"));
            assertThat(go.isDisabled()).as("production wants its name typed").isTrue();
            String name = database.url().substring(database.url().lastIndexOf('/') + 1);
            window.robot()
                    .interact(() ->
                            window.find("#record-confirm", TextField.class).setText(name));
            window.picture("structure-dialog");

            window.press("#record-go");
            assertThat(window.text("#counts")).isEqualTo("4 applied · 1 pending");
        }
        assertThat(recorded(database))
                .isEqualTo("001_parcels stamp grown by hand, 002_old_labels stamp grown by hand, "
                        + "003_first_parcel stamp grown by hand, 004_no_labels stamp grown by hand");
        assertThat(database.query("SELECT count(*) FROM parcels"))
                .as("nothing ran")
                .isEqualTo("0");
    }

    @Test
    void anotherStructureIsOnlyShown() throws TimeoutException {
        TestDatabase database = TestDatabases.h2();
        database.execute("CREATE TABLE parcels (id integer, weight varchar(10))");
        try (OpenWindow window = new OpenWindow(folder)) {
            window.open(project(), database, Environment.DEVELOPMENT, Profile.Settings.OPEN);

            window.perform(ACTION);

            assertThat(window.shows("#course")).as(window.text("#notice-text")).isTrue();
            assertThat(window.find("#course-missing", ListView.class).getItems().toString())
                    .containsIgnoringCase("~ column PUBLIC.PARCELS.WEIGHT");
            assertThat(window.shows("#record-go")).as("nothing can be recorded").isFalse();
            window.picture("structure-nothing");
        }
        assertThat(database.query("SELECT count(*) FROM information_schema.schemata WHERE schema_name = 'switchback'"))
                .isEqualTo("0");
    }

    @Test
    void lookingTellsHowFarItIsAndCanBeCancelled() throws TimeoutException {
        TestDatabase database = grownByHand();
        try (OpenWindow window = new OpenWindow(folder)) {
            window.open(project(), database, Environment.DEVELOPMENT, Profile.Settings.OPEN);
            List<String> told = window.cancelWhatRuns();

            window.perform(ACTION);

            assertThat(told).containsExactly("Comparing the structure · 1 of 5 · 001_parcels");
            assertThat(window.text("#notice-text")).startsWith("Cancelled");
            assertThat(window.shows("#course")).isFalse();
        }
        assertThat(database.query("SELECT to_regnamespace('switchback') IS NULL"))
                .isEqualTo("t");
    }

    @Test
    void aSetThatCannotBeTriedSaysWhatElseCanBeDone() throws TimeoutException {
        new ProjectFolder(folder.resolve("parcels"))
                .migration("001_parcels", "CREATE TABLE no_such_schema.parcels (id integer);", "");
        try (OpenWindow window = new OpenWindow(folder)) {
            window.open(folder.resolve("parcels"), grownByHand(), Environment.DEVELOPMENT, Profile.Settings.OPEN);

            window.perform(ACTION);

            assertThat(window.text("#notice-text")).contains("no_such_schema").contains("`stamp` or `baseline`");
        }
    }

    @Test
    void whereItDoesNotApplyTheReasonIsShown() throws TimeoutException {
        try (OpenWindow window = new OpenWindow(folder)) {
            window.robot().interact(() -> window.window().openProject(project()));

            window.perform(ACTION);

            assertThat(window.shows("#palette-box"))
                    .as("the reason stays to be read")
                    .isTrue();
            window.picture("structure-obstacle");
            assertThat(window.shows("#course")).isFalse();
            assertThat(window.robot().lookup("connect a database first").tryQuery())
                    .isPresent();
        }
    }
}

package dev.switchback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.profile.Profile;
import dev.switchback.support.Alembic;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabases;
import dev.switchback.ui.editor.SqlArea;
import dev.switchback.ui.support.OpenWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/** The booking office of Larkfield Ferries in the window. */
class AlembicWindowTest {

    private static final Path BOOKINGS =
            Path.of("migrations-samples/alembic-two-databases/database/migrations/bookings");

    private static final String COMPARE = "Compare the models";
    private static final String FERRIES =
            "sa.Table('ferries', metadata, sa.Column('id', sa.Integer, primary_key=True))\n";

    @TempDir
    Path folder;

    private Optional<OpenWindow> shown = Optional.empty();

    @BeforeEach
    void open() throws TimeoutException, IOException {
        Path project = folder.resolve("bookings");
        ProjectFolder.copy(BOOKINGS, project);
        Files.writeString(project.resolve("switchback.toml"), "interpreter = '" + Alembic.python() + "'\n");
        OpenWindow window = new OpenWindow(folder);
        shown = Optional.of(window);
        window.open(project, TestDatabases.postgres(), Environment.DEVELOPMENT, Profile.Settings.OPEN);
    }

    @AfterEach
    void close() {
        window().close();
    }

    private OpenWindow window() {
        return shown.orElseThrow();
    }

    private String text() {
        return window().find("#sql", SqlArea.class).getText();
    }

    private void await(String words) throws TimeoutException {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> text().contains(words));
    }

    private void part(String id) {
        window().robot().interact(() -> window().find(id, ToggleButton.class).fire());
    }

    @Test
    void revisionIsShownAsTheSqlThatAlembicWrites() throws TimeoutException {
        window().select("003");
        await("CREATE TABLE vouchers");
        window().picture("alembic-up");

        part("#part-down");
        await("DROP TABLE vouchers;");

        part("#part-file");
        assertThat(text()).startsWith("\"\"\"Vouchers\n").contains("def upgrade() -> None:");
        window().picture("alembic-file");
    }

    @Test
    void revisionThatOnlyAlembicCanRunIsShownAsItsPython() {
        window().select("006");

        assertThat(text()).contains("bind = op.get_bind()");
        window().picture("alembic-online");
    }

    private void beginWithRevision(String downgrade) throws IOException {
        deleteRevisions();
        Files.writeString(folder.resolve("bookings/versions/quays.py"), """
                from alembic import op

                revision = "quays"
                down_revision = None


                def upgrade():
                    op.execute("CREATE TABLE quays (id integer)")


                def downgrade():
                    %s
                """.formatted(downgrade));
        window().robot().interact(() -> window().workspace().refresh());
    }

    @Test
    void whyAWayBackIsNotWrittenIsShownInItsPlace() throws TimeoutException, IOException {
        beginWithRevision("raise KeyError('colour')");
        window().select("quays");
        await("CREATE TABLE quays");

        part("#part-down");
        await("-- downgrade() is in error");

        assertThat(text().replace("\n--", "")).contains("KeyError: 'colour' (line 12)");
        window().picture("alembic-down-in-error");
    }

    @Test
    void rollbackDialogSaysThatAWayBackDoesNothing() throws IOException {
        beginWithRevision("pass");
        window().press("#apply");
        window().press("#apply-run");

        window().select("quays");
        window().press("#roll-back");

        assertThat(window().robot().lookup(".rollback-why .label").queryAllAs(Label.class))
                .extracting(Label::getText)
                .anyMatch(text -> text.startsWith("▲ its downgrade() does nothing"));
        window().picture("alembic-rollback-empty");
        window().press("#rollback-run");
        assertThat(window().text("#counts")).isEqualTo("0 applied · 1 pending");
    }

    private void deleteRevisions() throws IOException {
        try (Stream<Path> revisions = Files.list(folder.resolve("bookings/versions"))) {
            for (Path revision : (Iterable<Path>) revisions::iterator) {
                Files.delete(revision);
            }
        }
    }

    /** A project without any revision yet, whose env.py hands over models. */
    private void beginWithModels() throws IOException {
        deleteRevisions();
        Path project = folder.resolve("bookings");
        Path env = project.resolve("env.py");
        Files.writeString(
                env,
                Files.readString(env)
                        .replace("target_metadata = None", "from models import metadata as target_metadata"));
        models("");
        window().robot().interact(() -> window().workspace().refresh());
    }

    private void models(String tables) throws IOException {
        Files.writeString(folder.resolve("bookings/models.py"), """
                import sqlalchemy as sa

                metadata = sa.MetaData()
                """ + tables);
    }

    @Test
    void modelsAreComparedAndWhatTheyAskForIsWrittenForReview() throws TimeoutException, IOException {
        window().perform(COMPARE);
        assertThat(window().shows("#palette-box"))
                .as("the reason stays to be read")
                .isTrue();
        assertThat(window().robot().lookup("7 pending: apply them first").tryQuery())
                .isPresent();
        window().picture("models-obstacle");
        window().robot().push(KeyCode.ESCAPE);

        beginWithModels();
        window().perform(COMPARE);
        assertThat(window().text("#notice-text")).isEqualTo("The models of main and the database agree.");

        models(FERRIES);
        window().perform(COMPARE);
        ListView<?> changes = window().find("#models-changes", ListView.class);
        assertThat(changes.getItems()).asString().contains("add table ferries");
        assertThat(window().find("#models-code", SqlArea.class).getText()).contains("op.create_table('ferries'");
        window().picture("models-changes");

        window().robot().push(KeyCode.ENTER);
        assertThat(window().find("#new-from-models", CheckBox.class).isSelected())
                .as("as it was offered")
                .isTrue();
        window().robot()
                .interact(() -> window().find("#new-name", TextField.class).setText("Ferries"));
        window().press("#new-create");
        await("CREATE TABLE ferries");
    }

    @Test
    void modelsThatCannotBeReadAreNamed() throws TimeoutException, IOException {
        beginWithModels();
        models("import no_such_module");

        window().perform(COMPARE);

        assertThat(window().text("#notice-text")).contains("no_such_module");
        assertThat(window().shows("#models")).isFalse();
    }

    @Test
    void whatTheModelsHaveIsWrittenAsARevisionAndOpened() throws TimeoutException, IOException {
        beginWithModels();
        models(FERRIES);

        window().robot().push(KeyCode.CONTROL, KeyCode.N);
        window().robot().interact(() -> {
            window().find("#new-name", TextField.class).setText("Ferries");
            window().find("#new-from-models", CheckBox.class).setSelected(true);
        });
        window().picture("alembic-new-from-models");
        window().press("#new-create");

        await("CREATE TABLE ferries");
        part("#part-file");
        assertThat(text()).contains("op.create_table('ferries'");
    }
}

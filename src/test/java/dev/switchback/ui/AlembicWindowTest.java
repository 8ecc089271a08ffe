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

    @Test
    void whatTheModelsHaveIsWrittenAsARevisionAndOpened() throws TimeoutException, IOException {
        Path project = folder.resolve("bookings");
        try (Stream<Path> revisions = Files.list(project.resolve("versions"))) {
            for (Path revision : (Iterable<Path>) revisions::iterator) {
                Files.delete(revision);
            }
        }
        Files.writeString(project.resolve("models.py"), """
                import sqlalchemy as sa

                metadata = sa.MetaData()
                sa.Table("ferries", metadata, sa.Column("id", sa.Integer, primary_key=True))
                """);
        Path env = project.resolve("env.py");
        Files.writeString(
                env,
                Files.readString(env)
                        .replace("target_metadata = None", "from models import metadata as target_metadata"));
        window().robot().interact(() -> window().workspace().refresh());

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

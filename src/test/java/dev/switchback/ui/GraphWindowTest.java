package dev.switchback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.profile.Profile;
import dev.switchback.support.TestDatabases;
import dev.switchback.ui.support.OpenWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dependency graph, by keyboard. */
class GraphWindowTest {

    @TempDir
    Path folder;

    private Optional<OpenWindow> shown = Optional.empty();

    @BeforeEach
    void open() throws TimeoutException {
        shown = Optional.of(new OpenWindow(folder));
    }

    @AfterEach
    void close() {
        window().close();
    }

    private OpenWindow window() {
        return shown.orElseThrow();
    }

    private void openShop() {
        window().openShop(TestDatabases.h2(), Environment.STAGING, Profile.Settings.OPEN);
        window().robot().push(KeyCode.ALT, KeyCode.DIGIT3);
    }

    private String selected() {
        return window().workspace().selectedProperty().get().orElseThrow().id().value();
    }

    @Test
    void arrowsGoFromMigrationToMigrationAndTheTreeFollows() {
        openShop();
        assertThat(selected()).isEqualTo("001_create_customers");
        window().robot().push(KeyCode.RIGHT);
        assertThat(selected()).isEqualTo("003_create_orders");
        assertThat(window().text("#graph-summary")).isEqualTo("18 migrations · 4 heads · 003 needs 1, needed by 7");
        window().robot().push(KeyCode.LEFT);
        assertThat(selected()).isEqualTo("001_create_customers");
        window().robot().push(KeyCode.DOWN);
        assertThat(selected()).isNotEqualTo("001_create_customers");
        assertThat(window().workspace().chosen().getFirst().id().value()).isEqualTo(selected());
    }

    @Test
    void whatIsLookedForIsShownOneAfterTheOther() {
        openShop();
        window().robot().push(KeyCode.CONTROL, KeyCode.F);
        window().robot().write("orders");
        assertThat(window().text("#graph-summary")).startsWith("1 of ");
        String first = selected();
        assertThat(first).contains("orders");
        window().picture("graph-found");

        window().robot().push(KeyCode.ENTER);
        assertThat(selected()).contains("orders").isNotEqualTo(first);
        window().robot().push(KeyCode.SHIFT, KeyCode.ENTER);
        assertThat(selected()).isEqualTo(first);
        window().robot().push(KeyCode.ESCAPE);
        assertThat(window().find("#graph-find", TextField.class).getText()).isEmpty();
    }

    @Test
    void overviewIsShownWhileNotEverythingIsInSight() {
        openShop();
        assertThat(window().find("#graph-minimap", javafx.scene.Node.class).isVisible())
                .isFalse();
        String whole = window().text("#graph-zoom");
        window().robot().push(KeyCode.PLUS);
        window().robot().push(KeyCode.PLUS);
        window().robot().push(KeyCode.PLUS);
        assertThat(window().text("#graph-zoom")).isNotEqualTo(whole);
        assertThat(window().find("#graph-minimap", javafx.scene.Node.class).isVisible())
                .isTrue();
        window().picture("graph-near");
        window().robot().push(KeyCode.HOME);
        assertThat(window().text("#graph-zoom")).isEqualTo(whole);
    }

    @Test
    void graphIsExportedInFourForms() throws IOException {
        openShop();
        window().desktop().saveInto(folder);
        for (int form = 0; form < 4; form++) {
            int chosen = form;
            window().robot()
                    .interact(() -> window().find("#graph-export", MenuButton.class)
                            .getItems()
                            .get(chosen)
                            .fire());
        }
        assertThat(ImageIO.read(folder.resolve("migrations.png").toFile()).getWidth())
                .isGreaterThan(500);
        assertThat(folder.resolve("migrations.svg")).content().startsWith("<svg");
        assertThat(folder.resolve("migrations.dot")).content().startsWith("digraph");
        assertThat(folder.resolve("migrations.mmd")).content().startsWith("flowchart");
    }

    @Test
    void circlesAndMissingOnesStandOut() throws IOException {
        Path project = Files.createDirectories(folder.resolve("broken"));
        write(project, "001_a", "");
        write(project, "002_b", "001_a, 004_d");
        write(project, "003_c", "002_b");
        write(project, "004_d", "003_c");
        write(project, "005_e", "000_gone");
        write(project, "006_f", "001_a");
        write(project, "007_g", "006_f, 005_e");
        window().open(project, TestDatabases.h2(), Environment.DEVELOPMENT, Profile.Settings.OPEN);
        window().select("006_f");
        window().robot().push(KeyCode.ALT, KeyCode.DIGIT3);
        assertThat(window().text("#graph-summary")).startsWith("8 migrations");
        window().picture("graph-broken");
    }

    private static void write(Path project, String id, String needs) throws IOException {
        Files.writeString(project.resolve(id + ".sql"), """
                -- Depends on: [%s]
                -- @up
                CREATE TABLE t%s (id integer);
                -- @down
                DROP TABLE t%s;
                """.formatted(needs, id.substring(0, 3), id.substring(0, 3)));
    }
}

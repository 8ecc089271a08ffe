package dev.switchback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.profile.Profile;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import dev.switchback.ui.profile.PasswordPrompt;
import dev.switchback.ui.support.OpenWindow;
import dev.switchback.ui.workspace.MigrationKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

class WindowTest {

    private static final MigrationId INVOICES = new MigrationId("018_create_invoices");

    @TempDir
    Path folder;

    private TestDatabase database = TestDatabases.h2();
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

    private void openShop(Environment environment, Profile.Settings settings) {
        window().openShop(database, environment, settings);
    }

    private void applyAll() {
        window().press("#apply");
        window().press("#apply-run");
    }

    @Test
    void welcomePageOffersTheSample() {
        assertThat(window().robot().lookup("#open-sample").queryAs(Button.class).isDisabled())
                .isFalse();
        window().picture("welcome");
    }

    @Test
    void sampleIsTriedAppliedAndShownInTheHistory() {
        openShop(Environment.STAGING, Profile.Settings.OPEN);
        assertThat(window().text("#counts")).isEqualTo("0 applied · 18 pending");

        window().press("#dry-run");
        assertThat(window().robot()
                        .lookup("#dry-run-table")
                        .queryAs(TableView.class)
                        .getItems()
                        .size())
                .isGreaterThan(30);
        window().picture("main-dry-run");

        applyAll();
        assertThat(window().text("#counts")).isEqualTo("18 applied · 0 pending");
        assertThat(window().text("#notice-text")).contains("Done: 18 migrations");
        window().picture("main-applied");

        window().robot().push(KeyCode.ALT, KeyCode.DIGIT4);
        TableView<?> history = window().robot().lookup("#history-table").queryAs(TableView.class);
        assertThat(history.getItems()).hasSize(18);
        window().robot().interact(() -> history.getSelectionModel().select(0));
        window().picture("history");

        window().robot().push(KeyCode.ALT, KeyCode.DIGIT3);
        window().picture("graph");
    }

    @Test
    void selectedMigrationIsAppliedWithWhatItNeeds() {
        openShop(Environment.DEVELOPMENT, Profile.Settings.OPEN);
        window().robot()
                .interact(() -> window().workspace()
                        .selectedProperty()
                        .set(Optional.of(new MigrationKey("main", new MigrationId("003_create_orders")))));

        TreeView<?> tree = window().robot().lookup("#tree").queryAs(TreeView.class);
        window().robot()
                .interact(() -> tree.getContextMenu().getItems().stream()
                        .filter(item -> "Apply up to here…".equals(item.getText()))
                        .forEach(MenuItem::fire));
        window().press("#apply-run");

        assertThat(window().text("#counts")).isEqualTo("2 applied · 16 pending");
    }

    @Test
    void passwordIsAskedForAndEscapeAnswersWithNone() {
        PasswordPrompt.Question typed = new PasswordPrompt.Question("orders", new CompletableFuture<>());
        window().robot().interact(() -> window().window().askPassword(typed));
        WaitForAsyncUtils.waitForFxEvents();
        window().robot().write("secret");
        window().picture("password");
        window().robot().push(KeyCode.ENTER);
        assertThat(typed.answer()).isCompletedWithValue(Optional.of("secret"));

        PasswordPrompt.Question left = new PasswordPrompt.Question("orders", new CompletableFuture<>());
        window().robot().interact(() -> window().window().askPassword(left));
        WaitForAsyncUtils.waitForFxEvents();
        window().robot().push(KeyCode.ESCAPE);
        assertThat(left.answer()).isCompletedWithValue(Optional.empty());
    }

    @Test
    void filterLeavesWhatFits() {
        openShop(Environment.DEVELOPMENT, Profile.Settings.OPEN);

        window().robot().push(KeyCode.CONTROL, KeyCode.F);
        window().robot().write("invoice");

        TreeView<?> tree = window().robot().lookup("#tree").queryAs(TreeView.class);
        assertThat(tree.getRoot().getChildren().getFirst().getChildren()).hasSize(1);
    }

    @Test
    void rollbackShowsBothScriptsAndRunsOnlyAfterTheNameIsTyped() throws IOException {
        openShop(Environment.PRODUCTION, Profile.Settings.GUARDED);
        window().press("#apply");
        String name = database.query("SELECT database()");
        window().robot()
                .interact(() -> window().robot()
                        .lookup("#apply-confirm")
                        .queryAs(TextField.class)
                        .setText(name));
        window().press("#apply-run");
        database.execute("INSERT INTO customers (email, name) VALUES ('a@shop.example', 'A')");
        Path file = folder.resolve("shop/018_create_invoices.sql");
        Files.writeString(file, Files.readString(file).replace("DROP TABLE invoices;", "DROP TABLE invoices CASCADE;"));
        window().robot().interact(() -> window().workspace().refresh());
        window().robot()
                .interact(() ->
                        window().workspace().selectedProperty().set(Optional.of(new MigrationKey("main", INVOICES))));

        window().press("#roll-back");
        Button run = window().robot().lookup("#rollback-run").queryAs(Button.class);
        assertThat(run.isDisabled()).isTrue();
        assertThat(run.isDefaultButton()).isFalse();
        assertThat(run.getText()).isEqualTo("Roll back 1 migration on production");
        assertThat(window().robot()
                        .lookup("#rollback-leave")
                        .queryAs(Button.class)
                        .isFocused())
                .isTrue();
        window().picture("rollback");

        window().robot().push(KeyCode.ESCAPE);
        assertThat(window().robot().lookup("#rollback-run").tryQuery()).isEmpty();
        assertThat(window().text("#counts")).startsWith("18 applied");

        window().press("#roll-back");
        window().robot()
                .interact(() -> window().robot()
                        .lookup("#use-file")
                        .queryAs(ToggleButton.class)
                        .fire());
        window().robot()
                .interact(() -> window().robot()
                        .lookup("#rollback-reason")
                        .queryAs(TextField.class)
                        .setText("wrong totals"));
        window().robot()
                .interact(() -> window().robot()
                        .lookup("#rollback-confirm")
                        .queryAs(TextField.class)
                        .setText(name));
        window().press("#rollback-run");
        assertThat(window().text("#counts")).startsWith("17 applied");
        assertThat(window().workspace()
                        .find(new MigrationKey("main", INVOICES))
                        .orElseThrow()
                        .state())
                .isEqualTo(MigrationState.ROLLED_BACK);
    }

    @Test
    void migrationWithoutWayBackIsNamedAndOffered() {
        openShop(Environment.DEVELOPMENT, Profile.Settings.OPEN);
        applyAll();
        window().robot()
                .interact(() -> window().workspace()
                        .selectedProperty()
                        .set(Optional.of(new MigrationKey("main", new MigrationId("009_purge_test_customers")))));

        window().press("#roll-back");

        assertThat(window().robot().lookup("#notice-text").queryAs(Label.class).getText())
                .contains("009_purge_test_customers")
                .contains("it is irreversible: the removed customers are not kept anywhere");
        window().picture("refused");
    }
}

package dev.switchback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.profile.Profile;
import dev.switchback.engine.profile.SampleProject;
import dev.switchback.engine.profile.SecretSource;
import dev.switchback.engine.profile.Secrets;
import dev.switchback.engine.profile.UserFolders;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import dev.switchback.ui.profile.PasswordPrompt;
import dev.switchback.ui.support.Screens;
import dev.switchback.ui.task.BackgroundTasks;
import dev.switchback.ui.theme.Theme;
import dev.switchback.ui.workspace.Engine;
import dev.switchback.ui.workspace.MigrationKey;
import dev.switchback.ui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class WindowTest {

    private static final MigrationId INVOICES = new MigrationId("018_create_invoices");

    @TempDir
    Path folder;

    private final FxRobot robot = new FxRobot();
    private TestDatabase database = TestDatabases.h2();
    private Optional<SwitchbackWindow> window = Optional.empty();
    private Optional<Workspace> workspace = Optional.empty();

    @BeforeAll
    static void startToolkit() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @BeforeEach
    void open() throws TimeoutException {
        FxToolkit.setupStage(this::show);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void show(Stage stage) {
        Theme.loadFonts();
        Secrets secrets = new Secrets(Map.of(), what -> Optional.empty());
        WindowServices services = WindowServices.of(
                UserFolders.of(Map.of("SWITCHBACK_HOME", folder.resolve("home").toString())), secrets, Runnable::run);
        Workspace opened =
                new Workspace(Engine.real(Map.of(), secrets), new BackgroundTasks(Runnable::run, Runnable::run));
        SwitchbackWindow shown = new SwitchbackWindow(opened, services);
        workspace = Optional.of(opened);
        window = Optional.of(shown);
        stage.setScene(shown.scene());
        stage.setWidth(1280);
        stage.setHeight(800);
        stage.show();
    }

    @AfterEach
    void close() {
        robot.interact(() -> window.ifPresent(SwitchbackWindow::stop));
    }

    private void openShop(Environment environment, Profile.Settings settings) {
        SampleProject sample = SampleProject.in(folder.resolve("shop"));
        Profile profile = new Profile(
                environment.name() + "-shop",
                environment,
                database.url(),
                Optional.of(database.user()),
                new SecretSource.None(),
                settings);
        robot.interact(() -> window.orElseThrow().openProject(sample.folder()));
        robot.interact(() -> workspace.orElseThrow().connect(profile, () -> {}));
    }

    private void picture(String name) {
        for (Theme theme : Theme.values()) {
            for (int[] size : new int[][] {{1280, 800}, {1920, 1080}}) {
                robot.interact(() -> {
                    theme.apply(window.orElseThrow().scene());
                    Stage stage = (Stage) window.orElseThrow().scene().getWindow();
                    stage.setWidth(size[0]);
                    stage.setHeight(size[1]);
                });
                Screens.save(
                        window.orElseThrow().scene(),
                        name + "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + size[0]);
            }
        }
        robot.interact(() -> {
            Theme.LIGHT.apply(window.orElseThrow().scene());
            Stage stage = (Stage) window.orElseThrow().scene().getWindow();
            stage.setWidth(1280);
            stage.setHeight(800);
        });
    }

    private String text(String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }

    private void press(String id) {
        Button button = robot.lookup(id).queryAs(Button.class);
        robot.interact(button::fire);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void applyAll() {
        press("#apply");
        press("#apply-run");
    }

    @Test
    void welcomePageOffersTheSample() {
        assertThat(robot.lookup("#open-sample").queryAs(Button.class).isDisabled())
                .isFalse();
        picture("welcome");
    }

    @Test
    void sampleIsTriedAppliedAndShownInTheHistory() {
        openShop(Environment.STAGING, Profile.Settings.OPEN);
        assertThat(text("#counts")).isEqualTo("0 applied · 18 pending");

        press("#dry-run");
        assertThat(robot.lookup("#dry-run-table")
                        .queryAs(TableView.class)
                        .getItems()
                        .size())
                .isGreaterThan(30);
        picture("main-dry-run");

        applyAll();
        assertThat(text("#counts")).isEqualTo("18 applied · 0 pending");
        assertThat(text("#notice-text")).contains("Done: 18 migrations");
        picture("main-applied");

        robot.push(KeyCode.ALT, KeyCode.DIGIT4);
        TableView<?> history = robot.lookup("#history-table").queryAs(TableView.class);
        assertThat(history.getItems()).hasSize(18);
        robot.interact(() -> history.getSelectionModel().select(0));
        picture("history");

        robot.push(KeyCode.ALT, KeyCode.DIGIT3);
        picture("graph");
    }

    @Test
    void selectedMigrationIsAppliedWithWhatItNeeds() {
        openShop(Environment.DEVELOPMENT, Profile.Settings.OPEN);
        robot.interact(() -> workspace
                .orElseThrow()
                .selectedProperty()
                .set(Optional.of(new MigrationKey("main", new MigrationId("003_create_orders")))));

        TreeView<?> tree = robot.lookup("#tree").queryAs(TreeView.class);
        robot.interact(() -> tree.getContextMenu().getItems().stream()
                .filter(item -> "Apply up to here…".equals(item.getText()))
                .forEach(MenuItem::fire));
        press("#apply-run");

        assertThat(text("#counts")).isEqualTo("2 applied · 16 pending");
    }

    @Test
    void passwordIsAskedForAndEscapeAnswersWithNone() {
        PasswordPrompt.Question typed = new PasswordPrompt.Question("orders", new CompletableFuture<>());
        robot.interact(() -> window.orElseThrow().askPassword(typed));
        WaitForAsyncUtils.waitForFxEvents();
        robot.write("secret");
        picture("password");
        robot.push(KeyCode.ENTER);
        assertThat(typed.answer()).isCompletedWithValue(Optional.of("secret"));

        PasswordPrompt.Question left = new PasswordPrompt.Question("orders", new CompletableFuture<>());
        robot.interact(() -> window.orElseThrow().askPassword(left));
        WaitForAsyncUtils.waitForFxEvents();
        robot.push(KeyCode.ESCAPE);
        assertThat(left.answer()).isCompletedWithValue(Optional.empty());
    }

    @Test
    void filterLeavesWhatFits() {
        openShop(Environment.DEVELOPMENT, Profile.Settings.OPEN);

        robot.push(KeyCode.CONTROL, KeyCode.F);
        robot.write("invoice");

        TreeView<?> tree = robot.lookup("#tree").queryAs(TreeView.class);
        assertThat(tree.getRoot().getChildren().getFirst().getChildren()).hasSize(1);
    }

    @Test
    void rollbackShowsBothScriptsAndRunsOnlyAfterTheNameIsTyped() throws IOException {
        openShop(Environment.PRODUCTION, Profile.Settings.GUARDED);
        press("#apply");
        String name = database.query("SELECT database()");
        robot.interact(
                () -> robot.lookup("#apply-confirm").queryAs(TextField.class).setText(name));
        press("#apply-run");
        database.execute("INSERT INTO customers (email, name) VALUES ('a@shop.example', 'A')");
        Path file = folder.resolve("shop/018_create_invoices.sql");
        Files.writeString(file, Files.readString(file).replace("DROP TABLE invoices;", "DROP TABLE invoices CASCADE;"));
        robot.interact(() -> workspace.orElseThrow().refresh());
        robot.interact(
                () -> workspace.orElseThrow().selectedProperty().set(Optional.of(new MigrationKey("main", INVOICES))));

        press("#roll-back");
        Button run = robot.lookup("#rollback-run").queryAs(Button.class);
        assertThat(run.isDisabled()).isTrue();
        assertThat(run.isDefaultButton()).isFalse();
        assertThat(run.getText()).isEqualTo("Roll back 1 migration on production");
        assertThat(robot.lookup("#rollback-leave").queryAs(Button.class).isFocused())
                .isTrue();
        picture("rollback");

        robot.push(KeyCode.ESCAPE);
        assertThat(robot.lookup("#rollback-run").tryQuery()).isEmpty();
        assertThat(text("#counts")).startsWith("18 applied");

        press("#roll-back");
        robot.interact(
                () -> robot.lookup("#use-file").queryAs(ToggleButton.class).fire());
        robot.interact(
                () -> robot.lookup("#rollback-reason").queryAs(TextField.class).setText("wrong totals"));
        robot.interact(
                () -> robot.lookup("#rollback-confirm").queryAs(TextField.class).setText(name));
        press("#rollback-run");
        assertThat(text("#counts")).startsWith("17 applied");
        assertThat(workspace
                        .orElseThrow()
                        .find(new MigrationKey("main", INVOICES))
                        .orElseThrow()
                        .state())
                .isEqualTo(MigrationState.ROLLED_BACK);
    }

    @Test
    void migrationWithoutWayBackIsNamedAndOffered() {
        openShop(Environment.DEVELOPMENT, Profile.Settings.OPEN);
        applyAll();
        robot.interact(() -> workspace
                .orElseThrow()
                .selectedProperty()
                .set(Optional.of(new MigrationKey("main", new MigrationId("009_purge_test_customers")))));

        press("#roll-back");

        assertThat(robot.lookup("#notice-text").queryAs(Label.class).getText())
                .contains("009_purge_test_customers")
                .contains("it is irreversible: the removed customers are not kept anywhere");
        picture("refused");
    }
}

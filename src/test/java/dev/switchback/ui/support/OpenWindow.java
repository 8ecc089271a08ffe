package dev.switchback.ui.support;

import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.profile.Profile;
import dev.switchback.engine.profile.SampleProject;
import dev.switchback.engine.profile.SecretSource;
import dev.switchback.engine.profile.Secrets;
import dev.switchback.engine.profile.UserFolders;
import dev.switchback.support.TestDatabase;
import dev.switchback.ui.SwitchbackWindow;
import dev.switchback.ui.WindowServices;
import dev.switchback.ui.task.BackgroundTasks;
import dev.switchback.ui.theme.Theme;
import dev.switchback.ui.workspace.Engine;
import dev.switchback.ui.workspace.MigrationKey;
import dev.switchback.ui.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The real window in a test, without threads of its own, so that everything has happened when a call returns. */
public final class OpenWindow implements AutoCloseable {

    private static final int[][] SIZES = {{1280, 800}, {1920, 1080}};

    private final FxRobot robot = new FxRobot();
    private final Path home;
    private final Secrets secrets = new Secrets(Map.of(), what -> Optional.empty());
    private final ChosenFiles desktop = new ChosenFiles();
    private final SwitchbackWindow window;
    private final Workspace workspace;

    /** @param home an empty folder for what the window remembers */
    public OpenWindow(Path home) throws TimeoutException {
        this.home = home;
        FxToolkit.registerPrimaryStage();
        WindowServices services = WindowServices.of(
                UserFolders.of(Map.of("SWITCHBACK_HOME", home.resolve("home").toString())),
                secrets,
                Runnable::run,
                desktop);
        this.workspace = new Workspace(
                Engine.real(Map.of(), secrets), new BackgroundTasks(Runnable::run, OpenWindow::onUiThread));
        this.window = FxToolkit.setupFixture(() -> {
            Theme.loadFonts();
            return new SwitchbackWindow(workspace, services);
        });
        FxToolkit.setupStage(stage -> {
            stage.setScene(window.scene());
            size(stage, SIZES[0]);
            stage.show();
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Programs of a project are heard on threads of their own. */
    private static void onUiThread(Runnable task) {
        if (Platform.isFxApplicationThread()) {
            task.run();
        } else {
            Platform.runLater(task);
        }
    }

    public SwitchbackWindow window() {
        return window;
    }

    public Workspace workspace() {
        return workspace;
    }

    /** What answers when the window asks for a file. */
    public ChosenFiles desktop() {
        return desktop;
    }

    public FxRobot robot() {
        return robot;
    }

    /** Copies the sample shop to {@code shop} beside the home folder and connects it. */
    public Path openShop(TestDatabase database, Environment environment, Profile.Settings settings) {
        SampleProject sample = SampleProject.in(home.resolve("shop"));
        open(sample.folder(), database, environment, settings);
        return sample.folder();
    }

    /** Opens a project and connects it. */
    public void open(Path project, TestDatabase database, Environment environment, Profile.Settings settings) {
        Profile profile = new Profile(
                environment.name() + "-" + project.getFileName(),
                environment,
                database.url(),
                Optional.of(database.user()),
                new SecretSource.Prompt(),
                settings);
        secrets.remember(profile, database.password());
        robot.interact(() -> window.openProject(project));
        robot.interact(() -> workspace.connect(profile, () -> {}));
    }

    public void select(String id) {
        robot.interact(
                () -> workspace.selectedProperty().set(Optional.of(new MigrationKey("main", new MigrationId(id)))));
    }

    public void press(String id) {
        ButtonBase button = robot.lookup(id).queryAs(ButtonBase.class);
        robot.interact(button::fire);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Chooses an entry of the tree's context menu by its text. */
    public void menu(String text) {
        TreeView<?> tree = find("#tree", TreeView.class);
        MenuItem wanted = tree.getContextMenu().getItems().stream()
                .filter(item -> text.equals(item.getText()))
                .findFirst()
                .orElseThrow();
        if (wanted.isDisable()) {
            throw new AssertionError(text + " cannot be chosen now");
        }
        robot.interact(wanted::fire);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Does something by its name in the list of all commands. */
    public void perform(String command) {
        robot.push(new KeyCodeCombination(KeyCode.P, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN));
        robot.interact(() -> find("#palette-words", TextField.class).setText(command));
        robot.push(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Cancels whatever runs when it first says how far it is; what it said then is in the answer. */
    public List<String> cancelWhatRuns() {
        List<String> told = new ArrayList<>();
        workspace
                .tasks()
                .runningProperty()
                .addListener((running, before, now) ->
                        now.ifPresent(task -> task.stage().addListener((stage, earlier, reached) -> {
                            told.add(text("#task"));
                            task.cancellation().request();
                        })));
        return told;
    }

    public String text(String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }

    public <T extends Node> T find(String id, Class<T> type) {
        return robot.lookup(id).queryAs(type);
    }

    public boolean shows(String id) {
        return robot.lookup(id).tryQuery().isPresent();
    }

    /** Saves pictures in both themes and two sizes; leaves the window light and small. */
    public void picture(String name) {
        for (Theme theme : Theme.values()) {
            for (int[] size : SIZES) {
                show(theme, size);
                Screens.save(window.scene(), name + "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + size[0]);
            }
        }
        show(Theme.LIGHT, SIZES[0]);
    }

    private void show(Theme theme, int[] size) {
        robot.interact(() -> {
            theme.apply(window.scene());
            size((Stage) window.scene().getWindow(), size);
        });
    }

    private static void size(Stage stage, int[] size) {
        stage.setWidth(size[0]);
        stage.setHeight(size[1]);
    }

    @Override
    public void close() {
        robot.interact(window::stop);
    }
}

package dev.switchback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.profile.Secrets;
import dev.switchback.engine.profile.UserFolders;
import dev.switchback.ui.task.BackgroundTasks;
import dev.switchback.ui.theme.Theme;
import dev.switchback.ui.workspace.Engine;
import dev.switchback.ui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeView;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class LargeProjectTest {

    private static final int MIGRATIONS = 2_000;

    @TempDir
    Path folder;

    private final FxRobot robot = new FxRobot();

    @Test
    void filterLetterIsAnsweredWithinATenthOfASecond() throws IOException, TimeoutException {
        for (int i = 1; i <= MIGRATIONS; i++) {
            Files.writeString(
                    folder.resolve("%04d_step_%s.sql".formatted(i, i % 7 == 0 ? "index" : "table")),
                    "-- @up\nCREATE TABLE t%d (id integer);\n-- @down\nDROP TABLE t%d;\n".formatted(i, i));
        }
        Secrets secrets = new Secrets(Map.of(), what -> Optional.empty());
        WindowServices services = WindowServices.of(
                UserFolders.of(Map.of("SWITCHBACK_HOME", folder.resolve("home").toString())), secrets);
        Workspace workspace =
                new Workspace(Engine.real(Map.of(), secrets), new BackgroundTasks(Runnable::run, Runnable::run));
        FxToolkit.registerPrimaryStage();
        FxToolkit.setupStage(stage -> show(stage, new SwitchbackWindow(workspace, services)));

        robot.interact(() -> workspace.open(folder, () -> {}));
        TreeView<?> tree = robot.lookup("#tree").queryAs(TreeView.class);
        assertThat(tree.getRoot().getChildren().getFirst().getChildren()).hasSize(MIGRATIONS);
        TextField filter = robot.lookup("#filter").queryAs(TextField.class);

        List<Duration> answers = Stream.of("i", "in", "ind", "in", "i", "")
                .map(letters -> took(() -> filter.setText(letters)))
                .toList();

        assertThat(Collections.min(answers))
                .as("the quickest, because other tests may keep the processors busy: %s", answers)
                .isLessThan(Duration.ofMillis(100));
    }

    private static void show(Stage stage, SwitchbackWindow window) {
        Theme.loadFonts();
        stage.setScene(window.scene());
        stage.show();
    }

    /** How long the UI thread is held, the layout that follows included. */
    private Duration took(Runnable work) {
        Duration[] held = new Duration[1];
        robot.interact(() -> {
            long start = System.nanoTime();
            work.run();
            Stage stage = FxToolkit.toolkitContext().getRegisteredStage();
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
            held[0] = Duration.ofNanos(System.nanoTime() - start);
        });
        WaitForAsyncUtils.waitForFxEvents();
        return held[0];
    }
}

package dev.switchback.ui;

import dev.switchback.engine.profile.Secrets;
import dev.switchback.engine.profile.UserFolders;
import dev.switchback.ui.task.BackgroundTasks;
import dev.switchback.ui.theme.Theme;
import dev.switchback.ui.workspace.Engine;
import dev.switchback.ui.workspace.Workspace;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.application.Application;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The JavaFX application. */
public final class SwitchbackApplication extends Application {

    private @Nullable SwitchbackWindow window;

    @Override
    public void start(Stage stage) {
        Theme.loadFonts();
        Map<String, String> environment = System.getenv();
        Secrets secrets = new Secrets(environment, what -> Optional.empty());
        WindowServices services = WindowServices.of(UserFolders.of(environment), secrets);
        Workspace workspace = new Workspace(Engine.real(environment, secrets), BackgroundTasks.real());
        SwitchbackWindow opened = new SwitchbackWindow(workspace, services);
        window = opened;
        stage.setTitle("Switchback");
        icon().ifPresent(stage.getIcons()::add);
        stage.setScene(opened.scene());
        stage.show();
        opened.start();
        openWhatWasAskedFor(opened);
    }

    private void openWhatWasAskedFor(SwitchbackWindow opened) {
        List<String> arguments = getParameters().getRaw();
        if (arguments.contains("--sample")) {
            opened.openSample();
        }
        int project = arguments.indexOf("--project");
        if (project >= 0 && project + 1 < arguments.size()) {
            opened.openProject(Path.of(arguments.get(project + 1)));
        }
    }

    private static Optional<Image> icon() {
        InputStream stream = SwitchbackApplication.class.getResourceAsStream("switchback.png");
        return Optional.ofNullable(stream).map(Image::new);
    }

    @Override
    public void stop() {
        if (window != null) {
            window.stop();
        }
    }
}

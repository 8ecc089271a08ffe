package dev.switchback.ui;

import dev.switchback.engine.profile.Secrets;
import dev.switchback.engine.profile.UserFolders;
import dev.switchback.ui.desktop.RealDesktop;
import dev.switchback.ui.profile.PasswordPrompt;
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
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The JavaFX application. */
public final class SwitchbackApplication extends Application {

    private @Nullable SwitchbackWindow window;

    @Override
    public void start(Stage stage) {
        Theme.loadFonts();
        Map<String, String> environment = System.getenv();
        BackgroundTasks tasks = BackgroundTasks.real();
        PasswordPrompt prompt = new PasswordPrompt(tasks);
        Secrets secrets = new Secrets(environment, prompt);
        WindowServices services = WindowServices.of(
                UserFolders.of(environment), secrets, tasks::aside, new RealDesktop(getHostServices()));
        Workspace workspace = new Workspace(Engine.real(environment, secrets), tasks);
        SwitchbackWindow opened = new SwitchbackWindow(workspace, services);
        window = opened;
        prompt.onQuestion(opened::askPassword);
        stage.setTitle("Switchback");
        services.memory().place().ifPresent(place -> stand(stage, place));
        stage.setOnHiding(event -> services.memory()
                .place(new WindowMemory.Place(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight())));
        icon().ifPresent(stage.getIcons()::add);
        stage.setScene(opened.scene());
        stage.show();
        opened.start();
        openWhatWasAskedFor(opened, services.memory());
    }

    /** Where it stood the last time, if that screen is still there. */
    private static void stand(Stage stage, WindowMemory.Place place) {
        if (Screen.getScreensForRectangle(place.x(), place.y(), place.width(), place.height())
                .isEmpty()) {
            return;
        }
        stage.setX(place.x());
        stage.setY(place.y());
        stage.setWidth(place.width());
        stage.setHeight(place.height());
    }

    /** What the arguments name, else the project that was open last; its database is connected only on request. */
    private void openWhatWasAskedFor(SwitchbackWindow opened, WindowMemory memory) {
        Optional<String> project = argument("--project");
        if (getParameters().getRaw().contains("--sample")) {
            opened.openSample();
        } else if (project.isPresent()) {
            opened.openProject(Path.of(project.get()).toAbsolutePath().normalize(), argument("--profile"));
        } else {
            memory.recents().stream().findFirst().ifPresent(last -> opened.openProject(last, argument("--profile")));
        }
    }

    private Optional<String> argument(String name) {
        List<String> arguments = getParameters().getRaw();
        int at = arguments.indexOf(name);
        return at >= 0 && at + 1 < arguments.size() ? Optional.of(arguments.get(at + 1)) : Optional.empty();
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

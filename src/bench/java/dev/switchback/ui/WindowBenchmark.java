package dev.switchback.ui;

import dev.switchback.engine.profile.Secrets;
import dev.switchback.engine.profile.UserFolders;
import dev.switchback.ui.desktop.UserDesktop;
import dev.switchback.ui.task.BackgroundTasks;
import dev.switchback.ui.theme.Theme;
import dev.switchback.ui.workspace.Engine;
import dev.switchback.ui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeView;
import javafx.stage.Window;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Measures the real window, with its own threads, on generated projects: from the click to the whole tree, a typed
 * filter letter to its answer, and the longest time that the UI thread was held. Prints Markdown; milliseconds.
 */
public final class WindowBenchmark {

    private static final int ROUNDS = 5;

    /** Nanoseconds; who looks all the time takes a processor from the window. */
    private static final long BETWEEN_LOOKS = 2_000_000;

    private static final List<String> LETTERS = List.of("1", "12", "123", "12", "1", "");

    private final Path folder;
    private final SwitchbackWindow window;
    private final Heartbeat heartbeat = new Heartbeat();

    private WindowBenchmark(Path folder) throws TimeoutException {
        this.folder = folder;
        this.window = FxToolkit.setupFixture(this::show);
    }

    public static void main(String[] arguments) throws Exception {
        FxToolkit.registerPrimaryStage();
        Path folder = Files.createTempDirectory("switchback-bench");
        WindowBenchmark benchmark = new WindowBenchmark(folder);
        System.out.println("| migrations | first opening | opening again, median | UI thread held, longest | filter letter, "
                + "median | filter letter, longest |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        for (int migrations : List.of(2_000, 10_000)) {
            System.out.println(benchmark.measure(migrations));
        }
        remove(folder);
        System.exit(0);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private SwitchbackWindow show() {
        Theme.loadFonts();
        Secrets secrets = new Secrets(Map.of(), what -> Optional.empty());
        Map<String, String> environment =
                Map.of("SWITCHBACK_HOME", folder.resolve("home").toString());
        BackgroundTasks tasks = BackgroundTasks.real();
        SwitchbackWindow shown = new SwitchbackWindow(
                new Workspace(Engine.real(environment, secrets), tasks),
                WindowServices.of(UserFolders.of(environment), secrets, tasks::aside, new NoDesktop()));
        var stage = FxToolkit.toolkitContext().getRegisteredStage();
        stage.setScene(shown.scene());
        stage.setWidth(1280);
        stage.setHeight(800);
        stage.show();
        shown.start();
        return shown;
    }

    private String measure(int migrations) throws Exception {
        Path project = write(migrations, "project" + migrations);
        Path empty = write(1, "empty" + migrations);
        List<Long> openings = new ArrayList<>();
        List<Long> held = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            heartbeat.reset();
            openings.add(open(project, migrations));
            WaitForAsyncUtils.waitForFxEvents(50);
            held.add(heartbeat.longestMillis());
            open(empty, 1);
        }
        open(project, migrations);
        List<Long> answers = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (String letters : LETTERS) {
                answers.add(type(letters));
            }
        }
        return "| %d | %d | %d | %d, then %d | %d | %d |"
                .formatted(
                        migrations,
                        openings.getFirst(),
                        median(openings.subList(1, openings.size())),
                        held.getFirst(),
                        held.stream().skip(1).mapToLong(each -> each).max().orElse(0),
                        median(answers),
                        answers.stream().mapToLong(each -> each).max().orElse(0));
    }

    private Path write(int migrations, String name) throws IOException {
        Path project = Files.createDirectories(folder.resolve(name));
        for (int i = 1; i <= migrations; i++) {
            String needs = i == 1 ? "" : "%05d_step".formatted(Math.max(1, i - 1 - i % 7));
            Files.writeString(project.resolve("%05d_step.sql".formatted(i)), """
                    -- Description: step %1$d
                    -- Type: create_table
                    -- Depends on: [%2$s]
                    -- @up
                    CREATE TABLE t%1$d (id integer PRIMARY KEY, name varchar(100) NOT NULL);
                    -- @down
                    DROP TABLE t%1$d;
                    """.formatted(i, needs));
        }
        return project;
    }

    private long open(Path project, int migrations) throws Exception {
        long start = System.nanoTime();
        Platform.runLater(() -> window.openProject(project));
        while (!onUi(() -> showsAll(migrations))) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        return (System.nanoTime() - start) / 1_000_000;
    }

    private boolean showsAll(int migrations) {
        if (!(window.scene().lookup("#tree") instanceof TreeView<?> tree) || tree.getRoot() == null) {
            return false;
        }
        var sets = tree.getRoot().getChildren();
        layout();
        return !sets.isEmpty() && sets.getFirst().getChildren().size() == migrations;
    }

    private long type(String letters) throws Exception {
        long start = System.nanoTime();
        onUi(() -> {
            if (window.scene().lookup("#filter") instanceof TextField filter) {
                filter.setText(letters);
            }
            layout();
            return true;
        });
        return (System.nanoTime() - start) / 1_000_000;
    }

    private void layout() {
        window.scene().getRoot().applyCss();
        window.scene().getRoot().layout();
    }

    private static <T> T onUi(Callable<T> question) throws Exception {
        return WaitForAsyncUtils.asyncFx(question).get();
    }

    private static long median(List<Long> figures) {
        return figures.stream().sorted().skip(figures.size() / 2).findFirst().orElseThrow();
    }

    /** Nobody is there to choose anything. */
    private record NoDesktop() implements UserDesktop {

        @Override
        public Optional<Path> folder(Window owner) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> file(Window owner) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> saveAs(Window owner, String name) {
            return Optional.empty();
        }

        @Override
        public void reveal(Path file) {}
    }

    /** Asks the UI thread for a sign of life all the time; the longest wait is the longest task, give or take a look. */
    private static final class Heartbeat {

        private volatile long longest;

        Heartbeat() {
            Thread pulse = new Thread(this::beat, "heartbeat");
            pulse.setDaemon(true);
            pulse.start();
        }

        private void beat() {
            while (true) {
                long asked = System.nanoTime();
                WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {});
                longest = Math.max(longest, System.nanoTime() - asked);
                LockSupport.parkNanos(BETWEEN_LOOKS);
            }
        }

        void reset() {
            longest = 0;
        }

        long longestMillis() {
            return longest / 1_000_000;
        }
    }
}

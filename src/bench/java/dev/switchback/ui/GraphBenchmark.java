package dev.switchback.ui;

import dev.switchback.engine.graph.LayeredLayout;
import dev.switchback.engine.graph.MigrationGraph;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.ledger.StateDerivation;
import dev.switchback.engine.profile.Secrets;
import dev.switchback.ui.desktop.Exports;
import dev.switchback.ui.desktop.UserDesktop;
import dev.switchback.ui.graph.GraphView;
import dev.switchback.ui.task.BackgroundTasks;
import dev.switchback.ui.theme.Theme;
import dev.switchback.ui.workspace.Engine;
import dev.switchback.ui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Window;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Measures the graph of 5,000 migrations at 1920 x 1080: its layout, and the time from one frame to the next while it is
 * moved and zoomed, drawn by software. Prints Markdown; milliseconds.
 */
public final class GraphBenchmark {

    private static final int MIGRATIONS = 5_000;
    private static final int FRAMES = 120;

    private GraphBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        FxToolkit.registerPrimaryStage();
        System.out.println("| graph | layout | moved, all in sight | zoomed in and out | moved, names readable |");
        System.out.println("| --- | --- | --- | --- | --- |");
        measure("chain with branches", i -> "%05d_step".formatted(Math.max(1, i - 1 - i % 7)));
        measure("70 wide, two needs each", i -> "%05d_step, %05d_step".formatted(
                Math.max(1, i - 70), Math.max(1, i - 70 - i % 9)));
        System.exit(0);
    }

    private static void measure(String name, IntFunction<String> needs) throws Exception {
        Path project = write(needs);
        Secrets secrets = new Secrets(Map.of(), what -> Optional.empty());
        BackgroundTasks tasks = new BackgroundTasks(Runnable::run, Runnable::run);
        Workspace workspace = new Workspace(Engine.real(Map.of(), secrets), tasks);
        GraphView[] view = new GraphView[1];
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            Theme.loadFonts();
            view[0] = new GraphView(workspace, new Exports(tasks, new NoDesktop(), file -> {}));
            Scene scene = new Scene(view[0], 1920, 1080);
            Theme.LIGHT.apply(scene);
            var stage = FxToolkit.toolkitContext().getRegisteredStage();
            stage.setScene(scene);
            stage.setWidth(1920);
            stage.setHeight(1080);
            stage.show();
            workspace.open(project, () -> {});
        });
        long layout = layout(workspace.setsProperty().get());
        Node pane = view[0].lookup("#graph-pane");
        String far = frames(frame -> Event.fireEvent(pane, scroll(pane, frame % 40 < 20 ? 9 : -9, 0)));
        String zoom = frames(frame -> Event.fireEvent(pane, scroll(pane, frame % 40 < 20 ? 40 : -40, 1)));
        for (int i = 0; i < 60 && !zoomed(view[0]); i++) {
            WaitForAsyncUtils.waitForAsyncFx(60_000, () -> Event.fireEvent(pane, scroll(pane, 40, 1)));
        }
        String near = frames(frame -> Event.fireEvent(pane, scroll(pane, frame % 40 < 20 ? 25 : -25, 0)));
        System.out.println("| " + String.join(" | ", name, String.valueOf(layout), far, zoom, near) + " |");
    }

    private static boolean zoomed(GraphView view) {
        String text = ((javafx.scene.control.Label) view.lookup("#graph-zoom")).getText();
        return Integer.parseInt(text.replaceAll("\\D", "")) >= 45;
    }

    private static long layout(List<SetStatus> sets) {
        long start = System.nanoTime();
        LayeredLayout.of(MigrationGraph.of(sets));
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static ScrollEvent scroll(Node pane, double delta, int control) {
        Bounds bounds = pane.getBoundsInLocal();
        double x = bounds.getWidth() / 2;
        double y = bounds.getHeight() / 2;
        return new ScrollEvent(
                pane, pane, ScrollEvent.SCROLL, x, y, x, y, false, control == 1, false, false, true, false,
                control == 1 ? 0 : delta, delta, 0, 0, ScrollEvent.HorizontalTextScrollUnits.NONE, 0,
                ScrollEvent.VerticalTextScrollUnits.NONE, 0, 0, new PickResult(pane, x, y));
    }

    /** What happens in each frame; the time from frame to frame holds painting and rendering. */
    private static String frames(java.util.function.IntConsumer change) throws InterruptedException {
        List<Long> times = new ArrayList<>();
        List<Long> held = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        Platform.runLater(() -> new AnimationTimer() {
            private long last;
            private int frame;

            @Override
            public void handle(long now) {
                long begin = System.nanoTime();
                if (last != 0) {
                    times.add(begin - last);
                }
                last = begin;
                change.accept(frame++);
                held.add(System.nanoTime() - begin);
                if (frame == FRAMES) {
                    stop();
                    done.countDown();
                }
            }
        }.start());
        done.await();
        return "%.0f, p95 %.0f, UI %.0f".formatted(millis(times, 0.5), millis(times, 0.95), millis(held, 0.95));
    }

    private static double millis(List<Long> nanos, double share) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get((int) (sorted.size() * share)) / 1_000_000.0;
    }

    private static Path write(IntFunction<String> needs) throws IOException {
        Path project = Files.createTempDirectory("switchback-graph");
        for (int i = 1; i <= MIGRATIONS; i++) {
            Files.writeString(project.resolve("%05d_step.sql".formatted(i)), """
                    -- Type: create_table
                    -- Depends on: [%2$s]
                    -- @up
                    CREATE TABLE t%1$d (id integer PRIMARY KEY);
                    -- @down
                    DROP TABLE t%1$d;
                    """.formatted(i, i == 1 ? "" : needs.apply(i)));
        }
        return project;
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
}

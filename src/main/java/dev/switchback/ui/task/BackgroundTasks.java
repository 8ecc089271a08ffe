package dev.switchback.ui.task;

import dev.switchback.engine.run.Cancellation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** The only class of the window that starts threads: work happens on workers, its end is told on the UI thread. */
public final class BackgroundTasks {

    private final Executor workers;
    private final Executor ui;
    private final ObjectProperty<Optional<RunningTask>> running = new SimpleObjectProperty<>(Optional.empty());
    private final Deque<RunningTask> underWay = new ArrayDeque<>();
    private Consumer<Throwable> failures = failure -> {};

    /** Tests give {@code Runnable::run} twice and read like a story. */
    public BackgroundTasks(Executor workers, Executor ui) {
        this.workers = workers;
        this.ui = ui;
    }

    /** What a real window uses: threads that do not keep the program alive, one after the other per task. */
    public static BackgroundTasks real() {
        return new BackgroundTasks(
                Executors.newCachedThreadPool(work -> {
                    Thread thread = new Thread(work, "switchback-worker");
                    thread.setDaemon(true);
                    return thread;
                }),
                Platform::runLater);
    }

    /** Who hears of failures that nobody else handles. */
    public void onFailure(Consumer<Throwable> handler) {
        failures = handler;
    }

    /** The oldest task that goes on, which the others may be waiting for; empty when nothing runs. */
    public ObjectProperty<Optional<RunningTask>> runningProperty() {
        return running;
    }

    /** Does work off the UI thread and hands over the result on it. */
    public <T> void run(String title, Function<Cancellation, T> work, Consumer<T> onDone) {
        runInStages(title, (cancellation, reached) -> work.apply(cancellation), onDone);
    }

    /** The same with work that tells how far it is. */
    public <T> void runInStages(String title, BiFunction<Cancellation, Consumer<Stage>, T> work, Consumer<T> onDone) {
        RunningTask task = new RunningTask(
                title, new Cancellation(), System.nanoTime(), new SimpleObjectProperty<>(Optional.empty()));
        Consumer<Stage> reached = latest(stage -> task.stage().set(Optional.of(stage)));
        underWay.add(task);
        running.set(Optional.of(underWay.getFirst()));
        workers.execute(() -> {
            try {
                T result = work.apply(task.cancellation(), reached);
                ui.execute(() -> {
                    finished(task);
                    onDone.accept(result);
                });
            } catch (RuntimeException | Error failure) {
                ui.execute(() -> {
                    finished(task);
                    failures.accept(failure);
                });
            }
        });
    }

    /** Does small work that nobody needs to see. */
    public <T> void quietly(Supplier<T> work, Consumer<T> onDone) {
        workers.execute(() -> {
            try {
                T result = work.get();
                ui.execute(() -> onDone.accept(result));
            } catch (RuntimeException failure) {
                ui.execute(() -> failures.accept(failure));
            }
        });
    }

    /** Does small work whose end nobody waits for. */
    public void aside(Runnable work) {
        quietly(
                () -> {
                    work.run();
                    return Optional.empty();
                },
                nothing -> {});
    }

    /** Tells something on the UI thread while work goes on. */
    public void tell(Runnable news) {
        ui.execute(news);
    }

    /** However fast the news come, the UI thread is given the last of them only. */
    private Consumer<Stage> latest(Consumer<Stage> show) {
        AtomicReference<Optional<Stage>> waiting = new AtomicReference<>(Optional.empty());
        return stage -> {
            if (waiting.getAndSet(Optional.of(stage)).isEmpty()) {
                ui.execute(() -> waiting.getAndSet(Optional.empty()).ifPresent(show));
            }
        };
    }

    private void finished(RunningTask task) {
        underWay.remove(task);
        running.set(Optional.ofNullable(underWay.peekFirst()));
    }

    /**
     * Work that goes on now.
     *
     * @param stage empty where the work does not tell
     */
    public record RunningTask(
            String title, Cancellation cancellation, long startedNanos, ObjectProperty<Optional<Stage>> stage) {}

    /**
     * How far work is.
     *
     * @param what was done last
     */
    public record Stage(int done, int total, String what) {}
}

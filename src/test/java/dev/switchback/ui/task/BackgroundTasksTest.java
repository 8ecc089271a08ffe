package dev.switchback.ui.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackgroundTasksTest {

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final BackgroundTasks tasks = new BackgroundTasks(waiting::add, Runnable::run);
    private final List<String> heard = new ArrayList<>();

    @Test
    void oldestTaskIsShownSoThatCancelReachesIt() {
        tasks.run("apply", cancellation -> "applied", heard::add);
        tasks.run("refresh", cancellation -> "refreshed", heard::add);
        assertThat(shown()).isEqualTo("apply");

        waiting.removeFirst().run();
        assertThat(shown()).isEqualTo("refresh");

        waiting.removeFirst().run();
        assertThat(tasks.runningProperty().get()).isEmpty();
        assertThat(heard).containsExactly("applied", "refreshed");
    }

    @Test
    void failureThatNobodyHandlesIsToldOf() {
        tasks.onFailure(failure -> heard.add(String.valueOf(failure.getMessage())));
        tasks.run(
                "connect",
                cancellation -> {
                    throw new IllegalStateException("no way");
                },
                result -> heard.add("done"));

        waiting.removeFirst().run();

        assertThat(heard).containsExactly("no way");
        assertThat(tasks.runningProperty().get()).isEmpty();
    }

    private String shown() {
        return tasks.runningProperty().get().orElseThrow().title();
    }
}

package dev.switchback.ui.statusbar;

import dev.switchback.engine.database.DatabaseFacts;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.ui.task.BackgroundTasks.RunningTask;
import dev.switchback.ui.task.BackgroundTasks.Stage;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The line at the bottom: connection, counts, and what runs now. */
public final class StatusBarView extends HBox {

    private final Workspace workspace;
    private final Label connection = new Label();
    private final Label product = new Label();
    private final Label counts = new Label();
    private final Label task = new Label();
    private final ProgressBar progress = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
    private final Label elapsed = new Label();
    private final Hyperlink cancel = new Hyperlink(Texts.get("status.cancel"));
    private final Timeline clock = new Timeline(new KeyFrame(javafx.util.Duration.seconds(1), event -> tick()));

    public StatusBarView(Workspace workspace) {
        this.workspace = workspace;
        setId("status-bar");
        getStyleClass().add("status-line");
        counts.setId("counts");
        task.setId("task");
        connection.setId("connection");
        connection.setMinWidth(USE_PREF_SIZE);
        counts.setMinWidth(USE_PREF_SIZE);
        cancel.setId("cancel");
        cancel.setOnAction(event -> cancel());
        progress.setPrefWidth(120);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(connection, product, counts, gap, task, progress, elapsed, cancel);
        clock.setCycleCount(Animation.INDEFINITE);
        workspace.statusProperty().addListener((status, before, now) -> showStatus());
        workspace.setsProperty().addListener((sets, before, now) -> showStatus());
        workspace.tasks().runningProperty().addListener((running, before, now) -> showTask(now));
        showStatus();
        showTask(workspace.tasks().runningProperty().get());
    }

    /** Asks what runs to stop. */
    public void cancel() {
        workspace
                .tasks()
                .runningProperty()
                .get()
                .ifPresent(running -> running.cancellation().request());
    }

    private void showStatus() {
        Optional<ProjectStatus> status = workspace.statusProperty().get();
        connection.setText(
                status.isPresent() ? "● " + Texts.get("status.connected") : "○ " + Texts.get("status.offline"));
        connection.getStyleClass().setAll("label", status.isPresent() ? "connected" : "offline");
        product.setText(status.map(each ->
                        each.databases().stream().map(StatusBarView::place).collect(Collectors.joining("  +  "))
                                + tools(each))
                .orElse(""));
        counts.setText(counts(workspace.setsProperty().get()));
    }

    private static String place(DatabaseFacts database) {
        return database.product() + " " + database.version() + " · " + database.place();
    }

    private static String tools(ProjectStatus status) {
        return status.tools().stream()
                .map(table -> " · " + Texts.get("status.tool", table.tool().title(), table.place()))
                .distinct()
                .collect(Collectors.joining());
    }

    private static String counts(List<SetStatus> sets) {
        long applied = sets.stream()
                .mapToLong(set -> set.count(MigrationState.COMPLETED))
                .sum();
        long pending = sets.stream().mapToLong(SetStatus::open).sum();
        long edited = sets.stream()
                .flatMap(set -> set.migrations().stream())
                .filter(migration -> migration.has(FindingCode.MODIFIED))
                .count();
        long failed =
                sets.stream().mapToLong(set -> set.count(MigrationState.FAILED)).sum();
        return Texts.get("status.counts", applied, pending)
                + (edited > 0 ? " · " + Texts.get("status.edited", edited) : "")
                + (failed > 0 ? " · " + Texts.get("status.failed", failed) : "");
    }

    private void showTask(Optional<RunningTask> running) {
        boolean busy = running.isPresent();
        for (Region node : List.of(task, progress, elapsed, cancel)) {
            node.setVisible(busy);
        }
        task.setText(running.map(RunningTask::title).orElse(""));
        progress.setProgress(ProgressBar.INDETERMINATE_PROGRESS);
        running.ifPresent(now -> now.stage().addListener((stage, before, reached) -> showStage(now, reached)));
        elapsed.setText("");
        if (busy) {
            clock.playFromStart();
        } else {
            clock.stop();
        }
    }

    /** A task that tells how far it is has a bar that fills; what another one tells meanwhile is not shown. */
    private void showStage(RunningTask told, Optional<Stage> reached) {
        boolean shown =
                workspace.tasks().runningProperty().get().filter(told::equals).isPresent();
        reached.filter(stage -> shown).ifPresent(stage -> {
            task.setText(Texts.get("status.stage", told.title(), stage.done(), stage.total(), stage.what()));
            progress.setProgress((double) stage.done() / stage.total());
        });
    }

    private void tick() {
        workspace.tasks().runningProperty().get().ifPresent(running -> {
            long seconds =
                    Duration.ofNanos(System.nanoTime() - running.startedNanos()).toSeconds();
            elapsed.setText("%02d:%02d".formatted(seconds / 60, seconds % 60));
        });
    }
}

package dev.switchback.ui.run;

import dev.switchback.engine.run.RunEvent;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.ui.dryrun.DryRunView;
import dev.switchback.ui.task.BackgroundTasks;
import dev.switchback.ui.text.Texts;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.BorderPane;

/** How runs go on and how they ended; what is here stays until the window closes. */
public final class RunLogView extends BorderPane {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int LONGEST = 10_000;

    private final ListView<String> lines = new ListView<>();
    private final BackgroundTasks tasks;

    public RunLogView(BackgroundTasks tasks) {
        this.tasks = tasks;
        setId("run-log");
        lines.setId("run-log-lines");
        lines.getStyleClass().add("log");
        lines.setPlaceholder(new Label(Texts.get("runlog.none")));
        lines.heightProperty().addListener((height, before, now) -> showLast());
        setCenter(lines);
    }

    /** Hears events on the thread of the run. */
    public void hear(RunEvent event) {
        String line = text(event);
        if (!line.isEmpty()) {
            tasks.tell(() -> add(line));
        }
    }

    private void add(String line) {
        lines.getItems().add(TIME.format(LocalTime.now(ZoneId.systemDefault())) + "  " + line);
        if (lines.getItems().size() > LONGEST) {
            lines.getItems().removeFirst();
        }
        showLast();
    }

    private void showLast() {
        lines.scrollTo(lines.getItems().size() - 1);
    }

    private static String text(RunEvent event) {
        return switch (event) {
            case RunEvent.Started started ->
                Texts.get("runlog.started", started.plan().steps().size());
            case RunEvent.WaitingForLock waiting -> Texts.get("runlog.waiting", waiting.holder());
            case RunEvent.MigrationStarted started ->
                started.step().direction().text() + " " + started.step().id() + " …";
            case RunEvent.StatementStarted started -> "";
            case RunEvent.StatementFinished finished ->
                "    " + finished.number() + (finished.total() > 0 ? "/" + finished.total() : "") + "  "
                        + finished.report().statement().summary(90)
                        + finished.report()
                                .time()
                                .map(time -> "  " + time.toMillis() + " ms")
                                .orElse("");
            case RunEvent.TakenBack back -> "    " + Texts.get("runlog.takenback", back.kept());
            case RunEvent.Notice notice -> "    " + notice.message();
            case RunEvent.BlockedBy blocked -> Texts.get("runlog.blocked", blocked.blocker());
            case RunEvent.Advanced advanced ->
                Texts.get("runlog.advanced", advanced.doing(), advanced.done(), advanced.total());
            case RunEvent.Retrying retrying -> Texts.get("runlog.retrying", retrying.attempt(), retrying.cause());
            case RunEvent.MigrationFinished finished ->
                finished.report().step().id() + " "
                        + finished.report().outcome().text() + " "
                        + finished.report().time().toMillis() + " ms";
            case RunEvent.Finished finished -> outcome(finished.outcome());
        };
    }

    /** How a run ended, in one line. */
    public static String outcome(RunOutcome outcome) {
        return switch (outcome) {
            case RunOutcome.Completed completed -> "✔ " + Texts.get("runlog.done", completed.migrations());
            case RunOutcome.NothingToDo nothing -> Texts.get("runlog.nothing");
            case RunOutcome.Cancelled cancelled -> Texts.get("runlog.cancelled") + " " + cancelled.advice();
            case RunOutcome.Stopped stopped -> DryRunView.sentence(stopped.failure());
            case RunOutcome.Refused refused -> DryRunView.sentence(refused.failure());
        };
    }
}

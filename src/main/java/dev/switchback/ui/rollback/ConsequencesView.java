package dev.switchback.ui.rollback;

import dev.switchback.engine.run.Loss;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.run.Trial;
import dev.switchback.engine.snapshot.StructureOutline;
import dev.switchback.ui.dryrun.DryRunView;
import dev.switchback.ui.text.Texts;
import java.time.Duration;
import java.time.Instant;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Why the selected step is one, and what a trial on the server says goes with it. */
final class ConsequencesView extends VBox {

    private final RollbackViewModel model;
    private final Runnable countAgain;

    ConsequencesView(RollbackViewModel model, Runnable countAgain) {
        this.model = model;
        this.countAgain = countAgain;
        getStyleClass().add("rollback-why");
        model.trialProperty().addListener((trial, before, now) -> show());
        model.selectedProperty().addListener((selected, before, now) -> show());
        show();
    }

    private void show() {
        StepRow row = model.selectedProperty().get();
        getChildren().setAll(heading("rollback.why"), wrapped(row.step().reason()));
        row.step().warnings().forEach(warning -> getChildren().add(wrapped("▲ " + warning.message())));
        getChildren().add(heading("rollback.goes"));
        switch (model.trialProperty().get()) {
            case RollbackTrial.Counting counting -> getChildren().add(muted(Texts.get("rollback.counting")));
            case RollbackTrial.Impossible impossible -> getChildren().add(muted(impossible.reason()));
            case RollbackTrial.Counted counted -> counted(counted);
        }
    }

    private void counted(RollbackTrial.Counted counted) {
        model.selectedTrial()
                .ifPresentOrElse(this::goes, () -> failed(counted.report().outcome()));
        long ago = Duration.between(counted.at(), Instant.now()).toSeconds();
        getChildren()
                .add(muted(Texts.get(
                        "rollback.counted",
                        model.subject().target(),
                        ago,
                        counted.took().toMillis())));
        Hyperlink again = new Hyperlink(Texts.get("rollback.again"));
        again.setId("count-again");
        again.setOnAction(event -> countAgain.run());
        getChildren().add(again);
    }

    private void goes(Trial trial) {
        for (Loss loss : trial.losses()) {
            Label label = wrapped(Texts.get("rollback.loss", loss.rows(), loss.object()));
            label.getStyleClass().add("loss");
            getChildren().add(label);
        }
        StructureOutline.of(trial.difference()).forEach(line -> getChildren().add(wrapped(line)));
        if (trial.losses().isEmpty() && trial.difference().isEmpty()) {
            getChildren().add(muted(Texts.get("rollback.nothing")));
        }
    }

    private void failed(RunOutcome outcome) {
        String text = switch (outcome) {
            case RunOutcome.Stopped stopped -> DryRunView.sentence(stopped.failure());
            case RunOutcome.Refused refused -> DryRunView.sentence(refused.failure());
            case RunOutcome.Cancelled cancelled -> cancelled.advice();
            case RunOutcome.Completed completed -> Texts.get("rollback.nothing");
            case RunOutcome.NothingToDo nothing -> Texts.get("rollback.nothing");
        };
        Label label = wrapped(text);
        label.getStyleClass().add("loss");
        getChildren().add(label);
    }

    private static Label heading(String key) {
        Label label = new Label(Texts.get(key));
        label.getStyleClass().add("panel-heading");
        return label;
    }

    private static Label muted(String text) {
        Label label = wrapped(text);
        label.getStyleClass().add("muted");
        return label;
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        return label;
    }
}

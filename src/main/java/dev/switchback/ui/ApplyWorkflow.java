package dev.switchback.ui;

import dev.switchback.engine.database.DatabaseFacts;
import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.PlanRequest.OutOfOrder;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.DryRunReport;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Atomicity;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.ui.rollback.RollbackWorkflow;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.Workspace;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The course of an apply: plan, look, confirm, run, result; and of a dry run, which asks nothing. */
final class ApplyWorkflow {

    private final Workspace workspace;
    private final RollbackWorkflow.Host host;
    private final RunListener log;

    ApplyWorkflow(Workspace workspace, RollbackWorkflow.Host host, RunListener log) {
        this.workspace = workspace;
        this.host = host;
        this.log = log;
    }

    private record Planned(PlanOutcome outcome, boolean guarded) {}

    /**
     * Plans what is selected and asks before it runs.
     *
     * @param set the set that the selection is about; empty for all
     */
    void apply(Selection selection, Optional<String> set) {
        apply(selection, set, Atomicity.PER_MIGRATION);
    }

    /** The same in one transaction, or one for each. */
    void apply(Selection selection, Optional<String> set, Atomicity atomicity) {
        plan(selection, set, planned -> {
            switch (planned.outcome()) {
                case PlanOutcome.Refused refused -> host.refused(refused);
                case Plan plan -> {
                    if (plan.isEmpty()) {
                        host.finished(new RunOutcome.NothingToDo(""));
                    } else {
                        confirm(plan, planned.guarded(), atomicity);
                    }
                }
            }
        });
    }

    private void plan(Selection selection, Optional<String> set, Consumer<Planned> then) {
        workspace.ask(
                Texts.get("task.plan"),
                (database, cancellation) -> {
                    boolean guarded = database.isGuarded();
                    return new Planned(database.plan(request(selection, set, guarded)), guarded);
                },
                then);
    }

    /** On a guarded database nothing slips in before what is applied. */
    private static PlanRequest request(Selection selection, Optional<String> set, boolean guarded) {
        OutOfOrder late = guarded ? OutOfOrder.REFUSE : OutOfOrder.WARN;
        return new PlanRequest(Direction.UP, selection, set, new PlanRequest.Options(Optional.empty(), late));
    }

    /** Tries what is selected and takes it back. */
    void dryRun(Selection selection, Optional<String> set, Consumer<DryRunReport> show) {
        plan(selection, set, planned -> {
            switch (planned.outcome()) {
                case PlanOutcome.Refused refused -> host.refused(refused);
                case Plan plan ->
                    workspace.ask(
                            Texts.get("task.dryrun"),
                            (database, cancellation) -> database.dryRun(plan, RunOptions.DEFAULT, log, cancellation),
                            show);
            }
        });
    }

    private void confirm(Plan plan, boolean guarded, Atomicity atomicity) {
        String database = databases(plan, DatabaseFacts::name);
        String place = databases(plan, DatabaseFacts::place);
        Label title = new Label(Texts.get("apply.title", plan.steps().size(), place));
        title.getStyleClass().add("rollback-title");
        title.setWrapText(true);
        ListView<String> steps = new ListView<>();
        steps.setId("apply-steps");
        steps.setCellFactory(WholeLine::new);
        steps.setPrefHeight(320);
        list(plan, steps);
        plan.leftOut()
                .forEach(each -> steps.getItems()
                        .add(Texts.get("apply.leftOut", each.id().value(), each.reason())));
        plan.gate().ifPresent(gate -> steps.getItems().add(Texts.get("apply.gate", gate.phase(), gate.text())));
        TextField typed = new TextField();
        typed.setId("apply-confirm");
        typed.setPromptText(Texts.get("rollback.type", database));
        Button leave = new Button(Texts.get("rollback.leave"));
        leave.setCancelButton(true);
        leave.setOnAction(event -> host.hideDialog());
        Button go = new Button(Texts.get("apply.title", plan.steps().size(), database));
        go.setId("apply-run");
        go.getStyleClass().add("primary");
        go.setDefaultButton(!guarded);
        go.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> guarded && !typed.getText().equals(database), typed.textProperty()));
        go.setOnAction(event -> run(
                plan,
                RunOptions.DEFAULT
                        .with(atomicity)
                        .with(guarded ? Confirmation.typed(typed.getText()) : Confirmation.YES)));
        HBox buttons = new HBox(leave, go);
        buttons.getStyleClass().add("rollback-buttons");
        VBox box = new VBox(title, steps);
        if (guarded) {
            box.getChildren().add(typed);
        }
        box.getChildren().add(buttons);
        box.setId("apply");
        box.getStyleClass().addAll("dialog-box", guarded ? "guarded" : "unguarded");
        box.setMaxHeight(Region.USE_PREF_SIZE);
        host.showDialog(box);
        (guarded ? leave : go).requestFocus();
    }

    /** The databases on which something of a plan runs. */
    private String databases(Plan plan, Function<DatabaseFacts, String> name) {
        ProjectStatus status = workspace.statusProperty().get().orElseThrow();
        return plan.steps().stream()
                .map(step -> name.apply(status.databaseOf(step.set())))
                .distinct()
                .collect(Collectors.joining(" + "));
    }

    /** The steps in their order; where they are for several databases, each under the place where it runs. */
    private void list(Plan plan, ListView<String> list) {
        ProjectStatus status = workspace.statusProperty().get().orElseThrow();
        String set = "";
        int number = 0;
        for (PlanStep step : plan.steps()) {
            if (!status.homes().isEmpty() && !step.set().equals(set)) {
                set = step.set();
                list.getItems()
                        .add(Texts.get("apply.set", set, status.databaseOf(set).place()));
            }
            number++;
            list.getItems().add(number + "  " + step.id() + "  · " + step.reason());
            remarks(list, step);
        }
    }

    private static void remarks(ListView<String> list, PlanStep step) {
        step.warnings().forEach(warning -> list.getItems().add("      ▲ " + warning.message()));
        step.work()
                .migration()
                .flatMap(migration -> migration.header().notes().manualSteps())
                .ifPresent(text -> list.getItems().add("      " + Texts.get("details.manual") + ": " + text));
    }

    private void run(Plan plan, RunOptions options) {
        host.hideDialog();
        host.started();
        workspace.ask(
                Texts.get("task.apply", plan.steps().size()),
                (database, cancellation) -> database.run(plan, options, log, cancellation),
                host::finished);
    }

    /** A line that goes on below where it is long. */
    private static final class WholeLine extends ListCell<String> {

        private static final double BESIDE = 30; // the scroll bar, and the edges of a cell

        WholeLine(ListView<String> list) {
            setWrapText(true);
            setPrefWidth(0);
            maxWidthProperty().bind(list.widthProperty().subtract(BESIDE));
        }

        @Override
        protected void updateItem(@Nullable String line, boolean empty) {
            super.updateItem(line, empty);
            setText(line == null ? "" : line);
        }
    }
}

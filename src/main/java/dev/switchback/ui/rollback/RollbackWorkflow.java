package dev.switchback.ui.rollback;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.profile.Profile;
import dev.switchback.engine.run.DryRunReport;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;

/** The course of a rollback: plan, look, confirm, run, result. */
public final class RollbackWorkflow {

    private final Workspace workspace;
    private final Host host;
    private final RunListener log;

    /** The part of the window that shows dialogs and results. */
    public interface Host {

        void showDialog(Node dialog);

        void hideDialog();

        void refused(PlanOutcome.Refused refused);

        void finished(RunOutcome outcome);
    }

    public RollbackWorkflow(Workspace workspace, Host host, RunListener log) {
        this.workspace = workspace;
        this.host = host;
        this.log = log;
    }

    /** Plans and opens the dialog; nothing runs before its button is pressed. */
    public void start(Selection selection, Optional<String> set) {
        PlanRequest request = new PlanRequest(Direction.DOWN, selection, set, PlanRequest.Options.DEFAULT);
        workspace.ask(
                Texts.get("task.plan"),
                (database, cancellation) -> new Planned(database.plan(request), database.isGuarded()),
                planned -> {
                    switch (planned.outcome()) {
                        case PlanOutcome.Refused refused -> host.refused(refused);
                        case Plan plan -> {
                            if (plan.isEmpty()) {
                                host.finished(new RunOutcome.NothingToDo(""));
                            } else {
                                open(plan, planned.guarded());
                            }
                        }
                    }
                });
    }

    private record Planned(PlanOutcome outcome, boolean guarded) {}

    private void open(Plan plan, boolean guarded) {
        RollbackSubject subject = new RollbackSubject(
                plan,
                workspace.statusProperty().get().orElseThrow().database(),
                workspace
                        .profileProperty()
                        .get()
                        .map(profile -> profile.environment().name())
                        .orElse(""),
                guarded ? Profile.Guard.GUARDED : Profile.Guard.OPEN);
        RollbackViewModel model = new RollbackViewModel(subject);
        RollbackView view = new RollbackView(
                model, new RollbackView.Handlers(host::hideDialog, () -> run(model), () -> count(model)));
        host.showDialog(view);
        view.focusFirst();
        count(model);
    }

    /** Tries the chosen scripts and takes them back, to see what goes. */
    private void count(RollbackViewModel model) {
        model.trialProperty().set(new RollbackTrial.Counting());
        Instant start = Instant.now();
        Consumer<RollbackTrial> show = model.trialProperty()::set;
        workspace.ask(
                Texts.get("task.count"),
                (database, cancellation) -> {
                    try {
                        DryRunReport report = database.dryRun(
                                model.subject().plan(), model.trialOptions(), RunListener.SILENT, cancellation);
                        Instant now = Instant.now();
                        return new RollbackTrial.Counted(report, now, Duration.between(start, now));
                    } catch (SwitchbackException failure) {
                        return new RollbackTrial.Impossible(String.valueOf(failure.getMessage()));
                    }
                },
                show);
    }

    private void run(RollbackViewModel model) {
        host.hideDialog();
        workspace.ask(
                Texts.get("task.rollback", model.subject().plan().migrations()),
                (database, cancellation) -> database.run(model.subject().plan(), model.runOptions(), log, cancellation),
                host::finished);
    }
}

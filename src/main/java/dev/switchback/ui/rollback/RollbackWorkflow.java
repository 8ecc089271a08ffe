package dev.switchback.ui.rollback;

import dev.switchback.engine.database.DatabaseFacts;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.profile.Profile;
import dev.switchback.engine.run.DryRunReport;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.ui.text.Moments;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.MigrationKey;
import dev.switchback.ui.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

        /** Says how something ended that changed no database. */
        void tell(String message);

        /** A run begins: from now on it is watched. */
        void started();
    }

    public RollbackWorkflow(Workspace workspace, Host host, RunListener log) {
        this.workspace = workspace;
        this.host = host;
        this.log = log;
    }

    /** Plans and opens the dialog; nothing runs before its button is pressed. */
    public void start(Selection selection, Optional<String> set) {
        start(() -> selection, set);
    }

    /** @param selection made off the UI thread, where it has to read a file */
    void start(Supplier<Selection> selection, Optional<String> set) {
        workspace.ask(
                Texts.get("task.plan"),
                (database, cancellation) -> new Planned(
                        database.plan(
                                new PlanRequest(Direction.DOWN, selection.get(), set, PlanRequest.Options.DEFAULT)),
                        database.isGuarded()),
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
        String set = plan.steps().getFirst().set();
        DatabaseFacts database = workspace.statusProperty().get().orElseThrow().databaseOf(set);
        RollbackSubject subject = new RollbackSubject(
                plan,
                database,
                workspace
                        .profileOf(set)
                        .map(profile -> profile.environment().name())
                        .orElse(database.name()),
                guarded ? Profile.Guard.GUARDED : Profile.Guard.OPEN,
                applied(plan));
        RollbackViewModel model = new RollbackViewModel(subject);
        RollbackView view = new RollbackView(
                model, new RollbackView.Handlers(host::hideDialog, () -> run(model), () -> count(model)));
        host.showDialog(view);
        view.focusFirst();
        count(model);
    }

    private Map<MigrationId, String> applied(Plan plan) {
        Map<MigrationId, String> applied = new HashMap<>();
        for (PlanStep step : plan.steps()) {
            workspace
                    .find(new MigrationKey(step.set(), step.id()))
                    .flatMap(status -> status.row())
                    .flatMap(row -> row.execution().appliedAt())
                    .ifPresent(at -> applied.put(step.id(), Moments.text(at)));
        }
        return applied;
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
        host.started();
        workspace.ask(
                Texts.get("task.rollback", model.subject().plan().migrations()),
                (database, cancellation) -> database.run(model.subject().plan(), model.runOptions(), log, cancellation),
                host::finished);
    }
}

package dev.switchback.ui;

import dev.switchback.engine.alembic.ModelDifferences;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.run.AlembicModels;
import dev.switchback.ui.action.Actions;
import dev.switchback.ui.action.AppAction;
import dev.switchback.ui.models.ModelsView;
import dev.switchback.ui.rollback.RollbackWorkflow;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.Workspace;
import java.util.Optional;

/** The course of comparing models with the database: ask Alembic, show the changes, have a revision written. */
final class CheckWorkflow {

    private final Workspace workspace;
    private final RollbackWorkflow.Host host;
    private final Runnable showEditor;
    private final ChosenSet chosen;

    /** @param showEditor brings the place to the front where a new revision is opened */
    CheckWorkflow(Workspace workspace, RollbackWorkflow.Host host, Runnable showEditor) {
        this.workspace = workspace;
        this.host = host;
        this.showEditor = showEditor;
        this.chosen = new ChosenSet(workspace);
    }

    void register(Actions actions) {
        actions.on(AppAction.CHECK_MODELS, chosen.obstacleThere(CheckWorkflow::obstacle), this::start);
    }

    /** What is pending would be taken for a difference. */
    private static Optional<String> obstacle(SetStatus status) {
        if (status.set().alembic().isEmpty()) {
            return Optional.of(Texts.get("obstacle.models", status.set().name()));
        }
        return status.open() > 0 ? Optional.of(Texts.get("obstacle.pending", status.open())) : Optional.empty();
    }

    private void start() {
        MigrationSet set = chosen.get();
        workspace.ask(
                Texts.get("task.models"),
                (database, cancellation) ->
                        database.compareModels(set.name(), new AlembicModels.Onlooker(line -> {}, cancellation)),
                found -> show(set, found));
    }

    private void show(MigrationSet set, ModelDifferences found) {
        if (found.differences().isEmpty()) {
            host.tell(Texts.get("models.agree", set.name()));
            return;
        }
        ModelsView.Answers answers = new ModelsView.Answers(host::hideDialog, () -> write(set));
        ModelsView view = new ModelsView(set.name(), found, answers);
        host.showDialog(view);
        view.focusWrite();
    }

    private void write(MigrationSet set) {
        host.hideDialog();
        showEditor.run();
        new NewMigrationDialog(workspace, host).openFromModels(set.name());
    }
}

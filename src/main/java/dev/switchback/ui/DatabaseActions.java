package dev.switchback.ui;

import dev.switchback.engine.ResumeRequest.Decision;
import dev.switchback.engine.ledger.HistoryAction;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions.Atomicity;
import dev.switchback.ui.action.Actions;
import dev.switchback.ui.action.AppAction;
import dev.switchback.ui.rollback.RollbackScriptWorkflow;
import dev.switchback.ui.rollback.RollbackWorkflow;
import dev.switchback.ui.workspace.MigrationKey;
import dev.switchback.ui.workspace.Workspace;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;

/** Ties the actions that look at or change a database to their courses. */
final class DatabaseActions {

    private final Workspace workspace;
    private final Supplier<Rooms> rooms;
    private final ApplyWorkflow applying;
    private final RollbackWorkflow rollingBack;
    private final RollbackScriptWorkflow script;
    private final RecordWorkflow recording;
    private final AdoptWorkflow adopting;
    private final StructureWorkflow structure;
    private final CheckWorkflow checking;

    DatabaseActions(Workspace workspace, RollbackWorkflow.Host host, Supplier<Rooms> rooms) {
        RunListener log = event -> rooms.get().runLog().hear(event);
        this.workspace = workspace;
        this.rooms = rooms;
        this.applying = new ApplyWorkflow(workspace, host, log);
        this.rollingBack = new RollbackWorkflow(workspace, host, log);
        this.script = new RollbackScriptWorkflow(workspace, host, rollingBack);
        this.recording = new RecordWorkflow(workspace, host, log);
        this.adopting = new AdoptWorkflow(workspace, host, recording);
        this.structure = new StructureWorkflow(workspace, host, recording);
        this.checking = new CheckWorkflow(workspace, host, () -> rooms.get().showEditor());
    }

    void register(Actions actions) {
        BooleanBinding connected = Bindings.createBooleanBinding(
                () -> workspace.statusProperty().get().isPresent(), workspace.statusProperty());
        applying(actions, connected);
        rollingBack(actions, connected);
        recording(actions);
        structure.register(actions);
        checking.register(actions);
        actions.on(
                AppAction.ADOPT,
                Bindings.createBooleanBinding(
                        () -> workspace
                                .statusProperty()
                                .get()
                                .filter(status -> !status.tools().isEmpty())
                                .isPresent(),
                        workspace.statusProperty()),
                adopting::start);
    }

    private void applying(Actions actions, BooleanBinding connected) {
        Selection all = new Selection.Everything();
        actions.on(AppAction.DRY_RUN, connected, () -> dryRun(Optional.empty(), all));
        actions.on(AppAction.DRY_RUN_TO, selected(any -> true), () -> selected(Selection.Target::new, this::dryRun));
        actions.on(AppAction.APPLY, connected, () -> applying.apply(all, Optional.empty()));
        actions.on(AppAction.APPLY_NEXT, connected, () -> applying.apply(new Selection.Count(1), Optional.empty()));
        actions.on(
                AppAction.APPLY_TOGETHER,
                connected,
                () -> applying.apply(all, Optional.empty(), Atomicity.ALL_OR_NOTHING));
        BooleanBinding open = selected(status -> status.state().isOpen());
        actions.on(AppAction.APPLY_TO, open, () -> selected(Selection.Target::new, this::apply));
        actions.on(AppAction.APPLY_ONLY, open, () -> selected(Selection.Only::new, this::apply));
    }

    /** Everything up to the end of a phase, past its gate. */
    void applyThrough(String phase) {
        applying.apply(new Selection.ThroughPhase(phase), Optional.empty());
    }

    private void apply(Optional<String> set, Selection selection) {
        applying.apply(selection, set);
    }

    private void dryRun(Optional<String> set, Selection selection) {
        applying.dryRun(selection, set, report -> rooms.get().showDryRun(report));
    }

    private void rollingBack(Actions actions, BooleanBinding connected) {
        actions.on(AppAction.ROLL_BACK, connected, this::rollBack);
        actions.on(
                AppAction.ROLL_BACK_TO,
                selected(DatabaseActions::isApplied),
                () -> selected(Selection.Target::new, (set, selection) -> rollingBack.start(selection, set)));
        actions.on(
                AppAction.ROLL_BACK_SCRIPT,
                Bindings.createBooleanBinding(script::isPossible, workspace.statusProperty()),
                script::start);
    }

    private void recording(Actions actions) {
        BooleanBinding open = selected(status -> status.state().isOpen());
        BooleanBinding interrupted = selected(status -> status.has(FindingCode.INTERRUPTED));
        actions.on(
                AppAction.ACCEPT_CHANGE,
                selected(MigrationStatus::isChanged),
                () -> recording.start(HistoryAction.ACCEPT));
        actions.on(AppAction.REPAIR, selected(any -> true), () -> recording.start(HistoryAction.REPAIR));
        actions.on(AppAction.STAMP, open, () -> recording.start(HistoryAction.STAMP));
        actions.on(AppAction.BASELINE, open, () -> recording.start(HistoryAction.BASELINE));
        actions.on(AppAction.RESUME, interrupted, () -> recording.resume(Decision.CONTINUE));
        actions.on(AppAction.MARK_DONE, interrupted, () -> recording.resume(Decision.MARK_DONE));
    }

    /** While a migration of this kind is selected, and the database is there. */
    private BooleanBinding selected(Predicate<MigrationStatus> kind) {
        return Bindings.createBooleanBinding(
                () -> workspace.statusProperty().get().isPresent()
                        && workspace.selectedStatus().filter(kind).isPresent(),
                workspace.statusProperty(),
                workspace.selectedProperty(),
                workspace.setsProperty());
    }

    private void selected(Function<MigrationId, Selection> selection, BiConsumer<Optional<String>, Selection> command) {
        MigrationKey key = workspace.selectedProperty().get().orElseThrow();
        command.accept(Optional.of(key.set()), selection.apply(key.id()));
    }

    /** The selected migration with its dependents; without a selection the last one. */
    private void rollBack() {
        if (workspace.selectedStatus().filter(DatabaseActions::isApplied).isPresent()) {
            selected(Selection.Only::new, (set, selection) -> rollingBack.start(selection, set));
        } else {
            rollingBack.start(new Selection.Count(1), Optional.empty());
        }
    }

    private static boolean isApplied(MigrationStatus status) {
        return status.row().isPresent() && (!status.state().isOpen() || status.has(FindingCode.INTERRUPTED));
    }
}

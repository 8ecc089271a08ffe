package dev.switchback.ui.rollback;

import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Project;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.source.ProjectReader;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.Workspace;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.CheckListView;

/** Asks what a lone rollback.sql takes back, then leads to the rollback dialog. */
public final class RollbackScriptWorkflow {

    private final Workspace workspace;
    private final RollbackWorkflow.Host host;
    private final RollbackWorkflow rollingBack;

    public RollbackScriptWorkflow(Workspace workspace, RollbackWorkflow.Host host, RollbackWorkflow rollingBack) {
        this.workspace = workspace;
        this.host = host;
        this.rollingBack = rollingBack;
    }

    private record Candidate(SetStatus set, Path script, List<MigrationId> applied) {}

    /** Whether there is such a script, and something that it could take back. */
    public boolean isPossible() {
        return candidate().isPresent();
    }

    /** The set of the selected migration, where it has such a script; else the first that has. */
    private Optional<Candidate> candidate() {
        Optional<String> chosen = workspace.selectedProperty().get().map(key -> key.set());
        return workspace.statusProperty().get().stream()
                .flatMap(status -> status.sets().stream())
                .flatMap(set -> candidate(set).stream())
                .min(Comparator.comparing(
                        each -> !chosen.equals(Optional.of(each.set().set().name()))));
    }

    private static Optional<Candidate> candidate(SetStatus set) {
        List<MigrationId> newestFirst = set.migrations().stream()
                .filter(status -> status.row().isPresent() && !status.state().isOpen())
                .sorted(Comparator.comparingLong(RollbackScriptWorkflow::order).reversed())
                .map(MigrationStatus::id)
                .toList();
        return set.set()
                .problems()
                .rollbackScript()
                .filter(any -> !newestFirst.isEmpty())
                .map(script -> new Candidate(set, script, newestFirst));
    }

    private static long order(MigrationStatus status) {
        return status.row().map(row -> row.execution().order()).orElse(0L);
    }

    /** Shows everything that is applied, all of it ticked: one script for a whole set is what such files are. */
    public void start() {
        candidate().ifPresent(this::ask);
    }

    private void ask(Candidate candidate) {
        Label title =
                new Label(Texts.get("rollback.script.title", candidate.script().getFileName()));
        title.getStyleClass().add("rollback-title");
        Label text = new Label(Texts.get("rollback.script.text"));
        text.setWrapText(true);
        CheckListView<MigrationId> list = new CheckListView<>();
        list.getItems().setAll(candidate.applied());
        list.setId("rollback-script-list");
        list.setPrefHeight(300);
        list.getCheckModel().checkAll();
        Button leave = new Button(Texts.get("rollback.leave"));
        leave.setCancelButton(true);
        leave.setOnAction(event -> host.hideDialog());
        Button look = new Button(Texts.get("rollback.script.look"));
        look.setId("rollback-script-look");
        look.getStyleClass().add("primary");
        look.setDefaultButton(true);
        look.disableProperty().bind(Bindings.isEmpty(list.getCheckModel().getCheckedItems()));
        look.setOnAction(
                event -> look(candidate, List.copyOf(list.getCheckModel().getCheckedItems())));
        HBox buttons = new HBox(leave, look);
        buttons.getStyleClass().add("rollback-buttons");
        VBox box = new VBox(title, text, list, buttons);
        box.setId("rollback-script");
        box.getStyleClass().add("dialog-box");
        box.setMaxHeight(Region.USE_PREF_SIZE);
        host.showDialog(box);
        list.requestFocus();
    }

    private void look(Candidate candidate, List<MigrationId> takesBack) {
        host.hideDialog();
        Project project = workspace.projectProperty().get().orElseThrow().project();
        rollingBack.start(
                () -> new Selection.ByScript(ProjectReader.script(project, candidate.script()), takesBack),
                Optional.of(candidate.set().set().name()));
    }
}

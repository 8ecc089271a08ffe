package dev.switchback.ui;

import dev.switchback.engine.run.DryRunReport;
import dev.switchback.ui.action.Actions;
import dev.switchback.ui.desktop.Exports;
import dev.switchback.ui.details.DetailsView;
import dev.switchback.ui.dryrun.DryRunView;
import dev.switchback.ui.dryrun.StructureView;
import dev.switchback.ui.editor.Drafts;
import dev.switchback.ui.editor.EditorView;
import dev.switchback.ui.graph.GraphView;
import dev.switchback.ui.history.HistoryView;
import dev.switchback.ui.problems.ProblemsView;
import dev.switchback.ui.run.RunLogView;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.tree.MigrationTreeView;
import dev.switchback.ui.workspace.Workspace;
import javafx.beans.binding.Bindings;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;

/** The rooms of a window with a project: tree, editor, graph, history, reports and details. */
final class Rooms extends SplitPane {

    private static final double TREE_WIDTH = 290;
    private static final double DETAILS_WIDTH = 250;
    private static final double NARROWEST = 200;
    private static final double USUAL_WIDTH = 1280;

    private final TabPane centre = new TabPane();
    private final TabPane bottom = new TabPane();
    private final DryRunView dryRun = new DryRunView();
    private final StructureView structure = new StructureView();
    private final EditorView editor;
    private final GraphView graph;
    private final RunLogView runLog;
    private final Tab editorTab;
    private final Tab graphTab;
    private final Tab historyTab;
    private final Tab dryRunTab;
    private final Tab problemsTab;
    private final Tab runLogTab;

    Rooms(Workspace workspace, Actions actions, MigrationTreeView tree, Drafts drafts, Exports exports) {
        this.editor = new EditorView(workspace, drafts);
        this.graph = new GraphView(workspace, exports);
        this.runLog = new RunLogView(workspace.tasks());
        this.editorTab = new Tab("", editor);
        this.graphTab = new Tab(Texts.get("window.graph"), graph);
        this.historyTab = new Tab(Texts.get("window.history"), new HistoryView(workspace, exports));
        this.dryRunTab = new Tab(Texts.get("window.dryrun"), dryRun);
        this.runLogTab = new Tab(Texts.get("window.runlog"), runLog);
        ProblemsView problems = new ProblemsView(workspace);
        this.problemsTab = new Tab("", problems);
        problemsTab.textProperty().bind(problems.count().asString(Texts.get("window.problems") + " %d"));
        editorTab
                .textProperty()
                .bind(Bindings.createStringBinding(
                        () -> editor.title() + (editor.dirtyProperty().get() ? " ●" : ""),
                        editor.dirtyProperty(),
                        workspace.selectedProperty(),
                        workspace.setsProperty()));
        fill(centre, "centre", editorTab, graphTab, historyTab);
        Tab structureTab = new Tab("", structure);
        structureTab.textProperty().bind(structure.titleProperty());
        fill(bottom, "bottom", dryRunTab, structureTab, problemsTab, runLogTab);
        arrange(tree, new DetailsView(workspace, actions));
    }

    private static void fill(TabPane pane, String id, Tab... tabs) {
        pane.setId(id);
        pane.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        pane.getTabs().setAll(tabs);
    }

    private void arrange(MigrationTreeView tree, DetailsView details) {
        SplitPane vertical = new SplitPane(centre, bottom);
        vertical.setOrientation(Orientation.VERTICAL);
        vertical.setDividerPositions(0.62);
        tree.setPrefWidth(TREE_WIDTH);
        tree.setMinWidth(NARROWEST);
        details.setPrefWidth(DETAILS_WIDTH);
        details.setMinWidth(NARROWEST);
        getItems().setAll(tree, vertical, details);
        for (Node side : new Node[] {tree, details}) {
            SplitPane.setResizableWithParent(side, false);
        }
        setDividerPositions(TREE_WIDTH / USUAL_WIDTH, 1 - DETAILS_WIDTH / USUAL_WIDTH);
    }

    EditorView editor() {
        return editor;
    }

    RunLogView runLog() {
        return runLog;
    }

    void showEditor() {
        centre.getSelectionModel().select(editorTab);
        editor.focusText();
    }

    void showGraph() {
        centre.getSelectionModel().select(graphTab);
        graph.focusGraph();
    }

    GraphView graph() {
        return graph;
    }

    void showHistory() {
        centre.getSelectionModel().select(historyTab);
    }

    void showProblems() {
        bottom.getSelectionModel().select(problemsTab);
    }

    void showRunLog() {
        bottom.getSelectionModel().select(runLogTab);
    }

    void showDryRun(DryRunReport report) {
        dryRun.show(report);
        structure.show(report);
        bottom.getSelectionModel().select(dryRunTab);
    }
}

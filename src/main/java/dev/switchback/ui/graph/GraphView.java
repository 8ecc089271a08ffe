package dev.switchback.ui.graph;

import dev.switchback.engine.graph.GraphPicture;
import dev.switchback.engine.graph.GraphText;
import dev.switchback.engine.graph.LayeredLayout;
import dev.switchback.engine.graph.MigrationGraph;
import dev.switchback.engine.graph.MigrationGraph.Head;
import dev.switchback.engine.graph.MigrationGraph.NodeKey;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.ui.desktop.Exports;
import dev.switchback.ui.graph.GraphBar.Form;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.MigrationKey;
import dev.switchback.ui.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.scene.layout.BorderPane;

/** The dependency graph: its bar above, its picture below, its selection in step with the tree. */
public final class GraphView extends BorderPane {

    private final Workspace workspace;
    private final Exports exports;
    private final GraphSearch search = new GraphSearch();
    private final GraphBar bar;
    private final GraphPane pane;
    private GraphShapes shapes = new GraphShapes(LayeredLayout.of(new MigrationGraph(List.of(), List.of())));
    private Lineage lineage = Lineage.NONE;

    public GraphView(Workspace workspace, Exports exports) {
        this.workspace = workspace;
        this.exports = exports;
        setId("graph");
        getStyleClass().add("graph");
        this.pane = new GraphPane(shapes, this::choose);
        this.bar = new GraphBar(
                new GraphBar.Handlers(this::find, this::next, pane::larger, pane::smaller, pane::fit, this::export));
        pane.onZoom(bar::zoomed);
        setTop(bar);
        setCenter(pane);
        workspace.setsProperty().addListener((sets, before, now) -> load(now));
        workspace.selectedProperty().addListener((selected, before, now) -> select());
        load(workspace.setsProperty().get());
    }

    /** Whether the keyboard is here, so that "find" means the graph. */
    public boolean hasKeyboard() {
        return getScene() != null
                && getScene().getFocusOwner() != null
                && (pane.isFocused() || bar.lookupAll("*").contains(getScene().getFocusOwner()));
    }

    /** Puts the keyboard into the field that looks for a migration. */
    public void find() {
        bar.focusFind();
    }

    /** Puts the keyboard into the picture. */
    public void focusGraph() {
        pane.requestFocus();
    }

    /** Brings the selected migration into the middle. */
    public void showSelected() {
        lineage.centre().ifPresent(pane::approach);
        focusGraph();
    }

    private void load(List<SetStatus> sets) {
        workspace
                .tasks()
                .run(
                        Texts.get("task.graph"),
                        cancellation -> new GraphShapes(LayeredLayout.of(MigrationGraph.of(sets))),
                        laidOut -> {
                            shapes = laidOut;
                            pane.show(laidOut);
                            select();
                        });
    }

    /** Only the window's user moves the picture; a selection that is out of sight comes into it. */
    private void select() {
        lineage = workspace
                .selectedProperty()
                .get()
                .flatMap(key -> shapes.find(new NodeKey(key.set(), key.id())))
                .map(number -> Lineage.of(shapes, number))
                .orElse(Lineage.NONE);
        pane.light(lineage);
        summarise();
    }

    private void summarise() {
        long heads = shapes.graph().nodes().stream()
                .filter(node -> node.head() == Head.HEAD)
                .count();
        String all = Texts.get("graph.count", shapes.size(), heads);
        bar.say(
                lineage.centre().isEmpty()
                        ? all
                        : all
                                + Texts.get(
                                        "graph.lineage",
                                        number(lineage.centre()),
                                        lineage.needs(),
                                        lineage.neededBy()));
    }

    /** The beginning of an id says enough. */
    private String number(OptionalInt node) {
        String id = shapes.node(node.orElseThrow()).key().id().value();
        int end = id.indexOf('_');
        return end > 0 ? id.substring(0, end) : id;
    }

    private void choose(int node) {
        NodeKey key = shapes.node(node).key();
        workspace.selectedProperty().set(Optional.of(new MigrationKey(key.set(), key.id())));
    }

    private void find(String words) {
        search.look(shapes, words);
        pane.mark(search.found());
        if (words.isBlank()) {
            summarise();
        } else {
            next(1);
        }
    }

    private void next(int direction) {
        search.next(direction).ifPresent(node -> {
            choose(node);
            pane.approach(node);
        });
        bar.say(Texts.get("graph.found", search.position(), search.found().cardinality()));
    }

    private void export(Form form) {
        MigrationGraph shown = shapes.graph();
        switch (form) {
            case PNG -> exports.save(this, "migrations.png", () -> GraphPicture.png(shown));
            case SVG -> exports.save(this, "migrations.svg", () -> bytes(GraphText.svg(shown)));
            case DOT -> exports.save(this, "migrations.dot", () -> bytes(GraphText.dot(shown)));
            case MERMAID -> exports.save(this, "migrations.mmd", () -> bytes(GraphText.mermaid(shown)));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

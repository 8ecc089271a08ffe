package dev.switchback.ui.tree;

import dev.switchback.ui.text.Texts;
import dev.switchback.ui.tree.TreeViewModel.Branch;
import dev.switchback.ui.tree.TreeViewModel.Twig;
import dev.switchback.ui.workspace.MigrationKey;
import dev.switchback.ui.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The tree of sets, phases and migrations with their states. */
public final class MigrationTreeView extends VBox {

    private static final double ROW_HEIGHT = 26;

    private final Workspace workspace;
    private final StringProperty filter;
    private final TreeView<TreeRow> tree = new TreeView<>(new TreeItem<>(new TreeRow.Top()));
    private final Label heading = new Label();
    private Filling filling = Filling.DONE;

    /** Whether the tree is being filled, so that its selection means nothing. */
    private enum Filling {
        DONE,
        UNDER_WAY
    }

    /** @param filter the words typed into the toolbar */
    public MigrationTreeView(Workspace workspace, StringProperty filter, ContextMenu menu) {
        this.workspace = workspace;
        this.filter = filter;
        getStyleClass().add("migration-tree");
        heading.getStyleClass().add("panel-heading");
        tree.setId("tree");
        tree.setShowRoot(false);
        tree.setFixedCellSize(ROW_HEIGHT);
        tree.setContextMenu(menu);
        tree.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        tree.setCellFactory(view -> new TreeRowCell());
        tree.setAccessibleText(Texts.get("tree.name"));
        VBox.setVgrow(tree, Priority.ALWAYS);
        getChildren().addAll(heading, tree);
        workspace.setsProperty().addListener((sets, before, now) -> fill());
        filter.addListener((text, before, now) -> fill());
        tree.getSelectionModel().getSelectedItems().addListener((ListChangeListener<TreeItem<TreeRow>>)
                change -> selectionChanged());
        workspace.selectedProperty().addListener((selected, before, now) -> now.ifPresent(this::reveal));
        fill();
    }

    /** Puts the keyboard into the tree. */
    public void focusTree() {
        tree.requestFocus();
    }

    private void fill() {
        filling = Filling.UNDER_WAY;
        List<Branch> branches = TreeViewModel.branches(workspace.setsProperty().get(), filter.get());
        long count = branches.stream()
                .flatMap(branch -> branch.twigs().stream())
                .mapToLong(twig -> twig.items().size())
                .sum();
        heading.setText(Texts.get("tree.heading", count));
        tree.getSelectionModel().clearSelection();
        tree.getRoot()
                .getChildren()
                .setAll(branches.stream().map(MigrationTreeView::item).toList());
        filling = Filling.DONE;
        workspace.selectedProperty().get().ifPresent(this::reveal);
    }

    private static TreeItem<TreeRow> item(Branch branch) {
        TreeItem<TreeRow> set = new TreeItem<>(branch.set());
        set.setExpanded(true);
        for (Twig twig : branch.twigs()) {
            List<TreeItem<TreeRow>> items =
                    twig.items().stream().map(row -> new TreeItem<TreeRow>(row)).toList();
            if (twig.phase().isPresent()) {
                TreeItem<TreeRow> phase = new TreeItem<>(twig.phase().get());
                phase.setExpanded(true);
                phase.getChildren().setAll(items);
                set.getChildren().add(phase);
            } else {
                set.getChildren().addAll(items);
            }
        }
        return set;
    }

    private void selectionChanged() {
        if (filling == Filling.UNDER_WAY) {
            return;
        }
        List<MigrationKey> keys = tree.getSelectionModel().getSelectedItems().stream()
                .flatMap(item -> key(item).stream())
                .toList();
        workspace.chosen().setAll(keys);
        if (!keys.isEmpty()) {
            workspace.selectedProperty().set(Optional.of(keys.getLast()));
        }
    }

    private static Optional<MigrationKey> key(@Nullable TreeItem<TreeRow> item) {
        return item != null && item.getValue() instanceof TreeRow.Item row ? Optional.of(row.key()) : Optional.empty();
    }

    /** Another part of the window may have selected something. */
    private void reveal(MigrationKey wanted) {
        boolean selected = tree.getSelectionModel().getSelectedItems().stream()
                .anyMatch(item -> key(item).filter(wanted::equals).isPresent());
        if (!selected) {
            find(tree.getRoot(), wanted).ifPresent(item -> {
                tree.getSelectionModel().clearSelection();
                tree.getSelectionModel().select(item);
                int row = tree.getRow(item);
                tree.scrollTo(Math.max(0, row - 8));
            });
        }
    }

    private static Optional<TreeItem<TreeRow>> find(TreeItem<TreeRow> item, MigrationKey wanted) {
        if (key(item).filter(wanted::equals).isPresent()) {
            return Optional.of(item);
        }
        return item.getChildren().stream()
                .flatMap(child -> find(child, wanted).stream())
                .findFirst();
    }
}

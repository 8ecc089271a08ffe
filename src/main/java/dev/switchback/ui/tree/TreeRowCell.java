package dev.switchback.ui.tree;

import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.migration.Program;
import dev.switchback.engine.migration.Severity;
import dev.switchback.ui.state.StateLook;
import dev.switchback.ui.text.Texts;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** One line of the tree: sign, name, badges and the number of findings. */
final class TreeRowCell extends TreeCell<TreeRow> {

    private final Label sign = new Label();
    private final Label name = new Label();
    private final Region gap = new Region();
    private final HBox line = new HBox(sign, name, gap);
    private final Tooltip tip = new Tooltip();

    TreeRowCell() {
        line.getStyleClass().add("tree-line");
        sign.getStyleClass().add("state-sign");
        HBox.setHgrow(gap, Priority.ALWAYS);
        name.setMinWidth(0);
        sign.setMinWidth(USE_PREF_SIZE);
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable TreeRow row, boolean empty) {
        super.updateItem(row, empty);
        setText("");
        line.getChildren().setAll(sign, name, gap);
        getStyleClass().removeAll("set-row", "phase-row");
        if (empty || row == null) {
            setGraphic(null);
            setTooltip(null);
            return;
        }
        setGraphic(line);
        switch (row) {
            case TreeRow.Top top -> name.setText("");
            case TreeRow.Set set -> set(set);
            case TreeRow.Phase phase -> heading(phase.name(), "phase-row");
            case TreeRow.Item item -> item(item.status());
        }
    }

    private void set(TreeRow.Set set) {
        heading(set.status().set().name(), "set-row");
        long applied = set.status().count(MigrationState.COMPLETED);
        line.getChildren().add(badge(applied + " / " + set.status().migrations().size(), "count"));
    }

    private void heading(String text, String styleClass) {
        line.getChildren().remove(sign);
        getStyleClass().add(styleClass);
        name.setText(text);
        setTooltip(null);
    }

    private void item(MigrationStatus status) {
        StateLook look = StateLook.of(status);
        sign.setText(look.sign());
        sign.getStyleClass().setAll("label", "state-sign", look.styleClass());
        name.setText(shown(status));
        name.getStyleClass().setAll("label", look.styleClass() + "-name");
        StateLook.badges(status).forEach(text -> line.getChildren().add(badge(text, "badge-word")));
        long problems = status.findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .count();
        if (problems > 0) {
            line.getChildren().add(badge("▲" + problems, "problem-count"));
        }
        tip.setText(look.word() + ": " + look.sentence());
        setTooltip(tip);
        setAccessibleText(Texts.get("tree.accessible", status.id().value(), look.word(), problems));
    }

    /** A revision of Alembic is called by a number that tells people nothing. */
    private static String shown(MigrationStatus status) {
        String id = status.id().value().replace('_', ' ');
        return status.migration()
                .filter(migration -> migration
                        .scripts()
                        .up()
                        .program()
                        .filter(program -> program instanceof Program.AlembicRevision)
                        .isPresent())
                .map(migration -> id + "  " + migration.header().description())
                .orElse(id);
    }

    private static Label badge(String text, String styleClass) {
        Label badge = new Label(text);
        badge.getStyleClass().addAll("badge", styleClass);
        badge.setMinWidth(Region.USE_PREF_SIZE);
        return badge;
    }
}

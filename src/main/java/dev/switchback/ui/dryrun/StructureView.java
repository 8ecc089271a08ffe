package dev.switchback.ui.dryrun;

import dev.switchback.engine.run.DryRunReport;
import dev.switchback.engine.run.Trial;
import dev.switchback.engine.snapshot.StructureDifference;
import dev.switchback.engine.snapshot.StructureOutline;
import dev.switchback.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.BorderPane;
import org.jspecify.annotations.Nullable;

/** What the last dry run would change in the structure, migration by migration, and what a way back leaves. */
public final class StructureView extends BorderPane {

    private static final double ROW_HEIGHT = 24;

    private final ListView<String> list = new ListView<>();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(Texts.get("window.structure"));

    public StructureView() {
        list.setId("structure-list");
        list.setFixedCellSize(ROW_HEIGHT);
        list.setPlaceholder(new Label(Texts.get("structure.none")));
        list.setCellFactory(view -> new SignedCell());
        setCenter(list);
    }

    /** The tab's title, with the numbers of what is added, changed and removed. */
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    public void show(DryRunReport report) {
        List<String> lines = new ArrayList<>();
        for (Trial trial : report.trials()) {
            String id = trial.report().step().id().value();
            lines.add(trial.difference().isEmpty() ? Texts.get("structure.unchanged", id) : id);
            StructureOutline.of(trial.difference()).forEach(line -> lines.add("    " + line));
            if (!trial.residue().isEmpty()) {
                lines.add("    " + Texts.get("structure.residue"));
                StructureOutline.of(trial.residue()).forEach(line -> lines.add("        " + line));
            }
        }
        list.getItems().setAll(lines);
        title.set(Texts.get("window.structure") + " +"
                + sum(report, each -> each.added().size()) + " ~"
                + sum(report, each -> each.changed().size()) + " −"
                + sum(report, each -> each.removed().size()));
    }

    private static int sum(DryRunReport report, ToIntFunction<StructureDifference> count) {
        return report.trials().stream().map(Trial::difference).mapToInt(count).sum();
    }

    /** The sign says what happens; the colour only repeats it. */
    private static final class SignedCell extends ListCell<String> {

        @Override
        protected void updateItem(@Nullable String line, boolean empty) {
            super.updateItem(line, empty);
            setText(empty ? "" : line);
            getStyleClass().removeAll("added-object", "removed-object", "structure-heading");
            if (empty || line == null) {
                return;
            }
            if (!line.startsWith(" ")) {
                getStyleClass().add("structure-heading");
            } else if (line.strip().startsWith("+")) {
                getStyleClass().add("added-object");
            } else if (line.strip().startsWith("−")) {
                getStyleClass().add("removed-object");
            }
        }
    }
}

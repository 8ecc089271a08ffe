package dev.switchback.ui.history;

import dev.switchback.engine.ledger.HistoryEntry;
import dev.switchback.engine.ledger.HistoryText;
import dev.switchback.ui.desktop.Exports;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Orientation;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;

/** What was run here, when and by whom, with the SQL as it ran. */
public final class HistoryView extends BorderPane {

    private static final int LIMIT = 5_000;

    private final Workspace workspace;
    private final Exports exports;
    private final HistoryViewModel model = new HistoryViewModel();
    private final HistoryTable table = new HistoryTable(model);

    public HistoryView(Workspace workspace, Exports exports) {
        this.workspace = workspace;
        this.exports = exports;
        setId("history");
        getStyleClass().add("history");
        setTop(new HistoryBar(
                workspace,
                model,
                () -> export("history.csv", HistoryText::csv),
                () -> export("history.json", HistoryText::json)));
        EntryView detail = new EntryView(workspace, model);
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((selection, before, now) -> detail.show(Optional.ofNullable(now)));
        SplitPane split = new SplitPane(table, detail);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.5);
        setCenter(split);
        workspace.statusProperty().addListener((status, before, now) -> load());
        load();
    }

    /** The rows in the order in which they are shown. */
    private void export(String name, Function<List<HistoryEntry>, String> form) {
        List<HistoryEntry> shown = List.copyOf(table.getItems());
        exports.save(this, name, () -> form.apply(shown).getBytes(StandardCharsets.UTF_8));
    }

    private void load() {
        if (workspace.isConnected()) {
            workspace.ask(Texts.get("task.history"), (database, cancellation) -> database.history(LIMIT), this::show);
        } else {
            show(List.of());
        }
    }

    /** What was selected stays so: entries are never changed. */
    private void show(List<HistoryEntry> entries) {
        Optional<HistoryEntry> selected =
                Optional.ofNullable(table.getSelectionModel().getSelectedItem());
        model.entries().setAll(entries);
        selected.filter(entries::contains).ifPresent(table.getSelectionModel()::select);
    }
}

package dev.switchback.ui.history;

import dev.switchback.engine.ledger.HistoryEntry;
import dev.switchback.ui.editor.SqlArea;
import dev.switchback.ui.state.StateLook;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.Workspace;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.TextFields;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.jspecify.annotations.Nullable;

/** What was run here, when and by whom, with the SQL as it ran. */
public final class HistoryView extends BorderPane {

    private static final int LIMIT = 5_000;
    private static final double ROW_HEIGHT = 26;
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Workspace workspace;
    private final ObservableList<HistoryEntry> entries = FXCollections.observableArrayList();
    private final FilteredList<HistoryEntry> filtered = new FilteredList<>(entries);
    private final TableView<HistoryEntry> table = new TableView<>();
    private final SqlArea script = new SqlArea();
    private final Label failure = new Label();

    public HistoryView(Workspace workspace) {
        this.workspace = workspace;
        setId("history");
        getStyleClass().add("history");
        TextField filter = TextFields.createClearableTextField();
        filter.setId("history-filter");
        filter.setPromptText(Texts.get("history.filter"));
        filter.textProperty().addListener((text, before, now) -> filtered.setPredicate(entry -> matches(entry, now)));
        setTop(filter);
        BorderPane.setMargin(filter, new Insets(8));
        table.setId("history-table");
        table.setFixedCellSize(ROW_HEIGHT);
        table.setPlaceholder(new Label(Texts.get("history.empty")));
        SortedList<HistoryEntry> sorted = new SortedList<>(filtered);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        columns();
        table.getSelectionModel().selectedItemProperty().addListener((selection, before, now) -> show(now));
        SplitPane split = new SplitPane(table, detail());
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.6);
        setCenter(split);
        workspace.statusProperty().addListener((status, before, now) -> load());
        load();
    }

    private VBox detail() {
        script.setEditable(false);
        failure.getStyleClass().add("history-failure");
        failure.setWrapText(true);
        VirtualizedScrollPane<SqlArea> pane = new VirtualizedScrollPane<>(script);
        VBox.setVgrow(pane, Priority.ALWAYS);
        return new VBox(failure, pane);
    }

    private void columns() {
        column("when", 150, entry -> WHEN.format(entry.event().executedAt()));
        column("migration", 230, entry -> entry.id().value());
        column("action", 80, entry -> entry.action().text());
        column("status", 120, entry -> {
            StateLook look = StateLook.of(entry.event().status());
            return look.sign() + " " + look.word();
        });
        column("took", 80, entry -> entry.event().time().toMillis() + " ms");
        column("by", 100, entry -> entry.event().actor().osUser());
        column("host", 100, entry -> entry.event().actor().host());
        column("reason", 200, entry -> entry.event().reason().orElse(""));
    }

    private void column(String key, double width, Function<HistoryEntry, String> text) {
        TableColumn<HistoryEntry, String> column = new TableColumn<>(Texts.get("history." + key));
        column.setPrefWidth(width);
        column.setCellValueFactory(row -> new SimpleStringProperty(text.apply(row.getValue())));
        table.getColumns().add(column);
    }

    private static boolean matches(HistoryEntry entry, String words) {
        String text = (entry.id() + " " + entry.action().text() + " "
                        + entry.event().status().text() + " "
                        + entry.event().reason().orElse("") + " "
                        + entry.event().actor().osUser())
                .toLowerCase(Locale.ROOT);
        return List.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+")).stream()
                .allMatch(text::contains);
    }

    private void load() {
        if (workspace.isConnected()) {
            workspace.ask(
                    Texts.get("task.history"), (database, cancellation) -> database.history(LIMIT), entries::setAll);
        } else {
            entries.clear();
        }
    }

    private void show(@Nullable HistoryEntry entry) {
        script.show("");
        failure.setText("");
        if (entry == null) {
            return;
        }
        failure.setText(
                entry.event().failure().map(HistoryEntry.Failure::message).orElse(""));
        workspace.ask(
                Texts.get("task.history"),
                (database, cancellation) -> database.script(entry.scriptDigest()),
                text -> script.show(text.orElse(Texts.get("history.notkept"))));
    }
}

package dev.switchback.ui.history;

import dev.switchback.engine.ledger.HistoryAction;
import dev.switchback.engine.ledger.HistoryEntry;
import dev.switchback.ui.state.StateLook;
import dev.switchback.ui.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/** The rows of the history, sorted by any column. */
final class HistoryTable extends TableView<HistoryEntry> {

    private static final double ROW_HEIGHT = 26;
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    HistoryTable(HistoryViewModel model) {
        setId("history-table");
        setFixedCellSize(ROW_HEIGHT);
        setPlaceholder(new Label(Texts.get("history.empty")));
        SortedList<HistoryEntry> sorted = new SortedList<>(model.shown());
        sorted.comparatorProperty().bind(comparatorProperty());
        setItems(sorted);
        TableColumn<HistoryEntry, Instant> when =
                column("when", 145, entry -> entry.event().executedAt(), WHEN::format);
        TableColumn<HistoryEntry, Duration> took =
                column("took", 80, entry -> entry.event().time(), time -> time.toMillis() + " ms");
        took.getStyleClass().add("number");
        getColumns()
                .setAll(List.of(
                        when, words("migration", 210, entry -> entry.id().value())));
        getColumns().add(words("action", 85, entry -> direction(entry.action())));
        TableColumn<HistoryEntry, String> result = words("status", 125, HistoryTable::result);
        result.setCellFactory(column -> new ResultCell());
        getColumns().add(result);
        getColumns().add(took);
        getColumns().add(words("by", 90, entry -> entry.event().actor().osUser()));
        getColumns().add(words("host", 100, entry -> entry.event().actor().host()));
        getColumns().add(words("reason", 220, entry -> entry.event().reason().orElse("")));
    }

    /** Up and down with their arrows; the others are words only. */
    static String direction(HistoryAction action) {
        return switch (action) {
            case UP -> "↑ " + action.text();
            case DOWN -> "↓ " + action.text();
            case STAMP, BASELINE, REPAIR, ACCEPT, ADOPT -> action.text();
        };
    }

    private static String result(HistoryEntry entry) {
        StateLook look = StateLook.of(entry.event().status());
        return look.sign() + " "
                + entry.event()
                        .failure()
                        .flatMap(HistoryEntry.Failure::sqlState)
                        .map(state -> look.word() + " " + state)
                        .orElse(look.word());
    }

    private static TableColumn<HistoryEntry, String> words(
            String key, double width, Function<HistoryEntry, String> text) {
        return column(key, width, text, UnaryOperator.identity());
    }

    /** Sorts by the value, not by its text: 9 ms come before 10 ms. */
    private static <T> TableColumn<HistoryEntry, T> column(
            String key, double width, Function<HistoryEntry, T> value, Function<T, String> text) {
        TableColumn<HistoryEntry, T> column = new TableColumn<>(Texts.get("history." + key));
        column.setId("history-" + key);
        column.setPrefWidth(width);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        column.setCellFactory(any -> new TextCell<>(text));
        return column;
    }

    /** Shows a value as its text. */
    private static final class TextCell<T> extends TableCell<HistoryEntry, T> {

        private final Function<T, String> text;

        TextCell(Function<T, String> text) {
            this.text = text;
        }

        @Override
        protected void updateItem(@Nullable T value, boolean empty) {
            super.updateItem(value, empty);
            setText(empty || value == null ? "" : text.apply(value));
        }
    }

    /** The result in its colour, beside its sign and word. */
    private static final class ResultCell extends TableCell<HistoryEntry, String> {

        private final Label label = new Label();

        @Override
        protected void updateItem(@Nullable String value, boolean empty) {
            super.updateItem(value, empty);
            HistoryEntry entry = empty ? null : getTableRow().getItem();
            setGraphic(entry == null ? null : label);
            if (entry != null) {
                label.setText(value);
                label.getStyleClass()
                        .setAll("label", StateLook.of(entry.event().status()).styleClass());
            }
        }
    }
}

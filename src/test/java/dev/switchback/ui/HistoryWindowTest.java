package dev.switchback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.ledger.HistoryAction;
import dev.switchback.engine.ledger.HistoryEntry;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.profile.Profile;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import dev.switchback.ui.support.OpenWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.collections.ObservableList;
import javafx.scene.chart.BarChart;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history of a database on which things went well and wrong. */
class HistoryWindowTest {

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabases.h2();
    private Optional<OpenWindow> shown = Optional.empty();

    @BeforeEach
    void applyRollBackAndFail() throws TimeoutException, IOException {
        shown = Optional.of(new OpenWindow(folder));
        Path shop = window().openShop(database, Environment.STAGING, Profile.Settings.OPEN);
        applyAll();
        window().select("018_create_invoices");
        window().press("#roll-back");
        window().press("#rollback-run");
        Path file = shop.resolve("018_create_invoices.sql");
        Files.writeString(file, Files.readString(file).replace("-- @up", "-- @up\nINSERT INTO nowhere VALUES (1);"));
        window().robot().interact(() -> window().workspace().refresh());
        applyAll();
        window().robot().push(KeyCode.ALT, KeyCode.DIGIT4);
    }

    @AfterEach
    void close() {
        window().close();
    }

    private OpenWindow window() {
        return shown.orElseThrow();
    }

    private void applyAll() {
        window().press("#apply");
        window().press("#apply-run");
    }

    @SuppressWarnings("unchecked") // the table's type cannot be known at run time
    private ObservableList<HistoryEntry> rows() {
        return ((TableView<HistoryEntry>) window().find("#history-table", TableView.class)).getItems();
    }

    private void selectRow(int row) {
        window().robot()
                .interact(() -> window().find("#history-table", TableView.class)
                        .getSelectionModel()
                        .select(row));
    }

    @SuppressWarnings("unchecked") // what a box holds cannot be known at run time
    private void choose(String box, Object value) {
        window().robot()
                .interact(() -> ((ComboBox<Object>) window().find(box, ComboBox.class)).setValue(Optional.of(value)));
    }

    @Test
    void failureIsShownWithItsCodeAndItsStatement() {
        selectRow(0);
        assertThat(window().text("#history-failure")).contains("42S02").contains("NOWHERE");
        assertThat(window().text("#history-statement")).isEqualTo("INSERT INTO nowhere VALUES (1)");
        window().picture("history-failed");
    }

    @Test
    void filtersNarrowTheHistoryDown() {
        assertThat(rows()).hasSize(20);

        choose("#history-actions", HistoryAction.DOWN);
        assertThat(rows()).hasSize(1);
        assertThat(window().text("#history-count")).isEqualTo("1 of 20");

        choose("#history-actions", HistoryAction.UP);
        choose("#history-results", MigrationState.FAILED);
        assertThat(rows()).hasSize(1);

        choose("#history-results", MigrationState.COMPLETED);
        window().robot()
                .interact(
                        () -> window().find("#history-filter", TextField.class).setText("invoices up"));
        assertThat(rows()).hasSize(1);
    }

    @Test
    void runsOfTheSelectedMigrationStandSideBySide() {
        window().robot()
                .interact(
                        () -> window().find("#history-only", ToggleButton.class).fire());
        assertThat(rows()).hasSize(3);

        selectRow(0);
        window().robot()
                .interact(() -> window().find("#history-entry", TabPane.class)
                        .getSelectionModel()
                        .select(1));
        BarChart<?, ?> chart = window().find("#history-durations", BarChart.class);
        assertThat(chart.getData().getFirst().getData())
                .extracting(bar -> bar.getXValue().toString().split("\n", 2)[0])
                .containsExactly("1. ↑ up ✔", "2. ↓ down ↶", "3. ↑ up ✖");
        window().picture("history-durations");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // columns of several types in one list
    void columnsAreSortedByTheirValuesAndNotByTheirWords() {
        window().robot().interact(() -> {
            TableView table = window().find("#history-table", TableView.class);
            TableColumn took = (TableColumn) table.getColumns().stream()
                    .filter(column -> "history-took".equals(((TableColumn) column).getId()))
                    .findFirst()
                    .orElseThrow();
            took.setSortType(TableColumn.SortType.ASCENDING);
            table.getSortOrder().setAll(took);
        });
        assertThat(rows())
                .isSortedAccordingTo(Comparator.comparing(entry -> entry.event().time()));
    }

    @Test
    void whatIsShownIsExportedAsTheCommandLineWritesIt() throws IOException {
        window().desktop().saveInto(folder);
        choose("#history-actions", HistoryAction.DOWN);

        export(0);
        assertThat(Files.readAllLines(folder.resolve("history.csv")))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("executed_at,set,migration_id,direction,status");
        assertThat(window().text("#notice-text")).contains("history.csv");

        export(1);
        assertThat(Files.readString(folder.resolve("history.json")))
                .contains("\"command\" : \"history\"")
                .contains("\"migration_id\" : \"018_create_invoices\"")
                .contains("\"direction\" : \"down\"");
    }

    private void export(int entry) {
        window().robot()
                .interact(() -> window().find("#history-export", MenuButton.class)
                        .getItems()
                        .get(entry)
                        .fire());
    }
}

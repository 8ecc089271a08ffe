package dev.switchback.ui.history;

import dev.switchback.engine.ledger.HistoryEntry;
import dev.switchback.ui.state.StateLook;
import dev.switchback.ui.text.Texts;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javafx.scene.chart.BarChart;
import javafx.scene.chart.CategoryAxis;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart.Data;
import javafx.scene.chart.XYChart.Series;
import javafx.scene.control.Tooltip;

/** How long the runs of one migration took, the oldest first. */
final class DurationChart extends BarChart<String, Number> {

    private static final double WIDEST_BAR = 48;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());

    DurationChart() {
        super(new CategoryAxis(), new NumberAxis());
        setId("history-durations");
        setAnimated(false);
        setLegendVisible(false);
        setMinHeight(0); // in a low window the bars give way, not the words below them
        widthProperty().addListener((width, before, now) -> narrow());
        getYAxis().setLabel(Texts.get("history.milliseconds"));
        getYAxis().setAnimated(false);
        getXAxis().setAnimated(false);
    }

    /** A single bar as wide as the window would say nothing more. */
    private void narrow() {
        int bars = getData().isEmpty()
                ? 1
                : Math.max(1, getData().getFirst().getData().size());
        setCategoryGap(Math.max(8, getWidth() / bars - WIDEST_BAR));
    }

    void show(List<HistoryEntry> runs) {
        Series<String, Number> series = new Series<>();
        for (int i = 0; i < runs.size(); i++) {
            series.getData().add(new Data<>(category(i + 1, runs.get(i)), millis(runs.get(i))));
        }
        getData().setAll(List.of(series));
        narrow();
        for (int i = 0; i < runs.size(); i++) {
            look(series.getData().get(i), runs.get(i));
        }
    }

    /** The number keeps two runs of the same minute apart. */
    private static String category(int number, HistoryEntry run) {
        return number + ". " + HistoryTable.direction(run.action()) + " "
                + StateLook.of(run.event().status()).sign() + "\n"
                + DAY.format(run.event().executedAt());
    }

    private static double millis(HistoryEntry run) {
        return run.event().time().toNanos() / 1_000_000.0;
    }

    private static void look(Data<String, Number> bar, HistoryEntry run) {
        bar.getNode().getStyleClass().add("bar-" + run.event().status().text().replace('_', '-'));
        Tooltip.install(
                bar.getNode(),
                new Tooltip(Texts.get(
                        "history.took.tip",
                        HistoryTable.direction(run.action()),
                        "%.1f".formatted(millis(run)),
                        StateLook.of(run.event().status()).word())));
    }
}

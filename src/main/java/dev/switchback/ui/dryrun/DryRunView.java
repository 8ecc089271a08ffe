package dev.switchback.ui.dryrun;

import dev.switchback.engine.run.DryRunReport;
import dev.switchback.engine.run.LockTaken;
import dev.switchback.engine.run.RunFailure;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.run.StatementReport;
import dev.switchback.engine.run.Trial;
import dev.switchback.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleStringProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import org.jspecify.annotations.Nullable;

/** What a dry run found out, statement by statement. */
public final class DryRunView extends BorderPane {

    private static final double ROW_HEIGHT = 26;

    private static final double NARROWEST = 64;
    private static final double NARROWEST_WORK = 150;

    private final TableView<Line> table = new TableView<>();
    private final Label summary = new Label();

    /** One line of the table. */
    record Line(String place, String statement, String time, String rows, String locks, String work) {

        /** Says whose statements follow. */
        static Line heading(String migration) {
            return new Line("", migration, "", "", "", "");
        }

        boolean isHeading() {
            return time.isEmpty();
        }
    }

    public DryRunView() {
        setId("dry-run-report");
        getStyleClass().add("dry-run-view");
        summary.setWrapText(true);
        summary.getStyleClass().add("summary");
        table.setId("dry-run-table");
        table.setFixedCellSize(ROW_HEIGHT);
        table.setPlaceholder(new Label(Texts.get("dryrun.none")));
        column("line", 52, Line::place);
        column("statement", 330, Line::statement);
        column("time", 70, Line::time).getStyleClass().add("number");
        column("rows", 52, Line::rows).getStyleClass().add("number");
        column("locks", 200, Line::locks);
        column("work", 200, Line::work).setMinWidth(NARROWEST_WORK);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setRowFactory(view -> new HeadingRow());
        setTop(summary);
        setCenter(table);
        summary.setManaged(false);
    }

    private TableColumn<Line, String> column(String key, double width, Function<Line, String> text) {
        TableColumn<Line, String> column = new TableColumn<>(Texts.get("dryrun." + key));
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, NARROWEST));
        column.setSortable(false);
        column.setCellValueFactory(row -> new SimpleStringProperty(text.apply(row.getValue())));
        table.getColumns().add(column);
        return column;
    }

    public void show(DryRunReport report) {
        List<Line> lines = new ArrayList<>();
        for (Trial trial : report.trials()) {
            lines.add(Line.heading(trial.report().step().id().value()));
            trial.report().statements().forEach(statement -> lines.add(line(statement)));
            lines.add(new Line(
                    "", Texts.get("dryrun.then"), trial.time().toMillis() + " ms", "", losses(trial), wayBack(trial)));
        }
        table.getItems().setAll(lines);
        table.setPlaceholder(new Label(Texts.get("dryrun.silent")));
        summary.setManaged(true);
        summary.setText(sentence(report));
    }

    private static Line line(StatementReport report) {
        String locks = report.locks().stream()
                .map(DryRunView::lock)
                .distinct()
                .limit(3)
                .collect(Collectors.joining(", "));
        String work = report.rewritten().isEmpty()
                ? String.join("; ", report.notices())
                : Texts.get("dryrun.rewrites", String.join(", ", report.rewritten()));
        return new Line(
                String.valueOf(report.statement().line()),
                report.statement().summary(70),
                report.time().map(time -> time.toMillis() + " ms").orElse(""),
                report.rows().isPresent() ? String.valueOf(report.rows().getAsLong()) : "–",
                locks,
                work);
    }

    private static String lock(LockTaken lock) {
        String mode = lock.mode()
                .replace("Lock", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toUpperCase(Locale.ROOT);
        return mode + " " + lock.relation();
    }

    private static String losses(Trial trial) {
        return trial.losses().stream()
                .map(loss -> Texts.get("dryrun.loses", loss.rows(), loss.object()))
                .collect(Collectors.joining(", "));
    }

    private static String wayBack(Trial trial) {
        return switch (trial.wayBack()) {
            case EXACT -> "✔ " + Texts.get("dryrun.exact");
            case LEAVES_RESIDUE -> "▲ " + Texts.get("dryrun.residue");
            case FAILS -> "✖ " + Texts.get("dryrun.fails");
            case NO_DOWN_SCRIPT -> "▲ " + Texts.get("dryrun.nodown");
            case NOT_TRIED -> "";
        };
    }

    private static String sentence(DryRunReport report) {
        return switch (report.outcome()) {
            case RunOutcome.Completed completed -> Texts.get("dryrun.done", completed.migrations());
            case RunOutcome.NothingToDo nothing -> Texts.get("dryrun.nothing");
            case RunOutcome.Cancelled cancelled -> cancelled.advice();
            case RunOutcome.Stopped stopped -> sentence(stopped.failure());
            case RunOutcome.Refused refused -> sentence(refused.failure());
        };
    }

    /** What, where and what next, in one line. */
    public static String sentence(RunFailure failure) {
        String where = failure.place()
                .map(place -> " (" + place.file().getFileName() + ":" + place.line() + ":" + place.column() + ")")
                .orElse("");
        String hint = failure.server().hint().map(words -> words + "  ").orElse("");
        return "✖ " + failure.id().map(id -> id + ": ").orElse("") + failure.message() + where + "  " + hint
                + failure.advice();
    }

    /** A row that names a migration stands out from its statements. */
    private static final class HeadingRow extends TableRow<Line> {

        private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");

        @Override
        protected void updateItem(@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            pseudoClassStateChanged(HEADING, line != null && line.isHeading());
        }
    }
}

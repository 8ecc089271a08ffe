package dev.switchback.ui.adoption;

import dev.switchback.engine.tool.Adoption;
import dev.switchback.engine.tool.Adoption.Line;
import dev.switchback.ui.text.Moments;
import dev.switchback.ui.text.Texts;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** The migrations of a set and the rows of a tool side by side, each with what becomes of it. */
public final class AdoptionView extends VBox {

    private static final double ROW_HEIGHT = 26;
    private static final double TABLE_HEIGHT = 260;

    private final TableView<Line> table = new TableView<>();

    public AdoptionView(Adoption adoption) {
        setId("adoption");
        getStyleClass().add("adoption");
        table.setId("adoption-lines");
        table.setFixedCellSize(ROW_HEIGHT);
        table.setPrefHeight(TABLE_HEIGHT);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        column("verdict", 110, line -> Texts.get("adoption." + line.verdict().text()));
        column("migration", 290, line -> line.id().map(id -> id.value()).orElse(Texts.get("adoption.nofile")));
        column("row", 180, line -> line.recorded().orElse(""));
        if (adoption.lines().stream().anyMatch(line -> line.applied().at().isPresent())) {
            column("when", 150, line -> line.applied().at().map(Moments::text).orElse(""));
        }
        Optional<Line> remarked = adoption.lines().stream()
                .filter(line -> !line.reason().isEmpty())
                .findFirst();
        if (remarked.isPresent()) {
            column("remark", 240, Line::reason);
        }
        table.getItems().setAll(adoption.lines());
        Label summary = new Label(summary(adoption));
        summary.setId("adoption-summary");
        summary.setWrapText(true);
        summary.getStyleClass().add("muted");
        getChildren().add(table);
        remarked.ifPresent(line -> getChildren().add(wholeRemark(line)));
        getChildren().add(summary);
        adoption.consequence().ifPresent(text -> getChildren().add(warning(text)));
    }

    /** Of the selected line, for which a column is too narrow. */
    private Label wholeRemark(Line first) {
        Label remark = new Label();
        remark.setId("adoption-remark");
        remark.setWrapText(true);
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((selection, before, now) -> remark.setText(
                        Optional.ofNullable(now).map(Line::reason).orElse("")));
        table.getSelectionModel().select(first);
        return remark;
    }

    private static VBox warning(String text) {
        Label warning = new Label(text);
        warning.setId("adoption-consequence");
        warning.setWrapText(true);
        VBox card = new VBox(warning);
        card.getStyleClass().addAll("card", "card-warning");
        return card;
    }

    private void column(String key, double width, Function<Line, String> text) {
        TableColumn<Line, String> column = new TableColumn<>(Texts.get("adoption.column." + key));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
        Label title = new Label(column.getText());
        title.setTooltip(new Tooltip(Texts.get("adoption.tip." + key)));
        column.setText("");
        column.setGraphic(title);
        table.getColumns().add(column);
    }

    private static String summary(Adoption adoption) {
        long refused = adoption.with(Adoption.Verdict.REFUSED).count();
        if (refused > 0) {
            return Texts.get("adoption.impossible", refused);
        }
        long adopted = adoption.with(Adoption.Verdict.ADOPT).count();
        long takenBack = adoption.with(Adoption.Verdict.TAKEN_BACK).count();
        String place = adoption.table().place();
        return takenBack == 0
                ? Texts.get("adoption.summary", adopted, place)
                : Texts.get("adoption.summary.back", adopted, takenBack, place);
    }
}

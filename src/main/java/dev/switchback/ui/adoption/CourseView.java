package dev.switchback.ui.adoption;

import dev.switchback.engine.StructureDetection.Course;
import dev.switchback.engine.StructureDetection.Line;
import dev.switchback.engine.StructureDetection.Verdict;
import dev.switchback.engine.snapshot.StructureDifference;
import dev.switchback.engine.snapshot.StructureDifference.Changed;
import dev.switchback.engine.snapshot.StructureOutline;
import dev.switchback.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** What the structure of a database says of each migration of a set, and what is missing for it to count as applied. */
public final class CourseView extends VBox {

    private static final double ROW_HEIGHT = 26;
    private static final int MOST_ROWS = 8;
    private static final double HEADER_HEIGHT = 32;
    private static final double LIST_ROW_HEIGHT = 24;
    private static final double MISSING_HEIGHT = 6 * LIST_ROW_HEIGHT;
    private static final int MOST_NAMED = 3;
    private static final String SIGN = "+ ";

    private final TableView<Line> table = new TableView<>();
    private final Label heading = new Label();
    private final ListView<String> missing = new ListView<>();

    public CourseView(Course course) {
        setId("course");
        getStyleClass().add("adoption");
        table.setId("course-lines");
        table.setFixedCellSize(ROW_HEIGHT);
        table.setPrefHeight(
                HEADER_HEIGHT + ROW_HEIGHT * Math.min(MOST_ROWS, course.lines().size()));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        column("verdict", 110, line -> Texts.get("course." + word(line.verdict())));
        column("migration", 330, line -> line.id().value());
        column("missing", 360, CourseView::summary);
        heading.getStyleClass().add("panel-heading");
        missing.setId("course-missing");
        missing.setFixedCellSize(LIST_ROW_HEIGHT);
        missing.setPrefHeight(MISSING_HEIGHT);
        missing.setPlaceholder(new Label(Texts.get("course.nothing")));
        Label summary = new Label(summary(course));
        summary.setId("course-summary");
        summary.setWrapText(true);
        summary.getStyleClass().add("muted");
        getChildren().addAll(table, heading, missing, summary);
        table.getItems().setAll(course.lines());
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener(
                        (selection, before, now) -> Optional.ofNullable(now).ifPresent(this::show));
        selectFirstMissing(course);
    }

    private void column(String key, double width, Function<Line, String> text) {
        TableColumn<Line, String> column = new TableColumn<>();
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
        Label title = new Label(Texts.get("course.column." + key));
        title.setTooltip(new Tooltip(Texts.get("course.tip." + key)));
        column.setGraphic(title);
        table.getColumns().add(column);
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case THERE -> "there";
            case UNSEEN -> "unseen";
            case MISSING -> "missing";
        };
    }

    private static String summary(Line line) {
        List<String> lines = StructureOutline.of(line.missing());
        return switch (line.verdict()) {
            case THERE -> "";
            case UNSEEN -> Texts.get("course.untold");
            case MISSING -> lines.isEmpty() ? Texts.get("course.remains") : lines.getFirst() + more(lines.size() - 1);
        };
    }

    private static String more(int count) {
        return count == 0 ? "" : " " + Texts.get("course.more", count);
    }

    /** The one that the next apply would run says most. */
    private void selectFirstMissing(Course course) {
        Line first = course.lines().stream()
                .filter(line -> line.verdict() == Verdict.MISSING)
                .findFirst()
                .orElse(course.lines().getLast());
        table.getSelectionModel().select(first);
        table.scrollTo(first);
    }

    private void show(Line line) {
        heading.setText(Texts.get("course.heading", line.id().value()));
        List<String> lines = new ArrayList<>(StructureOutline.of(line.missing()));
        for (Changed changed : line.missing().changed()) {
            int place = lines.indexOf("~ " + changed.key());
            lines.add(place + 1, "      " + Texts.get("course.made", oneLine(changed.before())));
            lines.add(place + 2, "      " + Texts.get("course.here", oneLine(changed.after())));
        }
        missing.getItems().setAll(lines);
    }

    private static String oneLine(String definition) {
        return definition.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static String summary(Course course) {
        String there = Texts.get(
                "course.summary", course.there().size(), course.lines().size());
        if (course.further().isEmpty()) {
            return there;
        }
        List<String> further = StructureOutline.of(new StructureDifference(course.further(), List.of(), List.of()));
        String named = further.stream()
                .limit(MOST_NAMED)
                .map(line -> line.substring(SIGN.length()))
                .collect(Collectors.joining(", "));
        return there + "\n" + Texts.get("course.further", named + more(Math.max(0, further.size() - MOST_NAMED)));
    }
}

package dev.switchback.ui.problems;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.Severity;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.MigrationKey;
import dev.switchback.ui.workspace.Workspace;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.IntegerBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;

/** Every finding of every migration. */
public final class ProblemsView extends BorderPane {

    private static final double ROW_HEIGHT = 26;

    private final TableView<Problem> table = new TableView<>();

    /** One finding and what it is about. */
    record Problem(Optional<MigrationKey> key, Finding finding) {}

    public ProblemsView(Workspace workspace) {
        setId("problems");
        table.setId("problems-table");
        table.setFixedCellSize(ROW_HEIGHT);
        table.setPlaceholder(new Label(Texts.get("problems.none")));
        column("severity", 90, problem -> sign(problem.finding().severity()));
        column(
                "migration",
                220,
                problem -> problem.key().map(key -> key.id().value()).orElse(""));
        column(
                "line",
                50,
                problem -> problem.finding().line().isPresent()
                        ? String.valueOf(problem.finding().line().getAsInt())
                        : "");
        column("code", 150, problem -> problem.finding().code().text().replace('_', ' '));
        column("message", 560, problem -> problem.finding().message());
        setCenter(table);
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((selection, before, now) -> Optional.ofNullable(now)
                        .flatMap(Problem::key)
                        .ifPresent(key -> workspace.selectedProperty().set(Optional.of(key))));
        workspace
                .setsProperty()
                .addListener((sets, before, now) -> table.getItems().setAll(problems(workspace)));
        table.getItems().setAll(problems(workspace));
    }

    private void column(String key, double width, Function<Problem, String> text) {
        TableColumn<Problem, String> column = new TableColumn<>(Texts.get("problems." + key));
        column.setPrefWidth(width);
        column.setCellValueFactory(row -> new SimpleStringProperty(text.apply(row.getValue())));
        table.getColumns().add(column);
    }

    private static String sign(Severity severity) {
        return switch (severity) {
            case INFO -> "ℹ " + severity.text();
            case WARNING -> "▲ " + severity.text();
            case ERROR -> "✖ " + severity.text();
        };
    }

    private static List<Problem> problems(Workspace workspace) {
        return workspace.setsProperty().get().stream()
                .flatMap(set -> Stream.concat(
                        set.migrations().stream()
                                .flatMap(migration -> migration.findings().stream()
                                        .map(finding -> new Problem(
                                                Optional.of(new MigrationKey(
                                                        set.set().name(), migration.id())),
                                                finding))),
                        set.set().problems().general().stream().map(finding -> new Problem(Optional.empty(), finding))))
                .sorted(Comparator.comparing(
                        (Problem problem) -> problem.finding().severity(), Comparator.reverseOrder()))
                .toList();
    }

    /** How many there are, for the tab. */
    public IntegerBinding count() {
        return Bindings.size(table.getItems());
    }
}

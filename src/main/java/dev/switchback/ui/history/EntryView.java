package dev.switchback.ui.history;

import dev.switchback.engine.ledger.HistoryEntry;
import dev.switchback.ui.editor.SqlArea;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.fxmisc.flowless.VirtualizedScrollPane;

/** One entry of the history: the SQL as it ran, why it failed, and how long its migration took each time. */
final class EntryView extends TabPane {

    private final Workspace workspace;
    private final HistoryViewModel model;
    private final Label facts = new Label();
    private final Label failure = new Label();
    private final Label statement = new Label();
    private final VBox wrong = new VBox(failure, statement);
    private final SqlArea script = new SqlArea();
    private final DurationChart durations = new DurationChart();

    EntryView(Workspace workspace, HistoryViewModel model) {
        this.workspace = workspace;
        this.model = model;
        setId("history-entry");
        setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
        script.setEditable(false);
        facts.setId("history-facts");
        facts.getStyleClass().addAll("muted", "summary");
        failure.setId("history-failure");
        failure.getStyleClass().add("history-failure");
        failure.setWrapText(true);
        statement.setId("history-statement");
        statement.getStyleClass().addAll("mono", "history-statement");
        statement.setWrapText(true);
        VirtualizedScrollPane<SqlArea> pane = new VirtualizedScrollPane<>(script);
        VBox.setVgrow(pane, Priority.ALWAYS);
        Tab sql = new Tab(Texts.get("history.sql"), new VBox(facts, wrong, pane));
        Tab chart = new Tab(Texts.get("history.durations"), durations);
        getTabs().setAll(sql, chart);
        show(Optional.empty());
    }

    void show(Optional<HistoryEntry> entry) {
        setDisable(entry.isEmpty());
        facts.setText(entry.map(EntryView::facts).orElse(Texts.get("history.select")));
        Optional<HistoryEntry.Failure> failed =
                entry.flatMap(each -> each.event().failure());
        place(wrong, failed.isPresent());
        failure.setText(failed.map(EntryView::sentence).orElse(""));
        Optional<String> guilty = failed.flatMap(HistoryEntry.Failure::statement);
        place(statement, guilty.isPresent());
        statement.setText(guilty.map(String::strip).orElse(""));
        durations.show(entry.map(each -> model.runs(HistoryViewModel.key(each))).orElse(List.of()));
        script.show("");
        entry.ifPresent(this::load);
    }

    private static void place(Node node, boolean needed) {
        node.setVisible(needed);
        node.setManaged(needed);
    }

    private static String facts(HistoryEntry entry) {
        HistoryEntry.Actor actor = entry.event().actor();
        return Texts.get(
                "history.facts",
                entry.id().value(),
                HistoryTable.direction(entry.action()),
                entry.runId(),
                actor.databaseUser(),
                actor.version());
    }

    private static String sentence(HistoryEntry.Failure failure) {
        return "✖ " + failure.sqlState().map(state -> state + "  ").orElse("") + failure.message();
    }

    private void load(HistoryEntry entry) {
        workspace.ask(
                Texts.get("task.history"),
                (database, cancellation) -> database.script(entry.scriptDigest()),
                text -> script.show(text.orElse(Texts.get("history.notkept"))));
    }
}

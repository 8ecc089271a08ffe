package dev.switchback.ui.models;

import dev.switchback.engine.alembic.ModelDifferences;
import dev.switchback.engine.alembic.ModelDifferences.Difference;
import dev.switchback.ui.editor.SqlArea;
import dev.switchback.ui.text.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fxmisc.flowless.VirtualizedScrollPane;

/** What models have and a database has not, with the Python that would make the difference go away. */
public final class ModelsView extends VBox {

    private static final double ROW_HEIGHT = 24;
    private static final int MOST_ROWS = 8;
    private static final double CODE_HEIGHT = 200;
    private static final String INDENTATION = " ".repeat(4);

    private final ListView<String> changes = new ListView<>();
    private final Button write = new Button(Texts.get("models.write"));

    /** What the buttons do. */
    public record Answers(Runnable leave, Runnable write) {}

    public ModelsView(String set, ModelDifferences found, Answers answers) {
        setId("models");
        getStyleClass().addAll("dialog-box", "wide");
        setMaxHeight(Region.USE_PREF_SIZE);
        Label title =
                new Label(Texts.get("models.title", set, found.differences().size()));
        title.getStyleClass().add("rollback-title");
        title.setWrapText(true);
        changes.setId("models-changes");
        changes.setFixedCellSize(ROW_HEIGHT);
        changes.getItems()
                .setAll(found.differences().stream().map(Difference::sentence).toList());
        changes.getSelectionModel().selectFirst();
        changes.setPrefHeight(
                ROW_HEIGHT * Math.min(MOST_ROWS, changes.getItems().size()));
        Label heading = new Label(Texts.get("models.code"));
        heading.getStyleClass().add("panel-heading");
        Label hint = new Label(Texts.get("models.hint"));
        hint.getStyleClass().add("muted");
        hint.setWrapText(true);
        getChildren().addAll(title, changes, heading, code(found.code()), hint, buttons(answers));
    }

    private static Region code(String text) {
        SqlArea area = SqlArea.ofPython();
        area.setId("models-code");
        area.setEditable(false);
        area.show(withoutIndentation(text));
        VirtualizedScrollPane<SqlArea> pane = new VirtualizedScrollPane<>(area);
        pane.setPrefHeight(CODE_HEIGHT);
        return pane;
    }

    /** It is written for the inside of a function, and begins behind the indentation of its first line. */
    private static String withoutIndentation(String code) {
        return (INDENTATION + code.stripLeading()).stripIndent();
    }

    private HBox buttons(Answers answers) {
        Button leave = new Button(Texts.get("rollback.leave"));
        leave.setCancelButton(true);
        leave.setOnAction(event -> answers.leave().run());
        write.setId("models-write");
        write.setDefaultButton(true);
        write.getStyleClass().add("primary");
        write.setOnAction(event -> answers.write().run());
        HBox buttons = new HBox(leave, write);
        buttons.getStyleClass().add("rollback-buttons");
        return buttons;
    }

    /** The keyboard begins at the button: a list would keep the Enter key to itself. */
    public void focusWrite() {
        write.requestFocus();
    }
}

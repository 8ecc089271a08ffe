package dev.switchback.ui.convert;

import dev.switchback.engine.ConversionProof.Verdict;
import dev.switchback.engine.snapshot.StructureOutline;
import dev.switchback.engine.source.Conversion;
import dev.switchback.ui.text.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What came of a conversion: where the files are, and whether they do the same. */
public final class ConvertedView extends VBox {

    private static final double ROW_HEIGHT = 24;
    private static final int MOST_ROWS = 10;

    private final Button open = new Button(Texts.get("converted.open"));

    /** What the buttons do. */
    public record Answers(Runnable leave, Runnable open) {}

    /**
     * Shows what came of it.
     *
     * @param verdict empty where no database is connected, or the proof was cancelled
     */
    public ConvertedView(Conversion conversion, Path folder, Optional<Verdict> verdict, Answers answers) {
        setId("converted");
        getStyleClass().add("dialog-box");
        setMaxHeight(Region.USE_PREF_SIZE);
        Label title = new Label(Texts.get("converted.title", conversion.files().size(), folder));
        title.getStyleClass().add("rollback-title");
        title.setWrapText(true);
        Label proof = new Label(sentence(conversion, verdict));
        proof.setId("converted-proof");
        proof.setWrapText(true);
        getChildren().addAll(title, proof);
        List<String> differences = verdict.map(ConvertedView::outline).orElse(List.of());
        if (!differences.isEmpty()) {
            proof.getStyleClass().add("history-failure");
            getChildren().add(list(differences));
        }
        getChildren().add(buttons(answers));
    }

    private static String sentence(Conversion conversion, Optional<Verdict> verdict) {
        if (verdict.isEmpty()) {
            return Texts.get("converted.unproved");
        }
        Verdict found = verdict.get();
        if (!found.isSame()) {
            return Texts.get("converted.different");
        }
        int all = conversion.files().size();
        return found.takenBack() == all
                ? Texts.get("converted.same")
                : Texts.get("converted.same.part", found.takenBack(), all);
    }

    private static List<String> outline(Verdict verdict) {
        List<String> lines = new ArrayList<>(StructureOutline.of(verdict.up()));
        StructureOutline.of(verdict.back()).forEach(line -> lines.add(Texts.get("converted.back", line)));
        return lines;
    }

    private static ListView<String> list(List<String> lines) {
        ListView<String> list = new ListView<>();
        list.setId("converted-differences");
        list.setFixedCellSize(ROW_HEIGHT);
        list.setPrefHeight(2 + ROW_HEIGHT * Math.min(MOST_ROWS, lines.size()));
        list.getItems().setAll(lines);
        return list;
    }

    private HBox buttons(Answers answers) {
        Button leave = new Button(Texts.get("converted.leave"));
        leave.setId("converted-leave");
        leave.setCancelButton(true);
        leave.setOnAction(event -> answers.leave().run());
        open.setId("converted-open");
        open.setDefaultButton(true);
        open.getStyleClass().add("primary");
        open.setOnAction(event -> answers.open().run());
        HBox buttons = new HBox(leave, open);
        buttons.getStyleClass().add("rollback-buttons");
        return buttons;
    }

    /** The keyboard begins at the button. */
    public void focusOpen() {
        open.requestFocus();
    }
}

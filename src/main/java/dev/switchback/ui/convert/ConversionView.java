package dev.switchback.ui.convert;

import dev.switchback.engine.source.Conversion;
import dev.switchback.engine.source.ConvertedFile;
import dev.switchback.ui.editor.SqlArea;
import dev.switchback.ui.text.Texts;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fxmisc.flowless.VirtualizedScrollPane;

/** The files that a set would become, each with its text; nothing is written before the button is pressed. */
public final class ConversionView extends VBox {

    private static final double TEXT_HEIGHT = 330;
    private static final double LIST_SHARE = 0.34;
    private static final double ROW_HEIGHT = 26;
    private static final double REMARK_HEIGHT = 24;
    private static final int MOST_REMARKS = 4;

    private final Conversion conversion;
    private final Answers answers;
    private final ListView<Shown> files = new ListView<>();
    private final SqlArea text = new SqlArea();
    private final TextField folder = new TextField();
    private final Label trouble = new Label();
    private final Button write;

    /**
     * What the buttons do.
     *
     * @param choose asks for a folder
     * @param obstacle why nothing can be written into a folder; empty where something can
     */
    public record Answers(
            Supplier<Optional<Path>> choose,
            Function<Path, Optional<String>> obstacle,
            Consumer<Path> write,
            Runnable leave) {}

    /** One entry of the list. */
    private record Shown(String name, String text, String how) {

        @Override
        public String toString() {
            return name + how;
        }
    }

    /**
     * Shows a draft.
     *
     * @param proposed the folder that is named at first
     */
    public ConversionView(Conversion conversion, Path proposed, Answers answers) {
        this.conversion = conversion;
        this.answers = answers;
        this.write = button("write", conversion.files().size());
        setId("conversion");
        getStyleClass().addAll("dialog-box", "widest");
        setMaxHeight(Region.USE_PREF_SIZE);
        Label title = new Label(Texts.get(
                "convert.title", conversion.set().name(), conversion.files().size()));
        title.getStyleClass().add("rollback-title");
        title.setWrapText(true);
        getChildren().addAll(title, preview());
        if (!conversion.remarks().isEmpty()) {
            getChildren().add(remarks());
        }
        getChildren().addAll(target(proposed), trouble, buttons());
        files.getSelectionModel().selectFirst();
    }

    private SplitPane preview() {
        files.setId("conversion-files");
        files.setFixedCellSize(ROW_HEIGHT);
        files.getItems().setAll(shown());
        files.getSelectionModel()
                .selectedItemProperty()
                .addListener((selection, before, now) ->
                        Optional.ofNullable(now).ifPresent(shown -> text.show(shown.text())));
        text.setId("conversion-text");
        text.setEditable(false);
        SplitPane preview = new SplitPane(files, new VirtualizedScrollPane<>(text));
        preview.setDividerPositions(LIST_SHARE);
        preview.setPrefHeight(TEXT_HEIGHT);
        return preview;
    }

    private List<Shown> shown() {
        List<Shown> shown = new ArrayList<>();
        conversion.files().forEach(file -> shown.add(new Shown(file.name(), file.text(), how(file))));
        conversion.settings().ifPresent(settings -> shown.add(new Shown("switchback.toml", settings, "")));
        return shown;
    }

    private static String how(ConvertedFile file) {
        String up = "  ·  " + Texts.get("convert.way." + file.up().text());
        return file.down().isPresent() ? up : up + ", " + Texts.get("convert.forward");
    }

    private ListView<String> remarks() {
        ListView<String> remarks = new ListView<>();
        remarks.setId("conversion-remarks");
        remarks.getItems().setAll(conversion.remarks());
        remarks.setFixedCellSize(REMARK_HEIGHT);
        remarks.setPrefHeight(
                2 + REMARK_HEIGHT * Math.min(MOST_REMARKS, conversion.remarks().size()));
        return remarks;
    }

    private HBox target(Path proposed) {
        Label label = new Label(Texts.get("convert.folder"));
        label.setLabelFor(folder);
        folder.setId("conversion-folder");
        folder.setText(proposed.toString());
        folder.textProperty().addListener((text, before, now) -> judge());
        HBox.setHgrow(folder, Priority.ALWAYS);
        Button choose = button("choose");
        choose.setOnAction(event -> answers.choose().get().ifPresent(path -> folder.setText(path.toString())));
        HBox row = new HBox(label, folder, choose);
        row.getStyleClass().add("conversion-target");
        trouble.setId("conversion-trouble");
        trouble.getStyleClass().add("history-failure");
        trouble.setWrapText(true);
        judge();
        return row;
    }

    private void judge() {
        Optional<String> obstacle = typed().map(answers.obstacle()).orElse(Optional.of(Texts.get("convert.nofolder")));
        trouble.setText(obstacle.orElse(""));
        trouble.setManaged(obstacle.isPresent());
        write.setDisable(obstacle.isPresent());
    }

    /** Empty where it is none. */
    private Optional<Path> typed() {
        try {
            return Optional.of(folder.getText().strip())
                    .filter(text -> !text.isEmpty())
                    .map(text -> Path.of(text).toAbsolutePath().normalize());
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    private HBox buttons() {
        Button leave = new Button(Texts.get("rollback.leave"));
        leave.setCancelButton(true);
        leave.setOnAction(event -> answers.leave().run());
        write.setDefaultButton(true);
        write.getStyleClass().add("primary");
        write.setOnAction(event -> typed().ifPresent(answers.write()));
        HBox buttons = new HBox(leave, write);
        buttons.getStyleClass().add("rollback-buttons");
        return buttons;
    }

    private static Button button(String key, Object... arguments) {
        Button button = new Button(Texts.get("convert." + key, arguments));
        button.setId("conversion-" + key);
        return button;
    }

    /** The keyboard begins where the first decision is. */
    public void focusFolder() {
        folder.requestFocus();
        folder.end();
    }
}

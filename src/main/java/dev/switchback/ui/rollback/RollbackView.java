package dev.switchback.ui.rollback;

import dev.switchback.engine.plan.DownChoice;
import dev.switchback.ui.difference.SideBySideView;
import dev.switchback.ui.difference.SideBySideView.Heading;
import dev.switchback.ui.text.Texts;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The dialog in front of a rollback: steps, scripts side by side, what goes with them, and the confirmation. */
public final class RollbackView extends BorderPane {

    private static final double ROW_HEIGHT = 30;

    private final RollbackViewModel model;
    private final ListView<StepRow> steps = new ListView<>();
    private final SideBySideView scripts = new SideBySideView();
    private final Label stepTitle = new Label();
    private final ToggleButton recorded = new ToggleButton(Texts.get("rollback.recorded"));
    private final ToggleButton file = new ToggleButton(Texts.get("rollback.file"));
    private final Button leave = new Button(Texts.get("rollback.leave"));
    private final Button run = new Button();
    private final TextField typed = new TextField();
    private final TextField reason = new TextField();

    /** What the dialog's buttons do. */
    public record Handlers(Runnable leave, Runnable run, Runnable countAgain) {}

    public RollbackView(RollbackViewModel model, Handlers handlers) {
        this.model = model;
        setId("rollback");
        getStyleClass().addAll("rollback", model.isGuarded() ? "guarded" : "unguarded");
        setTop(top());
        setLeft(left(handlers));
        setCenter(centre());
        setBottom(bottom(handlers));
        model.selectedProperty().addListener((selected, before, now) -> showStep());
        model.steps()
                .forEach(row -> row.choiceProperty()
                        .addListener(
                                (choice, before, now) -> handlers.countAgain().run()));
        showStep();
    }

    /** Puts the keyboard where nothing can happen by accident. */
    public void focusFirst() {
        leave.requestFocus();
    }

    private Node top() {
        Label title = new Label(Texts.get(
                "rollback.title",
                model.subject().plan().migrations(),
                model.subject().target()));
        title.getStyleClass().add("rollback-title");
        Label database = new Label("● " + model.subject().database().place());
        database.getStyleClass().addAll("badge", "database-chip");
        Label atomic = new Label(Texts.get(model.isTransactional() ? "rollback.transactional" : "rollback.journaled"));
        atomic.getStyleClass().add("muted");
        HBox top = new HBox(title, database, gap(), atomic);
        top.getStyleClass().add("rollback-top");
        return top;
    }

    private Node left(Handlers handlers) {
        steps.setId("rollback-steps");
        steps.setItems(model.steps());
        steps.setFixedCellSize(ROW_HEIGHT);
        steps.setPrefHeight(Math.min(8, model.steps().size()) * ROW_HEIGHT + 4);
        steps.setMinHeight(Region.USE_PREF_SIZE);
        steps.setCellFactory(view -> new StepCell());
        steps.getSelectionModel().select(model.selectedProperty().get());
        steps.getSelectionModel().selectedItemProperty().addListener((selection, before, now) -> {
            if (now != null) {
                model.selectedProperty().set(now);
            }
        });
        ScrollPane scroll = new ScrollPane(new ConsequencesView(model, handlers.countAgain()));
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox left = new VBox(heading("rollback.order"), steps, scroll);
        left.getStyleClass().add("rollback-left");
        return left;
    }

    private Node centre() {
        ToggleGroup group = new ToggleGroup();
        recorded.setToggleGroup(group);
        recorded.setId("use-recorded");
        file.setToggleGroup(group);
        file.setId("use-file");
        recorded.setOnAction(event -> choose(DownChoice.RECORDED));
        file.setOnAction(event -> choose(DownChoice.FILE));
        HBox choice = new HBox(recorded, file);
        choice.getStyleClass().add("segments");
        Label word = new Label(Texts.get("rollback.run"));
        word.getStyleClass().add("muted");
        stepTitle.getStyleClass().add("step-title");
        HBox header = new HBox(stepTitle, gap(), word, choice);
        header.getStyleClass().add("rollback-step-header");
        VBox.setVgrow(scripts, Priority.ALWAYS);
        return new VBox(header, scripts);
    }

    private void choose(DownChoice choice) {
        model.selectedProperty().get().choiceProperty().set(choice);
        showStep();
    }

    private void showStep() {
        StepRow row = model.selectedProperty().get();
        stepTitle.setText(row.title());
        recorded.setSelected(row.choice() == DownChoice.RECORDED);
        file.setSelected(row.choice() == DownChoice.FILE);
        recorded.setDisable(!row.has(DownChoice.RECORDED));
        file.setDisable(!row.has(DownChoice.FILE));
        scripts.show(
                new Heading(Texts.get("rollback.recordedTitle"), recordedRemark(row)),
                row.text(DownChoice.RECORDED),
                new Heading(
                        Texts.get("rollback.fileTitle"),
                        row.differs()
                                ? row.has(DownChoice.FILE) ? Texts.get("rollback.differs") : Texts.get("rollback.none")
                                : Texts.get("rollback.identical")),
                row.text(DownChoice.FILE));
    }

    private String recordedRemark(StepRow row) {
        if (row.isScript()) {
            return Texts.get("rollback.script.notUsed");
        }
        return row.has(DownChoice.RECORDED)
                ? model.subject().appliedAt(row.step()).orElse("")
                : Texts.get("rollback.none");
    }

    private Node bottom(Handlers handlers) {
        GridPane form = new GridPane();
        form.getStyleClass().add("rollback-form");
        reason.setId("rollback-reason");
        reason.setPromptText(Texts.get("rollback.reasonPrompt"));
        reason.textProperty().bindBidirectional(model.reasonProperty());
        GridPane.setHgrow(reason, Priority.ALWAYS);
        form.addRow(0, label(Texts.get("rollback.reason"), reason), reason);
        if (model.isGuarded()) {
            typed.setId("rollback-confirm");
            typed.textProperty().bindBidirectional(model.typedNameProperty());
            typed.setMaxWidth(260);
            form.addRow(
                    1,
                    label(Texts.get("rollback.type", model.subject().database().name()), typed),
                    typed);
        }
        leave.setId("rollback-leave");
        leave.setCancelButton(true);
        leave.setDefaultButton(true);
        leave.setOnAction(event -> handlers.leave().run());
        run.setId("rollback-run");
        run.setText(Texts.get(
                "rollback.title",
                model.subject().plan().migrations(),
                model.subject().target()));
        run.getStyleClass().add("destructive");
        run.disableProperty().bind(model.confirmed().not());
        run.setOnAction(event -> handlers.run().run());
        Label escape = new Label(Texts.get("rollback.escape"));
        escape.getStyleClass().add("muted");
        HBox buttons = new HBox(escape, gap(), leave, run);
        buttons.getStyleClass().add("rollback-buttons");
        return new VBox(form, buttons);
    }

    private static Label label(String text, TextField field) {
        Label label = new Label(text);
        label.setLabelFor(field);
        label.setMinWidth(150);
        return label;
    }

    private static Label heading(String key) {
        Label label = new Label(Texts.get(key));
        label.getStyleClass().add("panel-heading");
        return label;
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    private static String badge(StepRow row) {
        if (row.isScript()) {
            return Texts.get("rollback.script.badge", row.step().ids().size());
        }
        return Texts.get(row.differs() ? "rollback.differs" : "rollback.identical");
    }

    /** A step in its order, and whether its two scripts differ. */
    private static final class StepCell extends ListCell<StepRow> {

        @Override
        protected void updateItem(@Nullable StepRow row, boolean empty) {
            super.updateItem(row, empty);
            setText("");
            setGraphic(null);
            if (!empty && row != null) {
                Label name = new Label(row.number() + "  " + row.title());
                Label badge = new Label(badge(row));
                badge.getStyleClass().add("badge");
                badge.setMinWidth(USE_PREF_SIZE);
                HBox line = new HBox(name, gap(), badge);
                line.getStyleClass().add("tree-line");
                setGraphic(line);
            }
        }
    }
}

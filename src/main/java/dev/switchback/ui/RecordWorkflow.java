package dev.switchback.ui;

import dev.switchback.engine.RecordRequest;
import dev.switchback.engine.ResumeRequest;
import dev.switchback.engine.ledger.HistoryAction;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.RecordedScripts;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.ui.difference.SideBySideView;
import dev.switchback.ui.difference.SideBySideView.Heading;
import dev.switchback.ui.editor.SqlArea;
import dev.switchback.ui.rollback.RollbackWorkflow;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.MigrationKey;
import dev.switchback.ui.workspace.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fxmisc.flowless.VirtualizedScrollPane;

/** The course of a change of the record: reason, confirmation, change, result. */
final class RecordWorkflow {

    private static final double SUBJECT_HEIGHT = 260;

    private final Workspace workspace;
    private final RollbackWorkflow.Host host;
    private final RunListener log;

    RecordWorkflow(Workspace workspace, RollbackWorkflow.Host host, RunListener log) {
        this.workspace = workspace;
        this.host = host;
        this.log = log;
    }

    /** Shows what it is about, asks for reason and confirmation, then changes the record of the selected migration. */
    void start(HistoryAction action) {
        MigrationKey key = workspace.selectedProperty().get().orElseThrow();
        if (action == HistoryAction.ACCEPT) {
            workspace.ask(
                    Texts.get("task.record"),
                    (database, cancellation) -> database.recorded(key.set(), key.id()),
                    recorded -> start(action, key, difference(key, recorded)));
        } else {
            start(action, key, script(key));
        }
    }

    private void start(HistoryAction action, MigrationKey key, Optional<Node> subject) {
        ask(
                new Question(
                        key.set(),
                        Texts.get("record." + action.text(), key.id().value()),
                        Texts.get("record." + action.text() + ".go")),
                subject,
                answers -> record(action, key.set(), List.of(key.id()), answers));
    }

    /** Changes the record of some migrations of a set as the user agreed. */
    void record(HistoryAction action, String set, List<MigrationId> ids, Answers answers) {
        workspace.ask(
                Texts.get("task.record"),
                (database, cancellation) -> database.record(
                        new RecordRequest(action, Optional.of(set), ids, answers.reason(), answers.confirmation())),
                host::finished);
    }

    /** The SQL that the record will speak of. */
    private Optional<Node> script(MigrationKey key) {
        return workspace.find(key).flatMap(MigrationStatus::migration).map(migration -> {
            SqlArea area = new SqlArea();
            area.setId("record-sql");
            area.setEditable(false);
            area.setFirstLine(migration.scripts().up().firstLine());
            area.show(migration.scripts().up().text());
            VirtualizedScrollPane<SqlArea> pane = new VirtualizedScrollPane<>(area);
            pane.setPrefHeight(SUBJECT_HEIGHT);
            return pane;
        });
    }

    /** What was applied beside what the file has now. */
    private Optional<Node> difference(MigrationKey key, Optional<RecordedScripts> recorded) {
        return workspace.find(key).flatMap(MigrationStatus::migration).map(migration -> {
            SideBySideView view = new SideBySideView();
            view.setPrefHeight(SUBJECT_HEIGHT);
            view.show(
                    new Heading(Texts.get("rollback.recordedTitle"), ""),
                    recorded.map(RecordWorkflow::text).orElse(""),
                    new Heading(Texts.get("rollback.fileTitle"), ""),
                    text(new RecordedScripts(
                            migration.scripts().up().text(),
                            migration.scripts().down().map(Script::text))));
            return view;
        });
    }

    private static String text(RecordedScripts scripts) {
        return scripts.up().stripTrailing()
                + scripts.down().map(down -> "\n\n-- @down\n" + down.strip()).orElse("")
                + "\n";
    }

    /** Goes on with the selected migration, which stopped half way, or records that all of it is there. */
    void resume(ResumeRequest.Decision decision) {
        MigrationKey key = workspace.selectedProperty().get().orElseThrow();
        switch (decision) {
            case CONTINUE ->
                workspace.ask(
                        Texts.get("task.resume", key.id().value()),
                        (database, cancellation) -> database.dropsBeforeResuming(key.set(), key.id()),
                        drops -> resume(
                                key,
                                decision,
                                new Question(key.set(), resumeQuestion(key, drops), Texts.get("record.resume.go"))));
            case MARK_DONE ->
                resume(
                        key,
                        decision,
                        new Question(
                                key.set(),
                                Texts.get("record.mark-done", key.id().value()),
                                Texts.get("record.mark-done.go")));
        }
    }

    /** An index that a broken build left is dropped first, which nobody does without having seen it. */
    private static String resumeQuestion(MigrationKey key, List<String> drops) {
        String id = key.id().value();
        return drops.isEmpty()
                ? Texts.get("record.resume", id)
                : Texts.get("record.resume.drops", id, String.join(";\n", drops) + ";");
    }

    private void resume(MigrationKey key, ResumeRequest.Decision decision, Question question) {
        ask(
                question,
                script(key),
                answers -> workspace.ask(
                        Texts.get("task.resume", key.id().value()),
                        (database, cancellation) -> database.resume(
                                new ResumeRequest(key.set(), key.id(), decision),
                                RunOptions.DEFAULT.with(answers.confirmation()),
                                log,
                                cancellation),
                        host::finished));
    }

    /**
     * What is asked.
     *
     * @param set whose database it is about
     * @param go what the button says that does it
     */
    record Question(String set, String text, String go) {}

    /** What the user typed. */
    record Answers(String reason, Confirmation confirmation) {}

    /** What follows. */
    interface Then {
        void go(Answers answers);
    }

    /** Whether the user may go on. */
    enum Choice {
        POSSIBLE,
        ONLY_TO_LOOK_AT
    }

    private void ask(Question question, Optional<Node> subject, Then then) {
        ask(question, subject, Choice.POSSIBLE, then);
    }

    /** Shows what it is about, and asks for reason and confirmation. */
    void ask(Question question, Optional<Node> subject, Choice choice, Then then) {
        String database = workspace
                .statusProperty()
                .get()
                .orElseThrow()
                .databaseOf(question.set())
                .name();
        boolean guarded = workspace
                .profileOf(question.set())
                .filter(profile -> profile.isGuarded())
                .isPresent();
        Label title = new Label(question.text());
        title.getStyleClass().add("rollback-title");
        title.setWrapText(true);
        TextField reason = new TextField();
        reason.setId("record-reason");
        reason.setPromptText(Texts.get("rollback.reasonPrompt"));
        TextField typed = new TextField();
        typed.setId("record-confirm");
        typed.setPromptText(Texts.get("rollback.type", database));
        Button leave = new Button(Texts.get("rollback.leave"));
        leave.setCancelButton(true);
        leave.setDefaultButton(true);
        leave.setOnAction(event -> host.hideDialog());
        Button go = new Button(question.go());
        go.setId("record-go");
        go.getStyleClass().add("destructive");
        go.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> reason.getText().isBlank()
                                || (guarded && !typed.getText().equals(database)),
                        reason.textProperty(),
                        typed.textProperty()));
        go.setOnAction(event -> {
            host.hideDialog();
            then.go(new Answers(
                    reason.getText().strip(), guarded ? Confirmation.typed(typed.getText()) : Confirmation.YES));
        });
        HBox buttons = new HBox(leave, go);
        buttons.getStyleClass().add("rollback-buttons");
        VBox box = new VBox(title);
        subject.ifPresent(box.getChildren()::add);
        if (choice == Choice.POSSIBLE) {
            box.getChildren().add(reason);
        } else {
            buttons.getChildren().remove(go);
        }
        if (choice == Choice.POSSIBLE && guarded) {
            box.getChildren().add(typed);
        }
        box.getChildren().add(buttons);
        box.setId("record-" + question.text().toLowerCase(Locale.ROOT).split(" ", 2)[0]);
        box.getStyleClass().addAll("dialog-box", "wide");
        box.setMaxHeight(Region.USE_PREF_SIZE);
        host.showDialog(box);
        reason.requestFocus();
    }
}

package dev.switchback.ui;

import dev.switchback.engine.AdoptionRequest;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.tool.Adoption;
import dev.switchback.ui.adoption.AdoptionView;
import dev.switchback.ui.rollback.RollbackWorkflow;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.Workspace;
import java.util.Optional;

/** The course of taking over what another tool recorded: look, reason, confirmation, ledger, result. */
final class AdoptWorkflow {

    private final Workspace workspace;
    private final RollbackWorkflow.Host host;
    private final RecordWorkflow recording;

    AdoptWorkflow(Workspace workspace, RollbackWorkflow.Host host, RecordWorkflow recording) {
        this.workspace = workspace;
        this.host = host;
        this.recording = recording;
    }

    /** Shows what the tool recorded beside the files, and takes it over when the user says why. */
    void start() {
        workspace.ask(
                Texts.get("task.adopt"),
                (database, cancellation) -> database.adoption(AdoptionRequest.Choice.ONLY),
                this::show);
    }

    private void show(Adoption adoption) {
        recording.ask(
                new RecordWorkflow.Question(
                        adoption.set(),
                        Texts.get("record.adopt", adoption.table().sentence(), adoption.set()),
                        Texts.get("record.adopt.go")),
                Optional.of(new AdoptionView(adoption)),
                adoption.isPossible() ? RecordWorkflow.Choice.POSSIBLE : RecordWorkflow.Choice.ONLY_TO_LOOK_AT,
                answers -> workspace.ask(
                        Texts.get("task.record"),
                        (database, cancellation) -> database.adopt(new AdoptionRequest(
                                adoption, answers.reason(), answers.confirmation(), RunOptions.DEFAULT_LOCK_WAIT)),
                        host::finished));
    }
}

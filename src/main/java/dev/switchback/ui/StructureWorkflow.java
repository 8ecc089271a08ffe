package dev.switchback.ui;

import dev.switchback.engine.StructureDetection;
import dev.switchback.engine.StructureDetection.Course;
import dev.switchback.engine.Switchback;
import dev.switchback.engine.ledger.HistoryAction;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.profile.Profile;
import dev.switchback.ui.action.Actions;
import dev.switchback.ui.action.AppAction;
import dev.switchback.ui.adoption.CourseView;
import dev.switchback.ui.rollback.RollbackWorkflow;
import dev.switchback.ui.task.BackgroundTasks.Stage;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The course of finding out by structure how far a database is: look, reason, confirmation, ledger, result. */
final class StructureWorkflow {

    private final Workspace workspace;
    private final RollbackWorkflow.Host host;
    private final RecordWorkflow recording;
    private final ChosenSet chosen;

    StructureWorkflow(Workspace workspace, RollbackWorkflow.Host host, RecordWorkflow recording) {
        this.workspace = workspace;
        this.host = host;
        this.recording = recording;
        this.chosen = new ChosenSet(workspace);
    }

    void register(Actions actions) {
        actions.on(AppAction.ADOPT_STRUCTURE, chosen.obstacleThere(this::obstacle), this::start);
    }

    private Optional<String> obstacle(SetStatus status) {
        if (workspace.profileProperty().get().isEmpty()) {
            return Optional.of(Texts.get("obstacle.several"));
        }
        return status.open() == 0
                ? Optional.of(Texts.get("obstacle.recorded", status.set().name()))
                : Optional.empty();
    }

    /** The window stays usable meanwhile: what was found in one database is never recorded in another. */
    private void start() {
        MigrationSet set = chosen.get();
        Switchback project = workspace.projectProperty().get().orElseThrow();
        Optional<Profile> asked = workspace.profileProperty().get();
        int total = set.migrations().size();
        workspace.beside(
                Texts.get("task.structure"),
                (server, cancellation, reached) ->
                        new StructureDetection(server, project, set).look(counting(total, reached), cancellation),
                found -> found.filter(
                                course -> workspace.profileProperty().get().equals(asked))
                        .ifPresentOrElse(course -> show(set, course), () -> host.tell(Texts.get("course.cancelled"))));
    }

    private static Consumer<MigrationId> counting(int total, Consumer<Stage> reached) {
        AtomicInteger tried = new AtomicInteger();
        return id -> reached.accept(new Stage(tried.incrementAndGet(), total, id.value()));
    }

    private void show(MigrationSet set, Course course) {
        workspace
                .statusProperty()
                .get()
                .flatMap(status -> status.set(set.name()))
                .ifPresent(status -> {
                    List<MigrationId> unrecorded = course.unrecorded(status);
                    recording.ask(
                            new RecordWorkflow.Question(
                                    set.name(), question(set, unrecorded.size()), Texts.get("record.structure.go")),
                            Optional.of(new CourseView(course)),
                            unrecorded.isEmpty()
                                    ? RecordWorkflow.Choice.ONLY_TO_LOOK_AT
                                    : RecordWorkflow.Choice.POSSIBLE,
                            answers -> recording.record(HistoryAction.STAMP, set.name(), unrecorded, answers));
                });
    }

    private static String question(MigrationSet set, int count) {
        return count == 0
                ? Texts.get("record.structure.none", set.name())
                : Texts.get("record.structure", count, set.migrations().size(), set.name());
    }
}

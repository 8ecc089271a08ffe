package dev.switchback.ui;

import dev.switchback.engine.ConversionProof;
import dev.switchback.engine.ConversionProof.Verdict;
import dev.switchback.engine.SetConversion;
import dev.switchback.engine.Switchback;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.run.RunEvent;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.source.Conversion;
import dev.switchback.engine.source.ConvertedFolder;
import dev.switchback.ui.action.Actions;
import dev.switchback.ui.action.AppAction;
import dev.switchback.ui.convert.ConversionView;
import dev.switchback.ui.convert.ConvertedView;
import dev.switchback.ui.rollback.RollbackWorkflow;
import dev.switchback.ui.task.BackgroundTasks.Stage;
import dev.switchback.ui.text.Texts;
import dev.switchback.ui.workspace.Workspace;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The course of a conversion: draft, preview and folder, writing, proof, result. */
final class ConvertWorkflow {

    private final Workspace workspace;
    private final RollbackWorkflow.Host host;
    private final Ways ways;
    private final ChosenSet chosen;

    /**
     * Ways out of the course.
     *
     * @param choose asks for a folder
     * @param open opens a project
     */
    record Ways(Supplier<Optional<Path>> choose, Consumer<Path> open) {}

    ConvertWorkflow(Workspace workspace, RollbackWorkflow.Host host, Ways ways) {
        this.workspace = workspace;
        this.host = host;
        this.ways = ways;
        this.chosen = new ChosenSet(workspace);
    }

    void register(Actions actions) {
        actions.on(AppAction.CONVERT, chosen.obstacle(status -> Optional.empty()), this::start);
    }

    private void start() {
        MigrationSet set = chosen.get();
        Switchback project = workspace.projectProperty().get().orElseThrow();
        int steps = 2 * set.migrations().size();
        workspace.besideIfConnected(
                set.name(),
                Texts.get("task.convert", set.name()),
                (server, cancellation, reached) ->
                        new SetConversion(project, set).draft(server, counting(steps, reached), cancellation),
                drafted -> drafted.ifPresentOrElse(
                        conversion -> show(project, conversion), () -> host.tell(Texts.get("convert.cancelled"))));
    }

    /** In temporary databases each migration goes up and back. */
    private static RunListener counting(int total, Consumer<Stage> reached) {
        AtomicInteger begun = new AtomicInteger();
        return event -> {
            if (event instanceof RunEvent.MigrationStarted started) {
                int now = Math.min(total, begun.incrementAndGet());
                reached.accept(new Stage(now, total, started.step().id().value()));
            }
        };
    }

    private void show(Switchback project, Conversion conversion) {
        Path root = project.project().root().toAbsolutePath().normalize();
        Path proposed = root.resolveSibling(root.getFileName() + "-annotated");
        ConversionView view = new ConversionView(
                conversion,
                proposed,
                new ConversionView.Answers(
                        ways.choose(),
                        ConvertWorkflow::obstacle,
                        folder -> write(project, conversion, new ConvertedFolder(folder)),
                        host::hideDialog));
        host.showDialog(view);
        view.focusFolder();
    }

    private static Optional<String> obstacle(Path folder) {
        try {
            new ConvertedFolder(folder).requireNew();
            return Optional.empty();
        } catch (SwitchbackException taken) {
            return Optional.ofNullable(taken.getMessage());
        }
    }

    private void write(Switchback project, Conversion conversion, ConvertedFolder folder) {
        host.hideDialog();
        int steps = 4 * conversion.files().size();
        workspace.besideIfConnected(
                conversion.set().name(),
                Texts.get("task.prove", conversion.set().name()),
                (server, cancellation, reached) -> {
                    folder.write(conversion);
                    return server.flatMap(there -> new ConversionProof(there, counting(steps, reached), cancellation)
                            .compare(project, conversion, folder));
                },
                verdict -> finished(conversion, folder.folder(), verdict));
    }

    private void finished(Conversion conversion, Path folder, Optional<Verdict> verdict) {
        ConvertedView.Answers answers = new ConvertedView.Answers(host::hideDialog, () -> {
            host.hideDialog();
            ways.open().accept(folder);
        });
        ConvertedView view = new ConvertedView(conversion, folder, verdict, answers);
        host.showDialog(view);
        view.focusOpen();
    }
}

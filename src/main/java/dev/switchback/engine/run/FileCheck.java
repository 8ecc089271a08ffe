package dev.switchback.engine.run;

import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Project;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.plan.DownChoice;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.source.FilesAsRead;
import dev.switchback.engine.source.ProjectReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Sees to it that what runs is what was reviewed. */
final class FileCheck {

    private final Path root;

    FileCheck(Path root) {
        this.root = root;
    }

    /** The first file of the plan that is not what it was when the plan was made. */
    Optional<RunFailure> changed(Plan plan, RunOptions options) {
        return Stream.concat(ofScripts(plan), ofMigrations(plan, options))
                .findFirst()
                .map(FileCheck::failure);
    }

    /** Scripts that belong to no migration; placeholders and included files are part of them. */
    private Stream<PlanStep> ofScripts(Plan plan) {
        List<PlanStep> steps = plan.steps().stream()
                .filter(step -> step.work().byScript().isPresent())
                .toList();
        if (steps.isEmpty()) {
            return Stream.empty();
        }
        Project project = ProjectReader.read(root);
        return steps.stream().filter(step -> {
            Script planned = step.work().script();
            return !ProjectReader.script(project, planned.file()).text().equals(planned.text());
        });
    }

    private static Stream<PlanStep> ofMigrations(Plan plan, RunOptions options) {
        return plan.steps().parallelStream()
                .filter(step -> step.work().byScript().isEmpty() && usesFile(step, options))
                .filter(step -> step.work()
                        .migration()
                        .map(planned -> !FilesAsRead.of(planned))
                        .orElse(false));
    }

    private static boolean usesFile(PlanStep step, RunOptions options) {
        return step.direction() == Direction.UP
                || (options.choiceFor(step.id()) == DownChoice.FILE
                        && step.work().down().flatMap(down -> down.file()).isPresent());
    }

    private static RunFailure failure(PlanStep step) {
        return new RunFailure(
                "file_changed",
                "the file of " + step.id() + " changed since the plan was made",
                Optional.of(step.id()),
                Optional.of(new RunFailure.Place(step.work().script().file(), 1, 1, "")),
                RunFailure.Server.SILENT,
                "Nothing ran. Plan again and look at what is there now.");
    }
}

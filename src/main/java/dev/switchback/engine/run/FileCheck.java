package dev.switchback.engine.run;

import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Project;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.plan.DownChoice;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.source.ProjectReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sees to it that what runs is what was reviewed. */
final class FileCheck {

    private final Path root;

    FileCheck(Path root) {
        this.root = root;
    }

    /** The first file of the plan that is not what it was when the plan was made. */
    Optional<RunFailure> changed(Plan plan, RunOptions options) {
        Map<String, Map<MigrationId, Migration>> now = new HashMap<>();
        Project project = ProjectReader.read(root);
        for (MigrationSet set : project.sets()) {
            now.put(set.name(), set.byId());
        }
        return plan.steps().stream()
                .filter(step -> step.work().byScript().isPresent()
                        ? isChanged(step.work().script(), project)
                        : usesFile(step, options) && isChanged(step, now.getOrDefault(step.set(), Map.of())))
                .findFirst()
                .map(FileCheck::failure);
    }

    private static boolean usesFile(PlanStep step, RunOptions options) {
        return step.direction() == Direction.UP
                || (options.choiceFor(step.id()) == DownChoice.FILE
                        && step.work().down().flatMap(down -> down.file()).isPresent());
    }

    private static boolean isChanged(Script planned, Project project) {
        return !ProjectReader.script(project, planned.file()).text().equals(planned.text());
    }

    private static boolean isChanged(PlanStep step, Map<MigrationId, Migration> now) {
        Migration present = now.get(step.id());
        return step.work()
                .migration()
                .map(planned -> present == null || !isSame(present, planned))
                .orElse(false);
    }

    /** The same bytes mean the same, unless other files changed what they depend on. */
    private static boolean isSame(Migration present, Migration planned) {
        return present.digests().raw().equals(planned.digests().raw())
                && present.digests().lines().equals(planned.digests().lines())
                && present.needs().equals(planned.needs());
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

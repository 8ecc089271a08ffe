package dev.switchback.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Phase;
import dev.switchback.engine.migration.Project;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.source.ProjectReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What would run, in which order and why. */
@CommandLine.Command(name = "plan", description = "Shows what would run, in which order and why; changes nothing.")
final class PlanCommand implements Command {

    private final Face face;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Option(names = "--sql", description = "Shows the SQL of each step too.")
    private boolean sql;

    @Option(names = "--down", description = "Plans the way back.")
    private boolean down;

    PlanCommand(Face face) {
        this.face = face;
    }

    @Override
    public CommonOptions options() {
        return options;
    }

    @Override
    public String name() {
        return "plan";
    }

    @Override
    public Integer call() {
        Direction direction = down ? Direction.DOWN : Direction.UP;
        return new Workplace(face, options)
                .ask(
                        this,
                        () -> selection.requireEverything(direction),
                        (target, reports) -> report(target, direction, reports));
    }

    private int report(TargetDatabase target, Direction direction, Reports reports) {
        PlanOutcome outcome = target.plan(request(target, direction, selection, options));
        reports.print(
                document -> {
                    Json.plan(document, outcome);
                    sql(document, outcome);
                },
                text -> {
                    text.plan(outcome);
                    sql(outcome);
                });
        return outcome instanceof PlanOutcome.Refused ? ExitCode.BLOCKED : ExitCode.DONE;
    }

    private void sql(ObjectNode document, PlanOutcome outcome) {
        if (sql && outcome instanceof Plan plan) {
            ArrayNode scripts = document.putArray("sql");
            plan.steps()
                    .forEach(step -> scripts.addObject()
                            .put("set", step.set())
                            .put("id", step.id().value())
                            .put("direction", step.direction().text())
                            .put("text", step.work().script().text()));
        }
    }

    private void sql(PlanOutcome outcome) {
        if (sql && outcome instanceof Plan plan) {
            for (PlanStep step : plan.steps()) {
                face.out().println("\n-- " + step.direction().text() + " " + step.id());
                face.out().println(step.work().script().text().strip());
            }
        }
    }

    static PlanRequest request(
            TargetDatabase target, Direction direction, SelectionOptions selection, CommonOptions options) {
        Function<String, MigrationId> ids = text -> new Ids(target.status(), options.set()).find(text);
        Selection chosen = switch (direction) {
            case UP -> selection.up(ids);
            case DOWN -> selection.down(ids, file -> script(options, file));
        };
        if (chosen instanceof Selection.ThroughPhase through) {
            requirePhase(target.status(), through.phase());
        }
        PlanRequest.OutOfOrder outOfOrder =
                target.isGuarded() ? PlanRequest.OutOfOrder.REFUSE : PlanRequest.OutOfOrder.WARN;
        return new PlanRequest(direction, chosen, options.set(), new PlanRequest.Options(Optional.empty(), outOfOrder));
    }

    private static void requirePhase(ProjectStatus status, String name) {
        List<String> known = status.sets().stream()
                .flatMap(set -> set.set().phases().stream())
                .map(Phase::name)
                .distinct()
                .toList();
        if (!known.contains(name)) {
            throw SelectionOptions.wrong(
                    "this project has no phase " + name,
                    known.isEmpty()
                            ? "Its switchback.toml names no phases."
                            : "It has: " + String.join(", ", known) + ".");
        }
    }

    /** A file is looked for in the project first, then from where the user stands. */
    private static Script script(CommonOptions options, Path file) {
        Project project = ProjectReader.read(options.project());
        Path inProject = project.root().resolve(file);
        return ProjectReader.script(project, Files.exists(inProject) ? inProject : file.toAbsolutePath());
    }
}

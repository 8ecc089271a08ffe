package dev.switchback.cli;

import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.DownChoice;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Atomicity;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes migrations back. */
@CommandLine.Command(name = "rollback", description = "Takes migrations back with their down scripts.")
final class RollbackCommand implements Command {

    private final Face face;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Mixin
    private ConfirmOptions confirm = new ConfirmOptions();

    /** Which down script runs where the recorded one and the file's differ. */
    enum Use {
        recorded,
        file
    }

    @Option(
            names = "--use",
            paramLabel = "recorded|file",
            description = "Which down script runs; recorded unless told.")
    private Use use = Use.recorded;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the history.")
    private @Nullable String reason;

    RollbackCommand(Face face) {
        this.face = face;
    }

    @Override
    public CommonOptions options() {
        return options;
    }

    @Override
    public String name() {
        return "rollback";
    }

    @Override
    public Integer call() {
        try (TargetDatabase target = new Workplace(face, options).database()) {
            return switch (target.plan(PlanCommand.request(target, Direction.DOWN, selection, options))) {
                case PlanOutcome.Refused refused -> new Reports(face, this).refused(refused, target);
                case Plan plan -> rollBack(target, plan);
            };
        }
    }

    /** Nothing is confirmed that was not seen. */
    private static void show(Plan plan, DownChoice choice, Text text) {
        text.plan(plan);
        for (PlanStep step : plan.steps()) {
            DownChoice runs = step.work().byScript().isPresent() ? DownChoice.FILE : choice;
            step.work().down().ifPresent(down -> text.wayBack(step, down, runs));
        }
    }

    private int rollBack(TargetDatabase target, Plan plan) {
        Reports reports = new Reports(face, this);
        DownChoice choice = use == Use.file ? DownChoice.FILE : DownChoice.RECORDED;
        if (!plan.isEmpty() && !options.json()) {
            show(plan, choice, reports.text());
        }
        if (!plan.isEmpty()) {
            confirm.require(face, target, "Roll back " + Text.count(plan.migrations(), "migration"));
        }
        Map<MigrationId, DownChoice> choices = new HashMap<>();
        plan.steps().forEach(step -> choices.put(step.id(), choice));
        RunOptions run = new RunOptions(
                Atomicity.PER_MIGRATION,
                choices,
                Optional.ofNullable(reason),
                confirm.confirmation(target),
                confirm.lockWait(),
                confirm.retries());
        return Running.cancellable(
                cancellation -> reports.outcome(target.run(plan, run, reports.progress(), cancellation)));
    }
}

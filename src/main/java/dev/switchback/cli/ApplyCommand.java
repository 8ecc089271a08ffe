package dev.switchback.cli;

import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Atomicity;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings the database up to date. */
@CommandLine.Command(name = "apply", description = "Applies pending migrations.")
final class ApplyCommand implements Command {

    private final Face face;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Mixin
    private ConfirmOptions confirm = new ConfirmOptions();

    @Option(names = "--all-or-nothing", description = "One transaction around everything.")
    private boolean allOrNothing;

    ApplyCommand(Face face) {
        this.face = face;
    }

    @Override
    public CommonOptions options() {
        return options;
    }

    @Override
    public String name() {
        return "apply";
    }

    @Override
    public Integer call() {
        try (TargetDatabase target = new Workplace(face, options).database()) {
            return switch (target.plan(PlanCommand.request(target, Direction.UP, selection, options))) {
                case PlanOutcome.Refused refused -> new Reports(face, this).refused(refused, target);
                case Plan plan -> apply(target, plan);
            };
        }
    }

    private int apply(TargetDatabase target, Plan plan) {
        Reports reports = new Reports(face, this);
        if (!plan.isEmpty() && !options.json()) {
            reports.text().plan(plan);
        }
        if (!plan.isEmpty()) {
            confirm.require(face, target, "Apply " + Text.count(plan.steps().size(), "migration"));
        }
        RunOptions run = new RunOptions(
                allOrNothing ? Atomicity.ALL_OR_NOTHING : Atomicity.PER_MIGRATION,
                Map.of(),
                Optional.empty(),
                confirm.confirmation(),
                confirm.lockWait(),
                confirm.retries());
        return Running.cancellable(
                cancellation -> reports.outcome(target.run(plan, run, reports.progress(), cancellation), plan.gate()));
    }
}

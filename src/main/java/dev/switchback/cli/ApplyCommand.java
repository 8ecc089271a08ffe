package dev.switchback.cli;

import dev.switchback.engine.SetDatabases.Home;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Atomicity;
import java.util.List;
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
        Workplace workplace = new Workplace(face, options);
        List<Home> homes = workplace.homes();
        if (!homes.isEmpty()) {
            selection.requireEverything(Direction.UP);
            return new EachDatabase(face, this, workplace, homes).run(this::plan, new Several());
        }
        try (TargetDatabase target = workplace.database()) {
            Reports reports = new Reports(face, this);
            return switch (plan(target)) {
                case PlanOutcome.Refused refused -> reports.refused(refused, target);
                case Plan plan -> {
                    prepare(target, plan, reports);
                    yield run(target, plan, reports);
                }
            };
        }
    }

    private PlanOutcome plan(TargetDatabase target) {
        return target.plan(PlanCommand.request(target, Direction.UP, selection, options));
    }

    private void prepare(TargetDatabase target, Plan plan, Reports reports) {
        if (!plan.isEmpty() && !options.json()) {
            reports.text().plan(plan);
        }
        if (!plan.isEmpty()) {
            confirm.require(face, target, "Apply " + Text.count(plan.steps().size(), "migration"));
        }
    }

    private int run(TargetDatabase target, Plan plan, Reports reports) {
        RunOptions run = new RunOptions(
                allOrNothing ? Atomicity.ALL_OR_NOTHING : Atomicity.PER_MIGRATION,
                Map.of(),
                Optional.empty(),
                confirm.confirmation(target),
                confirm.lockWait(),
                confirm.retries());
        return Running.cancellable(
                cancellation -> reports.outcome(target.run(plan, run, reports.progress(), cancellation), plan.gate()));
    }

    /** Every name that has to be typed is there before the first of several databases is touched. */
    private final class Several implements EachDatabase.Course {

        @Override
        public void prepare(TargetDatabase target, Plan plan, Reports reports) {
            ApplyCommand.this.prepare(target, plan, reports);
            if (!plan.isEmpty()) {
                confirm.requireName(target);
            }
        }

        @Override
        public int run(TargetDatabase target, Plan plan, Reports reports) {
            return ApplyCommand.this.run(target, plan, reports);
        }
    }
}

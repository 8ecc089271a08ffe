package dev.switchback.cli;

import dev.switchback.engine.Switchback;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.profile.SampleProject;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.DryRunReport;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.run.Trial;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Does the main job on the sample project, on an embedded database. */
@CommandLine.Command(
        name = "sample",
        description = "Plans, tries and applies the sample project on an embedded database.")
final class SampleCommand implements Command {

    private static final int SHOWN = 5;

    private final Face face;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--to", paramLabel = "DIR", description = "Where the sample is copied to.")
    private @Nullable Path to;

    SampleCommand(Face face) {
        this.face = face;
    }

    @Override
    public CommonOptions options() {
        return options;
    }

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public Integer call() {
        SampleProject sample =
                SampleProject.in(to == null ? face.folders().state().resolve("sample") : to);
        Story story = new Story(options.json() ? face.err() : face.out());
        story.out.println("The sample project is in " + sample.folder());
        try (TargetDatabase target = Switchback.open(sample.folder(), face.environment())
                .on(face.secrets().connect(sample.profile()))) {
            return switch (target.plan(PlanRequest.upEverything())) {
                case PlanOutcome.Refused refused -> new Reports(face, this).refused(refused, target);
                case Plan plan -> story.tell(target, plan);
            };
        }
    }

    /** What the user reads; with --json it goes past standard output, which is the outcome alone. */
    private final class Story {

        private final PrintStream out;
        private final Text text;

        Story(PrintStream out) {
            this.out = out;
            this.text = new Text(out, options.colours(face) ? Paint.COLOURED : Paint.PLAIN);
        }

        int tell(TargetDatabase target, Plan plan) {
            heading("plan");
            text.plan(plan);
            heading("dry-run");
            tried(target.dryRun(plan, RunOptions.DEFAULT, RunListener.SILENT, new Cancellation()));
            heading("apply");
            RunOutcome outcome =
                    target.run(plan, RunOptions.DEFAULT.with(Confirmation.YES), RunListener.SILENT, new Cancellation());
            int exit = new Reports(face, SampleCommand.this).outcome(outcome);
            heading("status");
            text.status(target.status());
            heading("history");
            text.history(target.history(SHOWN));
            return exit;
        }

        private void tried(DryRunReport report) {
            long exact = report.trials().stream()
                    .filter(trial -> trial.wayBack() == Trial.WayBack.EXACT)
                    .count();
            out.println(RunJson.word(report.outcome()) + ", taken back; " + exact + " of "
                    + Text.count(report.trials().size(), "migration") + " reversible");
        }

        private void heading(String words) {
            out.println();
            out.println("== " + words);
        }
    }
}

package dev.switchback.cli;

import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.run.DryRunReport;
import dev.switchback.engine.run.Loss;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.run.StatementReport;
import dev.switchback.engine.run.Trial;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Executes for real, then takes everything back. */
@CommandLine.Command(name = "dry-run", description = "Executes for real, then takes everything back.")
final class DryRunCommand implements Command {

    private final Face face;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Option(names = "--down", description = "Tries the way back.")
    private boolean down;

    DryRunCommand(Face face) {
        this.face = face;
    }

    @Override
    public CommonOptions options() {
        return options;
    }

    @Override
    public String name() {
        return "dry-run";
    }

    @Override
    public Integer call() {
        Direction direction = down ? Direction.DOWN : Direction.UP;
        return new Workplace(face, options)
                .ask(
                        this,
                        () -> selection.requireEverything(direction),
                        (target, reports) -> tried(target, direction, reports));
    }

    private int tried(TargetDatabase target, Direction direction, Reports reports) {
        return switch (target.plan(PlanCommand.request(target, direction, selection, options))) {
            case PlanOutcome.Refused refused -> reports.refused(refused, target);
            case Plan plan -> tried(target, plan, reports);
        };
    }

    private int tried(TargetDatabase target, Plan plan, Reports reports) {
        return Running.cancellable(cancellation -> {
            DryRunReport report = target.dryRun(plan, RunOptions.DEFAULT, reports.progress(), cancellation);
            reports.print(document -> RunJson.dryRun(document, report), text -> print(report, text));
            return ExitCode.of(report.outcome());
        });
    }

    private void print(DryRunReport report, Text text) {
        for (Trial trial : report.trials()) {
            face.out().println(trial.report().step().id() + "  " + trial.time().toMillis() + " ms  " + wayBack(trial));
            trial.report().statements().forEach(this::print);
            trial.difference().added().forEach(key -> face.out().println("     + " + key));
            trial.difference().removed().forEach(key -> face.out().println("     - " + key));
            trial.difference().changed().forEach(change -> face.out().println("     ~ " + change.key()));
            trial.residue().added().forEach(key -> face.out().println("     left behind: " + key));
            trial.residue().removed().forEach(key -> face.out().println("     missing afterwards: " + key));
            trial.residue().changed().forEach(change -> face.out().println("     changed afterwards: " + change.key()));
            trial.losses().forEach(this::print);
        }
        report.notes().stream().filter(note -> !isError(note, report.outcome())).forEach(face.out()::println);
        switch (report.outcome()) {
            case RunOutcome.Stopped stopped -> text.failure(stopped.failure());
            case RunOutcome.Refused refused -> text.failure(refused.failure());
            case RunOutcome.Cancelled cancelled -> face.out().println("Cancelled. " + cancelled.advice());
            case RunOutcome.NothingToDo nothing -> face.out().println("Nothing to do.");
            case RunOutcome.Completed completed ->
                face.out().println("Everything worked and was taken back; the database is unchanged.");
        }
    }

    private static boolean isError(String note, RunOutcome outcome) {
        return switch (outcome) {
            case RunOutcome.Stopped stopped -> stopped.failure().message().equals(note);
            case RunOutcome.Refused refused -> refused.failure().message().equals(note);
            case RunOutcome.Cancelled cancelled -> false;
            case RunOutcome.NothingToDo nothing -> false;
            case RunOutcome.Completed completed -> false;
        };
    }

    private static String wayBack(Trial trial) {
        return switch (trial.wayBack()) {
            case EXACT -> "reversible";
            case LEAVES_RESIDUE -> "the way back does not restore the structure";
            case FAILS -> "the down script fails";
            case NO_DOWN_SCRIPT -> "no way back";
            case NOT_TRIED -> "";
        };
    }

    private void print(StatementReport report) {
        String rows = report.rows().isPresent() ? report.rows().getAsLong() + " rows" : "";
        face.out()
                .printf(
                        "     line %-4d %6d ms  %-8s %s%n",
                        report.statement().line(),
                        report.time().map(Duration::toMillis).orElse(null),
                        rows,
                        report.statement().summary(60));
        report.locks().forEach(lock -> face.out().println("          lock " + lock.mode() + " on " + lock.relation()));
        report.rewritten().forEach(table -> face.out().println("          rewrites " + table));
        report.notices().forEach(notice -> face.out().println("          notice: " + notice));
    }

    private void print(Loss loss) {
        face.out().println("     rolling back takes with it " + Text.count(loss.rows(), "row") + ": " + loss.object());
    }
}

package dev.switchback.cli;

import dev.switchback.engine.difference.TextDifference;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.HistoryEntry;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.plan.DownChoice;
import dev.switchback.engine.plan.DownScripts;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.run.RunFailure;
import dev.switchback.engine.run.RunOutcome;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Writes reports for people. */
final class Text {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private final PrintStream out;
    private final Paint paint;

    Text(PrintStream out, Paint paint) {
        this.out = out;
        this.paint = paint;
    }

    void status(ProjectStatus status) {
        out.println(status.database().product() + " " + status.database().version() + " · "
                + status.database().name() + (status.database().ledger().isPresent() ? "" : " · no ledger yet"));
        status.tools().forEach(table -> out.println("Also here: " + table.sentence() + "."));
        for (SetStatus set : status.sets()) {
            out.println();
            out.println(paint.strong(set.set().name()) + "  " + set.count(MigrationState.COMPLETED) + " applied, "
                    + set.open() + " pending");
            int width = set.migrations().stream()
                    .mapToInt(m -> m.id().value().length())
                    .max()
                    .orElse(0);
            set.migrations().forEach(migration -> line(set, migration, width));
            set.set().problems().general().forEach(finding -> finding(finding, ""));
        }
    }

    private void line(SetStatus set, MigrationStatus status, int width) {
        String when = status.row()
                .flatMap(row -> row.execution().appliedAt())
                .map(at -> "  " + TIME.format(at))
                .orElse("");
        out.println("  " + paint.state(status.state()) + "  " + pad(status.id().value(), width) + "  "
                + pad(status.state().text(), 11) + when);
        String file = Places.name(Places.file(set, status));
        status.findings().forEach(finding -> finding(finding, file));
    }

    private void finding(Finding finding, String file) {
        out.println("     " + paint.severity(finding.severity()) + " " + reason(finding, file));
    }

    /** Of a refusal the severity says nothing: what is only worth a remark elsewhere is in the way here. */
    private static String reason(Finding finding, String file) {
        String place = finding.line().isPresent() && !file.isEmpty()
                ? file + ":" + finding.line().getAsInt() + ": "
                : "";
        return finding.code().text() + ": " + place + finding.message();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    void plan(PlanOutcome outcome) {
        switch (outcome) {
            case Plan plan -> plan(plan);
            case PlanOutcome.Refused refused -> refused(refused.refusals());
        }
    }

    private void plan(Plan plan) {
        if (plan.isEmpty()) {
            out.println("Nothing to do.");
        }
        int number = 1;
        for (PlanStep step : plan.steps()) {
            String arrow = step.direction() == Direction.UP ? "up  " : "down";
            String mode = step.isTransactional() ? "one transaction" : "statement by statement";
            String place = String.valueOf(number++);
            out.println(" ".repeat(Math.max(0, 3 - place.length())) + place + "  " + arrow + "  "
                    + paint.strong(step.id().value()) + "  (" + mode + "; " + step.reason() + ")");
            step.warnings().forEach(warning -> finding(warning, Places.name(step)));
            step.work()
                    .migration()
                    .flatMap(migration -> migration.header().notes().manualSteps())
                    .ifPresent(text -> out.println("     by hand before: " + text));
        }
        plan.leftOut().forEach(each -> out.println("  left out: " + each.id() + ": " + each.reason()));
        plan.gate().ifPresent(this::gate);
    }

    /** The SQL that will take a step back, and how the other version of it differs. */
    void wayBack(PlanStep step, DownScripts down, DownChoice choice) {
        boolean recorded = choice == DownChoice.RECORDED && down.recorded().isPresent();
        String from = recorded ? "recorded when it was applied" : "in the file now";
        down.get(choice).or(down::file).ifPresent(script -> {
            out.println("     " + step.id() + ", " + from + ":");
            script.text().strip().lines().forEach(line -> out.println("       " + line));
        });
        if (!down.identical() && down.recorded().isPresent() && down.file().isPresent()) {
            TextDifference.unified(
                            "recorded",
                            down.recorded().get().text(),
                            "in the file now",
                            down.file().get().text())
                    .forEach(line -> out.println("     " + paint.difference(line)));
        }
    }

    void gate(Plan.Gate gate) {
        out.println("Phase " + gate.phase() + " waits behind its gate: " + gate.text() + ". Go on with --phase "
                + gate.phase() + ".");
    }

    void refused(List<PlanOutcome.Refusal> refusals) {
        out.println(paint.bad("Refused; nothing ran."));
        for (PlanOutcome.Refusal refusal : refusals) {
            out.println("  " + refusal.id());
            out.println("     " + reason(refusal.finding(), Places.name(refusal.file())));
        }
    }

    /** Shows what was applied against what is there now, for migrations whose file changed. */
    void changes(List<FileChange> changes) {
        changes.stream()
                .flatMap(change -> change.lines().stream())
                .forEach(line -> out.println("     " + paint.difference(line)));
    }

    void history(List<HistoryEntry> entries) {
        if (entries.isEmpty()) {
            out.println("Nothing was ever run here.");
        }
        for (HistoryEntry entry : entries) {
            HistoryEntry.Event event = entry.event();
            out.println("%s  %-8s  %s  %s  %d ms  %s@%s%s"
                    .formatted(
                            TIME.format(event.executedAt()),
                            entry.action().text(),
                            paint.state(event.status()) + " "
                                    + pad(event.status().text(), 11),
                            entry.id(),
                            event.time().toMillis(),
                            event.actor().osUser(),
                            event.actor().host(),
                            event.reason().map(reason -> "  \"" + reason + "\"").orElse("")));
            event.failure().ifPresent(failure -> out.println("     " + failure.message()));
        }
    }

    void outcome(RunOutcome outcome) {
        switch (outcome) {
            case RunOutcome.Completed completed ->
                out.println("Done: " + count(completed.migrations(), "migration") + ".");
            case RunOutcome.NothingToDo nothing -> out.println("Nothing to do.");
            case RunOutcome.Cancelled cancelled -> out.println("Cancelled. " + cancelled.advice());
            case RunOutcome.Stopped stopped -> failure(stopped.failure());
            case RunOutcome.Refused refused -> failure(refused.failure());
        }
    }

    /** @param ids whose record was changed */
    void recorded(RunOutcome outcome, List<String> ids) {
        if (outcome instanceof RunOutcome.Completed) {
            out.println("Recorded: " + String.join(", ", ids) + ". No SQL of theirs ran.");
        } else {
            outcome(outcome);
        }
    }

    void failure(RunFailure failure) {
        out.println(paint.bad("error: ")
                + failure.id()
                        .filter(id -> !failure.message().startsWith(id.value()))
                        .map(id -> id + ": ")
                        .orElse("")
                + failure.message()
                + failure.server().sqlState().map(state -> " [" + state + "]").orElse(""));
        failure.place().ifPresent(place -> {
            out.println("  at " + place.file() + ":" + place.line() + ":" + place.column());
            place.statement().lines().limit(6).forEach(line -> out.println("    " + line));
        });
        failure.server().detail().ifPresent(detail -> out.println("  detail: " + detail));
        failure.server().hint().ifPresent(hint -> out.println("  hint: " + hint));
        out.println("  " + failure.advice());
    }

    void failure(SwitchbackException failure) {
        out.println(paint.bad("error: ") + failure.getMessage());
        if (failure instanceof SwitchbackException.Unreadable unreadable) {
            unreadable
                    .file()
                    .filter(file -> !String.valueOf(failure.getMessage()).contains(file.toString()))
                    .ifPresent(file -> out.println("  at " + file
                            + (unreadable.line().isPresent()
                                    ? ":" + unreadable.line().getAsInt()
                                    : "")));
        }
        out.println("  " + failure.advice());
    }

    /** How many of something, in words. */
    static String count(long number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }
}

package dev.switchback.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOutcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Prints a report as the options ask: one JSON document, or text. */
final class Reports {

    private final Face face;
    private final Command command;
    private final Optional<ObjectNode> section;

    Reports(Face face, Command command) {
        this(face, command, Optional.empty());
    }

    private Reports(Face face, Command command, Optional<ObjectNode> section) {
        this.face = face;
        this.command = command;
        this.section = section;
    }

    /** For a part of a report on several databases. */
    Reports in(ObjectNode part) {
        return new Reports(face, command, Optional.of(part));
    }

    /** Prints one of the two. */
    void print(Consumer<ObjectNode> json, Consumer<Text> text) {
        if (section.isPresent() && command.options().json()) {
            json.accept(section.get());
        } else if (command.options().json()) {
            ObjectNode document = Json.document(command.name());
            json.accept(document);
            Json.print(face.out(), document);
        } else {
            text.accept(text());
        }
    }

    Text text() {
        return new Text(face.out(), command.options().colours(face) ? Paint.COLOURED : Paint.PLAIN);
    }

    RunListener progress() {
        return command.options().quiet() ? RunListener.SILENT : new Progress(face.err());
    }

    /** Prints why there is no plan, and what changed where that is the reason. */
    int refused(PlanOutcome.Refused refused, TargetDatabase target) {
        List<FileChange> changes = refused.refusals().stream()
                        .anyMatch(refusal -> refusal.finding().code() == FindingCode.MODIFIED)
                ? FileChange.of(target.status(), target)
                : List.of();
        print(
                document -> {
                    document.putNull("run_id");
                    document.put("outcome", "refused");
                    document.put("database_state", "unchanged");
                    Json.plan(document, refused);
                    Json.changes(document, changes);
                },
                text -> {
                    text.refused(refused.refusals());
                    text.changes(changes);
                });
        return ExitCode.BLOCKED;
    }

    int outcome(RunOutcome outcome) {
        return outcome(outcome, Optional.empty());
    }

    /** @param gate what the plan ends before; it is of interest only where the run came so far */
    int outcome(RunOutcome outcome, Optional<Plan.Gate> gate) {
        int exit = ExitCode.of(outcome);
        Optional<Plan.Gate> reached = gate.filter(any -> exit == ExitCode.DONE);
        print(
                document -> {
                    RunJson.outcome(document, outcome);
                    reached.ifPresent(each -> Json.gate(document, each));
                },
                text -> {
                    text.outcome(outcome);
                    reached.ifPresent(text::gate);
                });
        return exit;
    }
}

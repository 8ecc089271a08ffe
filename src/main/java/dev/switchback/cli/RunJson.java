package dev.switchback.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.engine.run.DryRunReport;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.run.StatementReport;
import dev.switchback.engine.run.StepReport;
import dev.switchback.engine.run.Trial;
import dev.switchback.engine.snapshot.StructureDifference;
import java.util.Locale;

/** Writes what a run or a dry run did as JSON. */
final class RunJson {

    private RunJson() {}

    static void outcome(ObjectNode document, RunOutcome outcome) {
        document.put("run_id", outcome.runId());
        document.put("outcome", word(outcome));
        document.put("database_state", outcome.databaseState().text());
        ArrayNode steps = document.putArray("steps");
        outcome.steps().forEach(step -> step(steps.addObject(), step));
        switch (outcome) {
            case RunOutcome.Stopped stopped -> ErrorJson.put(document, stopped.failure());
            case RunOutcome.Refused refused -> ErrorJson.put(document, refused.failure());
            case RunOutcome.Cancelled cancelled -> document.put("message", cancelled.advice());
            case RunOutcome.Completed completed -> {}
            case RunOutcome.NothingToDo nothing -> {}
        }
    }

    static String word(RunOutcome outcome) {
        return switch (outcome) {
            case RunOutcome.Completed completed -> "completed";
            case RunOutcome.Stopped stopped -> "stopped";
            case RunOutcome.Cancelled cancelled -> "cancelled";
            case RunOutcome.Refused refused -> "refused";
            case RunOutcome.NothingToDo nothing -> "nothing_to_do";
        };
    }

    private static void step(ObjectNode node, StepReport report) {
        node.put("set", report.step().set());
        node.put("id", report.step().id().value());
        node.put("direction", report.step().direction().text());
        node.put("outcome", report.outcome().text());
        node.put("execution_time_ms", report.time().toMillis());
        ArrayNode statements = node.putArray("statements");
        report.statements().forEach(statement -> statement(statements.addObject(), statement));
    }

    private static void statement(ObjectNode node, StatementReport report) {
        node.put("line", report.statement().line());
        node.put(
                "execution_time_ms",
                report.time().map(time -> time.toNanos() / 1_000_000.0).orElse(null));
        if (report.rows().isPresent()) {
            node.put("rows", report.rows().getAsLong());
        } else {
            node.putNull("rows");
        }
        ArrayNode locks = node.putArray("locks");
        report.locks()
                .forEach(lock -> locks.addObject().put("mode", lock.mode()).put("relation", lock.relation()));
        ArrayNode rewritten = node.putArray("rewritten");
        report.rewritten().forEach(rewritten::add);
        ArrayNode notices = node.putArray("notices");
        report.notices().forEach(notices::add);
    }

    static void dryRun(ObjectNode document, DryRunReport report) {
        outcome(document, report.outcome());
        ArrayNode trials = document.putArray("trials");
        for (Trial trial : report.trials()) {
            ObjectNode node = trials.addObject();
            node.put("id", trial.report().step().id().value());
            node.put("way_back", trial.wayBack().name().toLowerCase(Locale.ROOT));
            node.put("place", trial.place().name().toLowerCase(Locale.ROOT));
            difference(node.putObject("structure"), trial.difference());
            difference(node.putObject("residue"), trial.residue());
            ArrayNode losses = node.putArray("losses");
            trial.losses()
                    .forEach(loss ->
                            losses.addObject().put("object", loss.object()).put("rows", loss.rows()));
        }
        ArrayNode notes = document.putArray("notes");
        report.notes().forEach(notes::add);
    }

    private static void difference(ObjectNode node, StructureDifference difference) {
        ArrayNode added = node.putArray("added");
        difference.added().forEach(key -> added.add(key.toString()));
        ArrayNode removed = node.putArray("removed");
        difference.removed().forEach(key -> removed.add(key.toString()));
        ArrayNode changed = node.putArray("changed");
        difference.changed().forEach(change -> changed.add(change.key().toString()));
    }
}

package dev.switchback.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.engine.database.DatabaseFacts;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.HistoryEntry;
import dev.switchback.engine.ledger.LedgerRow;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.run.RunFailure;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** Writes reports as JSON: one document, snake_case keys, ISO-8601 times. */
final class Json {

    static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int FORMAT = 1;

    private Json() {}

    static ObjectNode document(String command) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("switchback", FORMAT);
        node.put("command", command);
        return node;
    }

    static void print(PrintStream out, ObjectNode document) {
        try {
            out.println(MAPPER.writeValueAsString(document));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static void error(ObjectNode document, SwitchbackException failure) {
        ObjectNode error = document.putObject("error");
        error.put("code", failure.code());
        error.put("message", failure.getMessage());
        error.put("hint", failure.advice());
        switch (failure) {
            case SwitchbackException.Unavailable unavailable -> error.put("sqlstate", unavailable.sqlState());
            case SwitchbackException.DatabaseFailure database -> error.put("sqlstate", database.sqlState());
            case SwitchbackException.Unreadable unreadable ->
                unreadable.file().ifPresent(file -> error.put("file", file.toString()));
            case SwitchbackException.LockHeld held -> {}
        }
    }

    static void failure(ObjectNode document, RunFailure failure) {
        ObjectNode error = document.putObject("error");
        error.put("code", failure.code());
        error.put("message", failure.message());
        failure.id().ifPresent(id -> error.put("migration_id", id.value()));
        failure.place().ifPresent(place -> {
            error.put("file", place.file().toString());
            error.put("line", place.line());
            error.put("column", place.column());
            error.put("statement", place.statement());
        });
        failure.server().sqlState().ifPresent(state -> error.put("sqlstate", state));
        failure.server().detail().ifPresent(detail -> error.put("detail", detail));
        failure.server().hint().ifPresent(hint -> error.put("server_hint", hint));
        error.put("hint", failure.advice());
    }

    static void status(ObjectNode document, ProjectStatus status) {
        DatabaseFacts facts = status.database();
        ObjectNode database = document.putObject("database");
        database.put("product", facts.product());
        database.put("version", facts.version());
        database.put("url", facts.url());
        database.put("name", facts.name());
        facts.ledger().ifPresent(version -> database.put("ledger_version", version));
        ArrayNode sets = document.putArray("sets");
        for (SetStatus set : status.sets()) {
            ObjectNode node = sets.addObject();
            node.put("name", set.set().name());
            node.put("layout", set.set().layout().text());
            node.put("applied", set.count(MigrationState.COMPLETED));
            node.put("pending", set.open());
            set.set().heads().forEach(head -> node.withArray("heads").add(head.value()));
            ArrayNode migrations = node.putArray("migrations");
            set.migrations().forEach(migration -> migration(migrations.addObject(), set, migration));
            findings(node, set.set().problems().general());
        }
    }

    private static void migration(ObjectNode node, SetStatus set, MigrationStatus status) {
        node.put("id", status.id().value());
        node.put("state", status.state().text());
        status.migration().ifPresent(migration -> file(node, migration));
        if (status.migration().isEmpty()) {
            set.set().problems().files().stream()
                    .filter(error -> error.id().equals(status.id()))
                    .findFirst()
                    .ifPresent(error -> node.put("file", error.file().toString()));
        }
        status.row().ifPresent(row -> row(node, row));
        findings(node, status.findings());
    }

    private static void file(ObjectNode node, Migration migration) {
        node.put("description", migration.header().description());
        node.put("type", migration.header().type().text());
        ArrayNode needs = node.putArray("depends_on");
        migration.needs().stream().map(MigrationId::value).forEach(needs::add);
        node.put("checksum", migration.checksum());
        node.put("file", migration.source().path().toString());
    }

    private static void row(ObjectNode node, LedgerRow row) {
        row.execution().appliedAt().ifPresent(at -> node.put("applied_at", at.toString()));
        node.put("execution_time_ms", row.execution().time().toMillis());
        node.put("statements_done", row.execution().statementsDone());
        node.put("statements_total", row.execution().statementsTotal());
        row.execution().error().ifPresent(error -> node.put("error", error));
    }

    static void findings(ObjectNode node, List<Finding> findings) {
        ArrayNode array = node.putArray("findings");
        for (Finding finding : findings) {
            ObjectNode each = array.addObject();
            each.put("code", finding.code().text());
            each.put("severity", finding.severity().text());
            each.put("message", finding.message());
            finding.line().ifPresent(line -> each.put("line", line));
        }
    }

    static void plan(ObjectNode document, PlanOutcome outcome) {
        ArrayNode steps = document.putArray("steps");
        ArrayNode leftOut = document.putArray("left_out");
        switch (outcome) {
            case Plan plan -> {
                plan.steps().forEach(step -> step(steps.addObject(), step));
                plan.leftOut()
                        .forEach(each -> leftOut.addObject()
                                .put("set", each.set())
                                .put("id", each.id().value())
                                .put("reason", each.reason()));
                plan.gate()
                        .ifPresent(gate -> document.putObject("gate")
                                .put("phase", gate.phase())
                                .put("text", gate.text()));
            }
            case PlanOutcome.Refused refused -> refusals(document, refused.refusals());
        }
    }

    private static void step(ObjectNode node, PlanStep step) {
        node.put("set", step.set());
        node.put("id", step.id().value());
        node.put("direction", step.direction().text());
        node.put("transactional", step.isTransactional());
        node.put("reason", step.reason());
        ArrayNode warnings = node.putArray("warnings");
        step.warnings().stream().map(Finding::message).forEach(warnings::add);
    }

    /** The first refusal is the error; all of them are listed. */
    static void refusals(ObjectNode document, List<PlanOutcome.Refusal> refusals) {
        ArrayNode array = document.putArray("refusals");
        for (PlanOutcome.Refusal refusal : refusals) {
            refusal(array.addObject(), refusal);
        }
        if (!refusals.isEmpty()) {
            ObjectNode error = document.putObject("error");
            refusal(error, refusals.getFirst());
            error.put("hint", "Nothing ran.");
        }
    }

    private static void refusal(ObjectNode node, PlanOutcome.Refusal refusal) {
        node.put("code", refusal.finding().code().text());
        node.put("message", refusal.id() + ": " + refusal.finding().message());
        node.put("migration_id", refusal.id().value());
        Optional.of(refusal).flatMap(PlanOutcome.Refusal::file).ifPresent(file -> node.put("file", file.toString()));
        refusal.finding().line().ifPresent(line -> node.put("line", line));
    }

    static void history(ObjectNode document, List<HistoryEntry> entries) {
        ArrayNode array = document.putArray("entries");
        for (HistoryEntry entry : entries) {
            ObjectNode node = array.addObject();
            HistoryEntry.Event event = entry.event();
            node.put("run_id", entry.runId());
            node.put("set", entry.set());
            node.put("migration_id", entry.id().value());
            node.put("direction", entry.action().text());
            node.put("status", event.status().text());
            node.put("executed_at", event.executedAt().toString());
            node.put("execution_time_ms", event.time().toMillis());
            node.put("applied_by", event.actor().databaseUser());
            node.put("os_user", event.actor().osUser());
            node.put("host", event.actor().host());
            node.put("version", event.actor().version());
            node.put("reason", event.reason().orElse(null));
            node.put("error", event.failure().map(HistoryEntry.Failure::message).orElse(null));
            node.put("script_digest", entry.scriptDigest());
        }
    }
}

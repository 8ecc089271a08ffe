package dev.switchback.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.engine.database.DatabaseFacts;
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
import dev.switchback.engine.tool.ToolTable;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
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

    static void status(ObjectNode document, ProjectStatus status) {
        DatabaseFacts facts = status.database();
        ObjectNode database = document.putObject("database");
        database.put("product", facts.product());
        database.put("version", facts.version());
        database.put("url", facts.url());
        database.put("name", facts.name());
        facts.ledger().ifPresent(version -> database.put("ledger_version", version));
        tools(database, status.tools());
        ArrayNode sets = document.putArray("sets");
        for (SetStatus set : status.sets()) {
            ObjectNode node = sets.addObject();
            node.put("name", set.set().name());
            node.put("layout", set.set().layout().text());
            node.put("applied", set.count(MigrationState.COMPLETED));
            node.put("pending", set.open());
            ArrayNode heads = node.putArray("heads");
            set.set().heads().forEach(head -> heads.add(head.value()));
            ArrayNode migrations = node.putArray("migrations");
            set.migrations().forEach(migration -> migration(migrations.addObject(), set, migration));
            findings(node, set.set().problems().general());
        }
    }

    /** The tables of other tools. */
    static void tools(ObjectNode node, List<ToolTable> tables) {
        ArrayNode tools = node.putArray("tools");
        tables.forEach(
                table -> tools.addObject().put("tool", table.tool().text()).put("table", table.place()));
    }

    /** Every key is there for every migration, null where nothing is known. */
    private static void migration(ObjectNode node, SetStatus set, MigrationStatus status) {
        Optional<Migration> file = status.migration();
        Optional<LedgerRow.Execution> execution = status.row().map(LedgerRow::execution);
        node.put("id", status.id().value());
        node.put("description", file.map(each -> each.header().description()).orElse(null));
        node.put("type", file.map(each -> each.header().type().text()).orElse(null));
        node.put("state", status.state().text());
        ArrayNode needs = node.putArray("depends_on");
        file.ifPresent(each -> each.needs().stream().map(MigrationId::value).forEach(needs::add));
        node.put(
                "applied_at",
                execution
                        .flatMap(LedgerRow.Execution::appliedAt)
                        .map(Instant::toString)
                        .orElse(null));
        node.put(
                "execution_time_ms",
                execution.map(each -> each.time().toMillis()).orElse(null));
        node.put("checksum", file.map(Migration::checksum).orElse(null));
        node.put("file", Places.file(set, status).map(Path::toString).orElse(null));
        execution.ifPresent(each -> {
            node.put("statements_done", each.statementsDone());
            node.put("statements_total", each.statementsTotal());
            each.error().ifPresent(error -> node.put("error", error));
        });
        findings(node, status.findings());
    }

    static void findings(ObjectNode node, List<Finding> findings) {
        ArrayNode array = node.putArray("findings");
        for (Finding finding : findings) {
            ObjectNode each = array.addObject();
            each.put("code", finding.code().text());
            each.put("severity", finding.severity().text());
            each.put("message", finding.message());
            each.putNull("line");
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
                plan.gate().ifPresent(gate -> gate(document, gate));
            }
            case PlanOutcome.Refused refused -> ErrorJson.put(document, refused.refusals());
        }
    }

    /** Nothing is written where nothing changed. */
    static void changes(ObjectNode document, List<FileChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        ArrayNode array = document.putArray("changes");
        for (FileChange change : changes) {
            ObjectNode node = array.addObject();
            node.put("set", change.set());
            node.put("id", change.id().value());
            ArrayNode lines = node.putArray("difference");
            change.lines().forEach(lines::add);
        }
    }

    static void gate(ObjectNode document, Plan.Gate gate) {
        document.putObject("gate").put("phase", gate.phase()).put("text", gate.text());
    }

    private static void step(ObjectNode node, PlanStep step) {
        node.put("set", step.set());
        node.put("id", step.id().value());
        node.put("direction", step.direction().text());
        node.put("transactional", step.isTransactional());
        node.put("reason", step.reason());
        if (step.work().byScript().isPresent()) {
            ArrayNode takesBack = node.putArray("takes_back");
            step.ids().forEach(id -> takesBack.add(id.value()));
        }
        step.work()
                .migration()
                .flatMap(migration -> migration.header().notes().manualSteps())
                .ifPresent(text -> node.put("manual_steps", text));
        ArrayNode warnings = node.putArray("warnings");
        step.warnings().stream().map(Finding::message).forEach(warnings::add);
    }
}

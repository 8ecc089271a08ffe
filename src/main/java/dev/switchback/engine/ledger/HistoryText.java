package dev.switchback.engine.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the history as CSV and JSON, the same for the command line and the window. */
public final class HistoryText {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FORMAT = 1;
    private static final String CSV_HEADER =
            "executed_at,set,migration_id,direction,status,execution_time_ms,applied_by,os_user,host,reason,error";

    private HistoryText() {}

    /** One document, as {@code history --json} prints it. */
    public static String json(List<HistoryEntry> entries) {
        ObjectNode document = JSON.createObjectNode();
        document.put("switchback", FORMAT);
        document.put("command", "history");
        entries(document, entries);
        return document.toPrettyString() + "\n";
    }

    /** Puts the entries into a document that has its head already. */
    public static void entries(ObjectNode document, List<HistoryEntry> entries) {
        ArrayNode array = document.putArray("entries");
        for (HistoryEntry entry : entries) {
            entry(array.addObject(), entry);
        }
    }

    /** Every key is there for every entry, null where nothing is known. */
    private static void entry(ObjectNode node, HistoryEntry entry) {
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
        node.put(
                "sqlstate",
                event.failure().flatMap(HistoryEntry.Failure::sqlState).orElse(null));
        node.put(
                "statement",
                event.failure().flatMap(HistoryEntry.Failure::statement).orElse(null));
        node.put("script_digest", entry.scriptDigest());
    }

    /** A line with the names of the columns, then one for each entry. */
    public static String csv(List<HistoryEntry> entries) {
        return entries.stream().map(HistoryText::line).collect(Collectors.joining("", CSV_HEADER + "\n", ""));
    }

    private static String line(HistoryEntry entry) {
        HistoryEntry.Event event = entry.event();
        return Stream.of(
                        event.executedAt().toString(),
                        entry.set(),
                        entry.id().value(),
                        entry.action().text(),
                        event.status().text(),
                        String.valueOf(event.time().toMillis()),
                        event.actor().databaseUser(),
                        event.actor().osUser(),
                        event.actor().host(),
                        event.reason().orElse(""),
                        event.failure().map(HistoryEntry.Failure::message).orElse(""))
                .map(HistoryText::field)
                .collect(Collectors.joining(",", "", "\n"));
    }

    private static String field(String text) {
        return text.matches("(?s).*[\",\n\r].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}

package dev.switchback.cli;

import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.ledger.HistoryEntry;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What was run here, when and by whom. */
@CommandLine.Command(name = "history", description = "Shows what was run here, when and by whom.")
final class HistoryCommand implements Command {

    private static final int USUAL_LIMIT = 50;

    private final Face face;

    @Mixin
    private CommonOptions options = new CommonOptions();

    /** The forms of the report. */
    enum Format {
        table,
        json,
        csv
    }

    @Option(names = "--limit", paramLabel = "N", description = "The newest N; 50 unless told.")
    private int limit = USUAL_LIMIT;

    @Option(names = "--format", paramLabel = "table|json|csv", description = "table unless told.")
    private Format format = Format.table;

    HistoryCommand(Face face) {
        this.face = face;
    }

    @Override
    public CommonOptions options() {
        return options;
    }

    @Override
    public String name() {
        return "history";
    }

    @Override
    public Integer call() {
        try (TargetDatabase target = new Workplace(face, options).database()) {
            List<HistoryEntry> entries = newest(target);
            if (options.json() || format == Format.json) {
                var document = Json.document(name());
                Json.history(document, entries);
                Json.print(face.out(), document);
            } else if (format == Format.csv) {
                csv(entries);
            } else {
                new Reports(face, this).text().history(entries);
            }
            return ExitCode.DONE;
        }
    }

    /** The limit counts what is shown, not what other sets did. */
    private List<HistoryEntry> newest(TargetDatabase target) {
        if (limit < 1) {
            throw SelectionOptions.wrong("the limit has to be 1 or more");
        }
        return target.history(options.set().isPresent() ? Integer.MAX_VALUE : limit).stream()
                .filter(entry -> options.set().map(entry.set()::equals).orElse(true))
                .limit(limit)
                .toList();
    }

    private void csv(List<HistoryEntry> entries) {
        face.out()
                .println(
                        "executed_at,set,migration_id,direction,status,execution_time_ms,applied_by,os_user,host,reason,error");
        for (HistoryEntry entry : entries) {
            HistoryEntry.Event event = entry.event();
            face.out()
                    .println(Stream.of(
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
                                    event.failure()
                                            .map(HistoryEntry.Failure::message)
                                            .orElse(""))
                            .map(HistoryCommand::field)
                            .collect(Collectors.joining(",")));
        }
    }

    private static String field(String text) {
        return text.matches("(?s).*[\",\n\r].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}

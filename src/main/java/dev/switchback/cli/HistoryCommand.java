package dev.switchback.cli;

import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.ledger.HistoryEntry;
import dev.switchback.engine.ledger.HistoryText;
import java.util.List;
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
                HistoryText.entries(document, entries);
                Json.print(face.out(), document);
            } else if (format == Format.csv) {
                face.out().print(HistoryText.csv(entries));
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
}

package dev.switchback.cli;

import dev.switchback.engine.RecordRequest;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.ledger.HistoryAction;
import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.migration.MigrationId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets the record straight without running SQL: stamp, baseline, accept, repair. */
@CommandLine.Command
final class RecordCommand implements Command {

    private final Face face;
    private final HistoryAction action;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private ConfirmOptions confirm = new ConfirmOptions();

    @Parameters(paramLabel = "ID", arity = "0..*", description = "The migrations.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the history.")
    private @Nullable String reason;

    RecordCommand(Face face, HistoryAction action) {
        this.face = face;
        this.action = action;
    }

    @Override
    public CommonOptions options() {
        return options;
    }

    @Override
    public String name() {
        return action.text();
    }

    @Override
    public Integer call() {
        if (reason == null || reason.isBlank()) {
            throw SelectionOptions.wrong("--reason is missing: the history keeps why");
        }
        if (ids.isEmpty() && action != HistoryAction.REPAIR) {
            throw SelectionOptions.wrong("name at least one migration");
        }
        try (TargetDatabase target = new Workplace(face, options).database()) {
            ProjectStatus status = target.status();
            List<MigrationId> chosen =
                    ids.stream().map(id -> SelectionOptions.resolve(status, id)).toList();
            confirm.require(face, "Change the record (" + action.text() + ")");
            RecordRequest request = new RecordRequest(action, options.set(), chosen, reason, confirm.confirmation());
            return new Reports(face, this).outcome(target.record(request));
        }
    }
}

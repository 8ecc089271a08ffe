package dev.switchback.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.switchback.engine.RecordRequest;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.ledger.HistoryAction;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.run.RunOutcome;
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

    @Option(names = "--all", description = "accept: every migration whose file changed.")
    private boolean all;

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
        requireChoice();
        try (TargetDatabase target = new Workplace(face, options).database()) {
            ProjectStatus status = target.status();
            Ids known = new Ids(status, options.set());
            List<MigrationId> chosen =
                    all ? changed(status) : ids.stream().map(known::find).toList();
            requireOneSet(status, chosen);
            confirm.require(face, target, "Change the record (" + action.text() + ")");
            RecordRequest request = new RecordRequest(
                    action, options.set(), chosen, reason, confirm.confirmation(target), confirm.lockWait());
            RunOutcome outcome = target.record(request);
            new Reports(face, this)
                    .print(
                            document -> {
                                RunJson.outcome(document, outcome);
                                ArrayNode recorded = document.putArray("recorded");
                                recorded(target, outcome).forEach(recorded::add);
                            },
                            text -> text.recorded(outcome, recorded(target, outcome)));
            return ExitCode.of(outcome);
        }
    }

    private void requireChoice() {
        if (all && (action != HistoryAction.ACCEPT || !ids.isEmpty())) {
            throw SelectionOptions.wrong("--all goes with accept, and with no names");
        }
        if (ids.isEmpty() && !all && action != HistoryAction.REPAIR) {
            throw SelectionOptions.wrong("name at least one migration");
        }
    }

    private List<MigrationId> changed(ProjectStatus status) {
        List<MigrationId> changed = status.sets().stream()
                .filter(set -> options.set().map(set.set().name()::equals).orElse(true))
                .flatMap(set -> set.migrations().stream())
                .filter(MigrationStatus::isChanged)
                .map(MigrationStatus::id)
                .toList();
        if (changed.isEmpty()) {
            throw SelectionOptions.wrong("no file of an applied migration changed: there is nothing to accept");
        }
        return changed;
    }

    /** Silently leaving one out would be a lie about the record. */
    private void requireOneSet(ProjectStatus status, List<MigrationId> chosen) {
        if (action == HistoryAction.BASELINE && chosen.size() > 1) {
            throw SelectionOptions.wrong("a baseline is one migration, with everything before it");
        }
        List<String> sets = status.sets().stream()
                .filter(set -> options.set().map(set.set().name()::equals).orElse(true))
                .filter(set -> chosen.isEmpty()
                        || chosen.stream().anyMatch(id -> set.find(id).isPresent()))
                .map(set -> set.set().name())
                .toList();
        if (sets.size() > 1) {
            throw SelectionOptions.wrong(
                    "this concerns several sets: " + String.join(", ", sets), "Name one with --set.");
        }
    }

    /** What Alembic did outside may be noted of a migration in the same run, before it is recorded. */
    private static List<String> recorded(TargetDatabase target, RunOutcome outcome) {
        return target.history(Integer.MAX_VALUE).stream()
                .filter(entry -> entry.runId().equals(outcome.runId()))
                .map(entry -> entry.id().value())
                .toList()
                .reversed()
                .stream()
                .distinct()
                .toList();
    }
}

package dev.switchback.cli;

import dev.switchback.engine.ResumeRequest;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.run.RunOptions;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes on with a migration that stopped half way. */
@CommandLine.Command(name = "resume", description = "Goes on with a migration that stopped half way.")
final class ResumeCommand implements Command {

    private final Face face;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Mixin
    private ConfirmOptions confirm = new ConfirmOptions();

    @Parameters(paramLabel = "ID", description = "The migration.")
    private String id = "";

    @Option(names = "--mark-done", description = "Run nothing: everything is there.")
    private boolean markDone;

    ResumeCommand(Face face) {
        this.face = face;
    }

    @Override
    public CommonOptions options() {
        return options;
    }

    @Override
    public String name() {
        return "resume";
    }

    @Override
    public Integer call() {
        try (TargetDatabase target = new Workplace(face, options).database()) {
            ProjectStatus status = target.status();
            MigrationId migration = new Ids(status, options.set()).find(id);
            String set = status.sets().stream()
                    .filter(each -> options.set().map(each.set().name()::equals).orElse(true))
                    .filter(each -> each.find(migration).isPresent())
                    .map(each -> each.set().name())
                    .findFirst()
                    .orElseThrow();
            if (!markDone) {
                target.dropsBeforeResuming(set, migration)
                        .forEach(drop -> face.err().println("Runs first: " + drop + ";"));
            }
            confirm.require(face, target, (markDone ? "Mark " : "Resume ") + migration + (markDone ? " as done" : ""));
            ResumeRequest request = new ResumeRequest(
                    set, migration, markDone ? ResumeRequest.Decision.MARK_DONE : ResumeRequest.Decision.CONTINUE);
            Reports reports = new Reports(face, this);
            RunOptions run = RunOptions.DEFAULT
                    .with(confirm.confirmation(target))
                    .with(confirm.lockWait())
                    .with(confirm.retries());
            return Running.cancellable(
                    cancellation -> reports.outcome(target.resume(request, run, reports.progress(), cancellation)));
        }
    }
}

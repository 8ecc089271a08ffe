package dev.switchback.cli;

import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.ledger.ProjectStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.FindingCode.Blocks;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the database has and lacks. */
@CommandLine.Command(name = "status", description = "Shows what the database has and lacks; changes nothing.")
final class StatusCommand implements Command {

    private final Face face;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--check", description = "Exit 3 when something is pending, 5 when a finding blocks.")
    private boolean check;

    StatusCommand(Face face) {
        this.face = face;
    }

    @Override
    public CommonOptions options() {
        return options;
    }

    @Override
    public String name() {
        return "status";
    }

    @Override
    public Integer call() {
        return new Workplace(face, options).ask(this, () -> {}, this::report);
    }

    private int report(TargetDatabase target, Reports reports) {
        ProjectStatus status = target.status();
        reports.print(document -> Json.status(document, status), text -> {
            text.status(status);
            text.changes(FileChange.of(status, target));
        });
        return check ? judge(status) : ExitCode.DONE;
    }

    private static int judge(ProjectStatus status) {
        if (status.sets().stream().anyMatch(StatusCommand::isBlocked)) {
            return ExitCode.BLOCKED;
        }
        return status.sets().stream().anyMatch(set -> set.open() > 0) ? ExitCode.PENDING : ExitCode.DONE;
    }

    private static boolean isBlocked(SetStatus set) {
        return set.migrations().stream()
                .flatMap(migration -> migration.findings().stream())
                .map(finding -> finding.code())
                .anyMatch(code -> code.blocks() == Blocks.APPLY
                        || code == FindingCode.CYCLE
                        || code == FindingCode.MISSING_DEPENDENCY
                        || code == FindingCode.AMBIGUOUS_DEPENDENCY
                        || code == FindingCode.DUPLICATE_ID
                        || code == FindingCode.UNREADABLE
                        || code == FindingCode.RENAMED);
    }
}

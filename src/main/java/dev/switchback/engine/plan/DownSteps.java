package dev.switchback.engine.plan;

import dev.switchback.engine.ledger.KeptText;
import dev.switchback.engine.ledger.LedgerRow;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.AlembicPlace;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.TransactionMode;
import dev.switchback.engine.sql.ScriptAnalysis;
import dev.switchback.engine.sql.SqlSyntaxException;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the steps of a way down out of the recorded down scripts and those of the files. */
final class DownSteps {

    private final StepScripts scripts;
    private final Planner.RecordedDowns recorded;
    /** By identity: comparing whole migrations would read all their text. */
    private final IdentityHashMap<MigrationStatus, DownScripts> asked = new IdentityHashMap<>();

    DownSteps(StepScripts scripts, Planner.RecordedDowns recorded) {
        this.scripts = scripts;
        this.recorded = recorded;
    }

    /** Why a migration cannot be taken back; empty when it can. */
    Optional<Finding> noWayBack(SetStatus set, MigrationStatus status) {
        boolean goingDown = status.row()
                .filter(row -> row.execution().direction() == Direction.DOWN)
                .isPresent();
        if (goingDown && status.has(FindingCode.INTERRUPTED)) {
            return status.findings().stream()
                    .filter(finding -> finding.code() == FindingCode.INTERRUPTED)
                    .findFirst();
        }
        Optional<String> irreversible =
                status.migration().flatMap(file -> file.header().notes().irreversible());
        if (irreversible.isPresent()) {
            return Optional.of(Finding.of(FindingCode.NO_DOWN, "it is irreversible: " + irreversible.get()));
        }
        DownScripts down = downScripts(set, status);
        return down.recorded().or(down::file).isPresent()
                ? Optional.empty()
                : Optional.of(Finding.of(
                        FindingCode.NO_DOWN, "it has no down script, neither recorded nor in its file. Write one"));
    }

    /** Adds the step, or refuses when its script cannot be cut into statements. */
    void step(SetStatus set, MigrationStatus status, String reason, PlanDraft draft) {
        DownScripts down = downScripts(set, status);
        Script script = down.recorded().or(down::file).orElseThrow();
        Optional<Finding> unwritten = unwritten(script, status);
        if (unwritten.isPresent()) {
            draft.refuse(set, status, unwritten.get());
            return;
        }
        TransactionMode wish =
                status.migration().map(each -> each.scripts().transaction()).orElse(TransactionMode.AUTOMATIC);
        try {
            ScriptAnalysis analysis = scripts.analyse(script, wish);
            PlanStep.Work work =
                    new PlanStep.Work(status.migration(), script, scripts.mode(analysis), Optional.of(down));
            draft.add(new PlanStep(
                    set.set().name(),
                    status.id(),
                    Direction.DOWN,
                    work,
                    reason,
                    new StepWarnings(set, script, analysis).down(status)));
        } catch (SqlSyntaxException failure) {
            draft.refuse(
                    set,
                    status,
                    Finding.at(FindingCode.UNREADABLE, String.valueOf(failure.getMessage()), failure.line()));
        }
    }

    /** Why a script cannot run, as far as it is known of its migration. */
    private Optional<Finding> unwritten(Script script, MigrationStatus status) {
        return scripts.unwritten(script)
                .map(unwritten -> status.findings().stream()
                        .filter(finding -> finding.code() == FindingCode.DOWN_NOT_WRITTEN)
                        .findFirst()
                        .orElse(unwritten));
    }

    /** Adds one step for all of them, or refuses when their ledger rows could not be written together with the work. */
    void byScript(SetStatus set, List<MigrationStatus> takenBack, Script script, PlanDraft draft) {
        MigrationStatus first = takenBack.getFirst();
        List<MigrationId> together =
                takenBack.stream().skip(1).map(MigrationStatus::id).toList();
        ScriptAnalysis analysis = scripts.analyse(script, TransactionMode.AUTOMATIC);
        if (scripts.mode(analysis) != PlanStep.Mode.TRANSACTIONAL) {
            draft.refuse(set, first, cannotBeRecorded(script));
            return;
        }
        PlanStep.Work work = new PlanStep.Work(
                Optional.empty(),
                script,
                PlanStep.Mode.TRANSACTIONAL,
                Optional.of(new DownScripts(Optional.empty(), Optional.of(script))),
                Optional.of(new PlanStep.ByScript(together)));
        String reason = script.file().getFileName() + " takes back "
                + takenBack.stream().map(each -> each.id().value()).collect(Collectors.joining(", "));
        draft.add(new PlanStep(
                set.set().name(),
                first.id(),
                Direction.DOWN,
                work,
                reason,
                new StepWarnings(set, script, analysis).ofScript().toList()));
    }

    private static Finding cannotBeRecorded(Script script) {
        return Finding.of(
                FindingCode.NON_TRANSACTIONAL,
                script.file().getFileName()
                        + " cannot run as one transaction on this database, so that a half finished "
                        + "run could not be told from a finished one. Use the migrations' own down scripts");
    }

    private DownScripts downScripts(SetStatus set, MigrationStatus status) {
        return asked.computeIfAbsent(status, any -> read(set, status));
    }

    /** A script of white space alone says nothing about the way back; one of comments says that nothing is to be done. */
    private DownScripts read(SetStatus set, MigrationStatus status) {
        Optional<Script> file =
                status.migration().flatMap(each -> each.scripts().down()).filter(script -> !script.isBlank());
        Optional<Script> kept = status.row()
                .map(LedgerRow::id)
                .flatMap(id -> recorded.of(set.set().name(), id))
                .filter(text -> !text.isBlank())
                .filter(text -> set.set().alembic().isEmpty() || AlembicPlace.isSql(text))
                .flatMap(text -> KeptText.find(text, file)
                        .or(() -> KeptText.isMissing(text)
                                ? Optional.empty()
                                : Optional.of(KeptText.script(
                                        text, path(set, status), set.set().layout(), Direction.DOWN))));
        return new DownScripts(kept, file);
    }

    private static Path path(SetStatus set, MigrationStatus status) {
        return status.migration()
                .map(Migration::source)
                .map(source -> source.path())
                .orElse(set.set().folder().resolve(status.id() + ".sql"));
    }
}

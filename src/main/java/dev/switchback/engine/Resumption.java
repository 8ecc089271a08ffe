package dev.switchback.engine;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.KeptText;
import dev.switchback.engine.ledger.LedgerArchive;
import dev.switchback.engine.ledger.LedgerRow;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.RecordedScripts;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.TransactionMode;
import dev.switchback.engine.plan.DownScripts;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.plan.StepScripts;
import dev.switchback.engine.run.Continuation;
import dev.switchback.engine.sql.SqlStatement;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Decides how a migration goes on that stopped half way, in the direction in which it was going. Statements count as
 * finished only while they are still the first ones of the script.
 */
final class Resumption {

    private final LedgerArchive archive;
    private final StepScripts scripts;
    private final Doubts doubts;

    Resumption(LedgerArchive archive, StepScripts scripts, Doubts doubts) {
        this.archive = archive;
        this.scripts = scripts;
        this.doubts = doubts;
    }

    /** @param status interrupted, so that it has a row */
    Continuation of(ResumeRequest request, MigrationStatus status) {
        LedgerRow row = status.row().orElseThrow();
        PlanStep step = step(request.set(), status);
        return switch (request.decision()) {
            case MARK_DONE ->
                new Continuation(step, statements(step.work().script()).size(), row);
            case CONTINUE -> {
                requireStatements(step);
                requireSameBeginning(request.set(), step, row);
                yield new Continuation(step, doubts.finished(step, row), row);
            }
        };
    }

    /** The statement that was under way and that resuming tries again; empty where none was, or it took effect. */
    Optional<SqlStatement> triedAgain(String set, MigrationStatus status) {
        LedgerRow row = status.row().orElseThrow();
        int done = row.execution().statementsDone();
        if (row.execution().doubt() == LedgerRow.Doubt.NONE) {
            return Optional.empty();
        }
        PlanStep step = step(set, status);
        boolean again = doubts.finished(step, row) == done;
        return again ? statements(step.work().script()).stream().skip(done).findFirst() : Optional.empty();
    }

    private List<SqlStatement> statements(Script script) {
        return scripts.analyse(script, TransactionMode.OFF).statements();
    }

    /** A program begins at its beginning, and would do again what it has done. */
    private static void requireStatements(PlanStep step) {
        if (step.work().script().program().isPresent()) {
            throw new SwitchbackException.Unreadable(
                    "cannot_resume",
                    step.id() + " is a program, which cannot go on from its middle",
                    "Complete by hand what is missing and mark it done, or roll it back.",
                    Optional.of(step.work().script().file()));
        }
    }

    /** The user may have corrected the statement that failed, but not those before it, which ran as they were. */
    private void requireSameBeginning(String set, PlanStep step, LedgerRow row) {
        if (step.direction() == Direction.DOWN) {
            return; // the very script that was running
        }
        int done = row.execution().statementsDone();
        Script now = step.work().script();
        Optional<String> kept = archive.recorded(set, step.id()).map(RecordedScripts::up);
        if (kept.filter(KeptText::isMissing)
                .flatMap(text -> KeptText.find(text, Optional.of(now)))
                .isPresent()) {
            return; // too long to be kept, but the very same
        }
        List<String> ran = kept.map(recorded -> first(new Script(recorded, now.file(), 1), done))
                .orElse(List.of());
        if (!ran.equals(first(now, done))) {
            throw new SwitchbackException.Unreadable(
                    "file_changed",
                    "the first " + done + " statements of " + step.id() + " are no longer those that ran",
                    "Restore them, and change only what comes after them; or mark it done once everything is there.",
                    Optional.of(now.file()));
        }
    }

    private List<String> first(Script script, int count) {
        return statements(script).stream().limit(count).map(SqlStatement::text).toList();
    }

    private PlanStep step(String set, MigrationStatus status) {
        LedgerRow row = status.row().orElseThrow();
        Direction direction = row.execution().direction();
        PlanStep.Work work = switch (direction) {
            case UP -> up(status);
            case DOWN -> down(set, status);
        };
        return new PlanStep(set, status.id(), direction, work, "goes on where it stopped", List.of());
    }

    private static PlanStep.Work up(MigrationStatus status) {
        Migration migration = status.migration().orElseThrow(() -> gone(status, "its file is gone"));
        return new PlanStep.Work(
                Optional.of(migration), migration.scripts().up(), PlanStep.Mode.NON_TRANSACTIONAL, Optional.empty());
    }

    /** The very script that was running, whatever the file says now. */
    private PlanStep.Work down(String set, MigrationStatus status) {
        String text = archive.unfinishedDown(set, status.id())
                .orElseThrow(() -> gone(status, "the down script that was running was not kept"));
        Optional<Script> now =
                status.migration().flatMap(migration -> migration.scripts().down());
        if (KeptText.isMissing(text) && KeptText.find(text, now).isEmpty()) {
            throw gone(status, "the down script that was running is too long to be kept, and its file changed");
        }
        Path file = status.migration()
                .map(migration -> migration.source().path())
                .orElse(Path.of(status.id().value()));
        Script script = KeptText.find(text, now)
                .orElseGet(() -> new Script(text, file, 1, List.of(), List.of(), now.flatMap(Script::program)));
        DownScripts scripts = new DownScripts(Optional.of(script), Optional.empty());
        return new PlanStep.Work(status.migration(), script, PlanStep.Mode.NON_TRANSACTIONAL, Optional.of(scripts));
    }

    private static SwitchbackException.Unreadable gone(MigrationStatus status, String why) {
        return new SwitchbackException.Unreadable(
                "cannot_resume",
                status.id() + " cannot be resumed: " + why,
                "Bring the file back, or roll it back with the recorded down script.",
                Optional.empty());
    }
}

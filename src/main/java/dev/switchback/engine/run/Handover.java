package dev.switchback.engine.run;

import dev.switchback.engine.database.ManagerLock;
import dev.switchback.engine.database.Transactions;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.run.PipelinedSteps.Member;
import dev.switchback.engine.run.StepRecord.Row;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Announces a step in the commit that ends the one before, which saves a commit where most steps are announced: on a
 * database that commits each change of its structure by itself. A crash behind that commit leaves what a crash behind
 * an announcement of its own leaves. What was announced and does not begin after all is taken back.
 */
final class Handover {

    private final RunContext context;
    private final ManagerLock lock;
    private Supplier<Optional<Member>> following = Optional::empty;
    private Optional<Member> written = Optional.empty();
    private Optional<Member> announced = Optional.empty();

    Handover(RunContext context, ManagerLock lock) {
        this.context = context;
        this.lock = lock;
    }

    /** @param next the step behind the one that is running, if the ledger has no row of it */
    void follow(Supplier<Optional<Member>> next) {
        following = next;
    }

    /** Announces what follows, inside of the transaction in which a step ends, unless the run is to end there. */
    void write() throws SQLException {
        written = Optional.empty();
        if (!isPossible() || context.cancellation().isRequested()) {
            return;
        }
        Optional<Member> next = following.get().filter(member -> isAnnounced(member.script()));
        if (next.isPresent() && isLockHeld()) {
            Journal journal =
                    new Journal(context, next.get().script(), next.get().order());
            journal.write(0, journal.doubtAtTheBeginning(0));
            written = next;
        }
    }

    private boolean isPossible() {
        return switch (context.target().dialect().schemaChanges()) {
            case COMMIT_BY_THEMSELVES -> true;
            case TRANSACTIONAL, ALONE -> false;
        };
    }

    /** A program is in doubt as soon as it is announced, so it says so itself, and no earlier than it has to. */
    private static boolean isAnnounced(StepScript script) {
        return script.step().direction() == Direction.UP
                && !script.isTransactional()
                && script.script().program().isEmpty();
    }

    /** The step that ends did run under the lock, and is recorded in any case. */
    private boolean isLockHeld() {
        try {
            lock.requireHeld();
            return true;
        } catch (SQLException lost) {
            return false;
        }
    }

    /** What was written has been committed. */
    void committed() {
        announced = written;
        written = Optional.empty();
    }

    /**
     * A step begins: whether it is announced already.
     *
     * @throws SQLException when the lock is lost
     */
    Row begin(Member member) throws SQLException {
        boolean isAnnounced =
                announced.filter(next -> next.index() == member.index()).isPresent();
        if (isAnnounced) {
            announced = Optional.empty();
            return Row.ANNOUNCED;
        }
        lock.requireHeld();
        return Row.NONE;
    }

    /** Takes an announcement back when the run ends before that step. */
    void withdraw() {
        Optional<Member> waiting = announced;
        announced = Optional.empty();
        if (waiting.isEmpty()) {
            return;
        }
        PlanStep step = waiting.get().script().step();
        try {
            lock.requireHeld(); // whoever has it now may have begun this very step
            context.target().sessionSetup().prepare(context.connection());
            Transactions.<RuntimeException>doInOne(
                    context.connection(), () -> context.writer().remove(step.set(), step.id()));
        } catch (SQLException lost) {
            context.tell(new RunEvent.Notice(
                    step.id(), "it was announced and did not begin, which could not be noted: " + lost.getMessage()));
        }
    }
}

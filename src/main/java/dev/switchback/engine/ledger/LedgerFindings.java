package dev.switchback.engine.ledger;

import dev.switchback.engine.migration.Digests.Change;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import java.util.Optional;

/** Says in words what a comparison of files with ledger rows found. */
final class LedgerFindings {

    private LedgerFindings() {}

    static Optional<Finding> changed(Change change) {
        return switch (change) {
            case NONE -> Optional.empty();
            case COSMETIC ->
                Optional.of(Finding.of(
                        FindingCode.COSMETIC,
                        "only white space or comments changed since it was applied; nothing is blocked"));
            case DOWN_ONLY ->
                Optional.of(
                        Finding.of(
                                FindingCode.DOWN_CHANGED,
                                "the down script changed since it was applied; rolling back shows both and asks which one runs"));
            case REAL ->
                Optional.of(
                        Finding.of(
                                FindingCode.MODIFIED,
                                "the file changed since it was applied. Accept the change, restore the file, or write a new migration"));
        };
    }

    static Finding failed(LedgerRow row) {
        return Finding.of(
                FindingCode.FAILED,
                "the last attempt failed: "
                        + row.execution()
                                .error()
                                .orElse("its connection or its process ended before it could be recorded why"));
    }

    static Finding atWork() {
        return Finding.of(FindingCode.AT_WORK, "a run is working on it now");
    }

    /** Stopped half way, in the direction in which the run was going. */
    static Finding interrupted(LedgerRow row) {
        boolean program = row.execution().statementsTotal() == 0;
        String next = switch (row.execution().direction()) {
            case UP -> (program ? "M" : "Resume it, m") + "ark it done, or roll it back with its down script";
            case DOWN -> (program ? "M" : "Resume the way back, or m") + "ark it done, which records it as rolled back";
        };
        String going = row.execution().direction() == Direction.DOWN ? "rolling back " : "";
        return Finding.of(FindingCode.INTERRUPTED, going + howFar(row) + ". " + next);
    }

    private static String howFar(LedgerRow row) {
        int done = row.execution().statementsDone();
        int total = row.execution().statementsTotal();
        if (total == 0) {
            return ofProgram(row, done);
        }
        if (row.execution().doubt() == LedgerRow.Doubt.IN_DOUBT) {
            boolean answered = row.state() == MigrationState.FAILED; // then only what it left is in doubt
            String known = answered
                    ? (done + 1) + " left an index that is not valid, which resuming drops before it builds again"
                    : "whether " + (done + 1) + " took effect is not known";
            return done == 0
                    ? "stopped at statement 1 of " + total + "; " + known
                    : "stopped after statement " + done + " of " + total + "; " + known;
        }
        if (done == 0) {
            return "stopped before statement 1 of " + total + ", where an earlier run had stopped half way";
        }
        return done == total
                ? "stopped after the last of " + total + " statements, before that was recorded"
                : "stopped after statement " + done + " of " + total;
    }

    /** How many statements a program sends is known only when it has ended. */
    private static String ofProgram(LedgerRow row, int done) {
        String known = done == 0
                ? "no statement of it is known to have finished"
                : "after statement " + done + " of a program";
        String doubt =
                row.execution().doubt() == LedgerRow.Doubt.IN_DOUBT ? "; whether more took effect is not known" : "";
        return "stopped, " + known + doubt;
    }

    /** @param direction the way it can still go by itself: taken back, or what a half-done run was doing */
    static Finding fileMissing(Direction direction) {
        return Finding.of(
                FindingCode.FILE_MISSING,
                switch (direction) {
                    case UP -> "its file is gone and its run stopped half way. Bring the file back, or roll it back";
                    case DOWN ->
                        "was applied, and its file is gone. Nothing is blocked; rolling it back uses the recorded "
                                + "down script";
                });
    }

    static Finding renamed(LedgerRow former) {
        return Finding.of(
                FindingCode.RENAMED,
                "has the content of " + former.id() + ", which is applied and whose file is gone: a renamed file. "
                        + "Repair records the new name; it does not run again");
    }

    static Finding late(String newer) {
        return Finding.of(FindingCode.OUT_OF_ORDER, "is older than " + newer + ", which is applied already");
    }

    static Finding otherProject(String set) {
        return Finding.of(
                FindingCode.OTHER_PROJECT,
                "the ledger's rows of set " + set + " fit none of these files: another project's? "
                        + "Give this one its own id in switchback.toml, or stamp the file that its former ones became");
    }
}

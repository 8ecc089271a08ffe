package dev.switchback.faults;

import dev.switchback.engine.ResumeRequest;
import dev.switchback.engine.Switchback;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.LedgerRow;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.DatabaseState;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.snapshot.SnapshotReader;
import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.support.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The mixed project on a database: runs it, breaks it off, compares, and brings it to its end. */
final class MixedRun {

    private static final RunOptions YES = RunOptions.DEFAULT.with(Confirmation.YES);

    private final Path folder;
    private final TestDatabase database;
    private final Direction direction;

    MixedRun(Path folder, TestDatabase database, Direction direction) {
        this.folder = folder;
        this.database = database;
        this.direction = direction;
    }

    TargetDatabase open(TestDatabase way) {
        return Switchback.open(folder, Map.of()).on(way.settings());
    }

    /** Empty again, and where the way down is to be tried, up. */
    void reset() {
        awaitQuiet();
        database.execute(
                "DROP SCHEMA IF EXISTS switchback CASCADE", "DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
        MixedProject.writeBroken(folder);
        if (direction == Direction.DOWN) {
            MixedProject.mend(folder);
            try (TargetDatabase target = open(database)) {
                run(target, Direction.UP, RunListener.SILENT);
            }
        }
    }

    /** Leaves the ledger's tables behind: everything went up and down once. */
    void createLedger() {
        try (TargetDatabase target = open(database)) {
            run(target, Direction.UP, RunListener.SILENT);
            MixedProject.mend(folder);
            resume(target, RunListener.SILENT);
            run(target, Direction.UP, RunListener.SILENT);
            run(target, Direction.DOWN, RunListener.SILENT);
        }
        MixedProject.writeBroken(folder);
    }

    /** The server notices a client that is gone a little later, and finishes what it was doing. */
    void awaitQuiet() {
        String others = "SELECT count(*) FROM pg_stat_activity "
                + "WHERE datname = current_database() AND pid <> pg_backend_pid()";
        while (!database.query(others).equals("0")) {
            Thread.onSpinWait();
        }
    }

    /** One whole run; up it fails in the fourth migration, is mended and goes on. Returns what was said untruly. */
    String whole(TargetDatabase target, RunListener listener) {
        try {
            if (direction == Direction.UP) {
                String lie = told(() -> run(target, Direction.UP, listener));
                MixedProject.mend(folder);
                return lie.isEmpty() ? finishTold(target, listener) : lie;
            }
            return finishTold(target, listener);
        } catch (SwitchbackException cut) {
            return List.of("connection_lost", "unreachable", "database_error").contains(cut.code())
                    ? ""
                    : cut.code() + " " + cut.getMessage();
        } finally {
            MixedProject.mend(folder);
        }
    }

    private String finishTold(TargetDatabase target, RunListener listener) {
        String lie = told(() -> resume(target, listener));
        boolean open = statuses(target).stream().anyMatch(status -> status.has(FindingCode.INTERRUPTED));
        return lie.isEmpty() && !open ? told(() -> run(target, direction, listener)) : lie;
    }

    private interface Part {
        RunOutcome run();
    }

    /** What a run that stopped says of the database has to be so. */
    private String told(Part part) {
        Map<String, List<Integer>> before = MixedProject.effects(database, direction);
        if (!(part.run() instanceof RunOutcome.Stopped stopped)) {
            return "";
        }
        boolean unchanged = stopped.databaseState() == DatabaseState.UNCHANGED
                || stopped.databaseState() == DatabaseState.ROLLED_BACK;
        Map<String, List<Integer>> after = MixedProject.effects(database, direction);
        if (unchanged && !before.equals(after)) {
            return "said to be unchanged: " + before + " to " + after + " " + stopped.failure();
        }
        String advice = stopped.failure().advice();
        String id = stopped.failure().id().map(Object::toString).orElse("");
        boolean nothing =
                advice.contains("Nothing of " + id + " took") || advice.contains("othing of " + id + " is left");
        return nothing && !Objects.equals(before.get(id), after.get(id))
                ? "said that nothing is left: " + stopped.failure()
                : "";
    }

    private RunOutcome run(TargetDatabase target, Direction way, RunListener listener) {
        PlanRequest request =
                new PlanRequest(way, new Selection.Everything(), Optional.empty(), PlanRequest.Options.DEFAULT);
        return switch (target.plan(request)) {
            case Plan plan -> target.run(plan, YES, listener, new Cancellation());
            case PlanOutcome.Refused refused -> throw new AssertionError("refused: " + refused);
        };
    }

    /** Resumes what is interrupted. */
    private static RunOutcome resume(TargetDatabase target, RunListener listener) {
        RunOutcome last = new RunOutcome.NothingToDo("");
        for (MigrationStatus status : statuses(target)) {
            if (status.has(FindingCode.INTERRUPTED)) {
                ResumeRequest request = new ResumeRequest("main", status.id(), ResumeRequest.Decision.CONTINUE);
                last = target.resume(request, YES, listener, new Cancellation());
            }
        }
        return last;
    }

    private static List<MigrationStatus> statuses(TargetDatabase target) {
        return target.status().sets().getFirst().migrations();
    }

    /** What the ledger says that is not so, or "". */
    String compare() {
        awaitQuiet();
        Map<String, List<Integer>> up = MixedProject.effects(database, Direction.UP);
        Map<String, List<Integer>> down = MixedProject.effects(database, Direction.DOWN);
        StringBuilder lies = new StringBuilder();
        try (TargetDatabase target = open(database)) {
            for (MigrationStatus status : statuses(target)) {
                String id = status.id().value();
                if (!isSo(status, up.getOrDefault(id, List.of()), down.getOrDefault(id, List.of()))) {
                    lies.append(status.state())
                            .append(' ')
                            .append(status.row())
                            .append(up.get(id))
                            .append(down.get(id));
                }
            }
        }
        return lies.toString();
    }

    private static boolean isSo(MigrationStatus status, List<Integer> up, List<Integer> down) {
        if (status.has(FindingCode.INTERRUPTED)) {
            LedgerRow.Execution execution = status.row().orElseThrow().execution();
            return isHalf(execution, execution.direction() == Direction.UP ? up : down);
        }
        int each = status.state() == MigrationState.COMPLETED ? 1 : 0;
        return up.stream().allMatch(count -> count == each);
    }

    /** Everything said to be done is there once; beyond it at most the one statement that is said to be in doubt. */
    private static boolean isHalf(LedgerRow.Execution execution, List<Integer> effects) {
        int done = execution.statementsDone();
        int known = execution.doubt() == LedgerRow.Doubt.IN_DOUBT ? done + 1 : done;
        boolean there = effects.stream().limit(done).allMatch(count -> count == 1);
        boolean inDoubt = effects.stream().skip(done).limit(known - done).allMatch(count -> count <= 1);
        return there && inDoubt && effects.stream().skip(known).allMatch(count -> count == 0);
    }

    /** Why it does not come to its end without a hand, or "". */
    String goOn() {
        try (TargetDatabase target = open(database)) {
            RunOutcome resumed = resume(target, RunListener.SILENT);
            if (resumed instanceof RunOutcome.Stopped) {
                return resumed.toString();
            }
            RunOutcome end = run(target, direction, RunListener.SILENT);
            return end instanceof RunOutcome.Completed || end instanceof RunOutcome.NothingToDo ? "" : end.toString();
        } catch (SwitchbackException | AssertionError failure) {
            return String.valueOf(failure.getMessage());
        }
    }

    /** Structure, data and ledger without its times. */
    String end() {
        String ledger = database.query("""
                SELECT (SELECT string_agg(concat_ws(' ', id, status, statements_done, statements_total, in_doubt, digest_up,
                                              digest_down, coalesce(error, '-'), applied_at IS NULL), '; ' ORDER BY id)
                        FROM switchback.schema_migrations)
                    || (SELECT string_agg(concat_ws(' ', migration_id, direction, n), '; ' ORDER BY migration_id, direction)
                        FROM (SELECT migration_id, direction, count(*) AS n FROM switchback.migration_history
                              WHERE status <> 'failed' GROUP BY 1, 2) h)
                    || (SELECT concat_ws(' ', last_migration, applied_count) FROM switchback.database_schema)
                """);
        try (Connection connection = database.connect()) {
            return new SnapshotReader(SqlSyntax.POSTGRESQL, "switchback")
                            .read(connection)
                            .fingerprint()
                    + MixedProject.effects(database, Direction.UP)
                    + ledger;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }
}

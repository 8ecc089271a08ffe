package dev.switchback.engine.run;

import dev.switchback.engine.database.DatabaseErrors;
import dev.switchback.engine.database.Transactions;
import dev.switchback.engine.ledger.LedgerMessages;
import dev.switchback.engine.migration.Check;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.run.StepFailedException.Cause;
import dev.switchback.engine.sql.SqlStatement;
import dev.switchback.engine.sql.StatementSplitter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the statements and checks of one step and turns errors into failures with their place. */
final class StatementLoop {

    private final RunContext context;
    private final MigrationId id;
    private final Script script;
    private final int total;
    private final List<StatementReport> done = new ArrayList<>();
    private final long start = System.nanoTime();
    private Watch watch = report -> report;

    /** Looks at what a statement did before anything else happens. */
    @FunctionalInterface
    interface Watch {
        /** The report as it is told, with what was seen. */
        StatementReport after(StatementReport report) throws SQLException;
    }

    StatementLoop(RunContext context, MigrationId id, Script script, int total) {
        this.context = context;
        this.id = id;
        this.script = script;
        this.total = total;
    }

    Optional<MigrationId> id() {
        return Optional.of(id);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    List<StatementReport> done() {
        return done;
    }

    /** From now on each statement of the script is looked at; hooks and checks are not. */
    void watch(Watch other) {
        watch = other;
    }

    /** @param number of the statement in its script, from 1 */
    void run(SqlStatement statement, int number) throws SQLException, StepFailedException {
        context.tell(new RunEvent.StatementStarted(id, statement, number, total));
        StatementReport report;
        try {
            report = context.statements().run(statement, script);
            requireOpenTransaction(statement);
        } catch (InsertFailedException further) {
            throw failed(further.original(), further.statement());
        } catch (SQLException failure) {
            throw failed(failure, statement);
        } catch (StatementRunner.CancelledException asked) {
            throw cancelled();
        }
        finished(report, number);
    }

    /** One way to execute a statement. */
    @FunctionalInterface
    interface Execution {
        StatementReport by(StatementRunner runner) throws SQLException;
    }

    /** Runs a statement of a program, which is told when it fails, and may go on. */
    StatementReport send(SqlStatement statement, Execution execution) throws SQLException, StepFailedException {
        context.tell(new RunEvent.StatementStarted(id, statement, done.size() + 1, total));
        try {
            StatementReport report = execution.by(context.statements());
            requireOpenTransaction(statement);
            return report;
        } catch (StatementRunner.CancelledException asked) {
            throw cancelled();
        }
    }

    /** A statement of a program counts as done. */
    void sent(StatementReport report) throws SQLException {
        finished(report, done.size() + 1);
    }

    private void finished(StatementReport report, int number) throws SQLException {
        StatementReport seen = watch.after(report);
        done.add(seen);
        seen.notices().forEach(this::notice);
        context.tell(new RunEvent.StatementFinished(id, seen, number, total));
    }

    /** Runs SQL that the project puts around its migrations; it does not count among the statements of the step. */
    void hook(Optional<Script> hook) throws StepFailedException {
        if (hook.isEmpty()) {
            return;
        }
        for (SqlStatement statement : split(hook.get())) {
            try {
                context.statements().run(statement).notices().forEach(this::notice);
                requireOpenTransaction(statement);
            } catch (SQLException failure) {
                throw failed(failure, statement, hook.get());
            } catch (StatementRunner.CancelledException asked) {
                throw cancelled();
            }
        }
    }

    private List<SqlStatement> split(Script other) {
        return StatementSplitter.split(
                other.text(), other.firstLine(), context.target().dialect().syntax());
    }

    /** A program went back to its last commit; statements behind the first {@code kept} are undone. */
    void takenBack(int kept) {
        context.tell(new RunEvent.TakenBack(id, kept));
    }

    /** Tells what the server, or a program, says meanwhile. */
    void notice(String text) {
        context.tell(new RunEvent.Notice(id, text));
    }

    /** What a script ended behind our back is committed, or gone, without its ledger row. */
    private void requireOpenTransaction(SqlStatement statement) throws SQLException, StepFailedException {
        if (Transactions.endedByScript(context.connection())) {
            RunFailure ended = new RunFailure(
                    "transaction_ended",
                    "this statement ended the migration's transaction: " + statement.summary(200),
                    Optional.of(id),
                    Optional.of(Failures.place(script, statement)),
                    RunFailure.Server.SILENT,
                    "");
            throw new StepFailedException(ended, done, Cause.ENDED_BY_SCRIPT, elapsed());
        }
    }

    /** The rows that say that the step is done could not be written. */
    StepFailedException notRecorded(SQLException failure) {
        boolean notOurs = DatabaseErrors.isMissingValue(failure);
        RunFailure nowhere = new RunFailure(
                notRecordedCode(failure),
                notOurs
                        ? "the lock of this run is lost: its connection ended, and another manager may be at work"
                        : "the ledger could not be written: "
                                + DatabaseErrors.describe(failure).message(),
                Optional.of(id),
                Optional.empty(),
                new RunFailure.Server(
                        Optional.of(DatabaseErrors.describe(failure).sqlState()), Optional.empty(), Optional.empty()),
                "");
        return new StepFailedException(nowhere, done, cause(failure), elapsed());
    }

    /** See {@link LedgerMessages}: what it breaks on purpose is that a state must be given. */
    private static String notRecordedCode(SQLException failure) {
        if (DatabaseErrors.isMissingValue(failure)) {
            return "lock_lost";
        }
        return DatabaseErrors.isConnectionLost(failure) ? Failures.CONNECTION_LOST : "not_recorded";
    }

    /** Deferred constraints fail here; and when the connection ends here, nobody knows which side of it. */
    StepFailedException atCommit(SQLException failure, List<SqlStatement> statements) {
        if (DatabaseErrors.isConnectionLost(failure)) {
            RunFailure unknown = new RunFailure(
                    "connection_lost",
                    "the connection ended while the migration was being committed: "
                            + DatabaseErrors.describe(failure).message(),
                    Optional.of(id),
                    Optional.empty(),
                    RunFailure.Server.SILENT,
                    "");
            return new StepFailedException(unknown, done, Cause.COMMIT_UNKNOWN, elapsed());
        }
        return statements.isEmpty() ? notRecorded(failure) : failed(failure, statements.getLast());
    }

    /** Nobody knows which of the migrations that were on their way have been committed, this one first. */
    StepFailedException lostTogether(SQLException failure, MigrationId last) {
        RunFailure unknown = new RunFailure(
                Failures.CONNECTION_LOST,
                "the connection ended while " + id + " to " + last + " were sent together: "
                        + DatabaseErrors.describe(failure).message(),
                Optional.of(id),
                Optional.empty(),
                RunFailure.Server.SILENT,
                "");
        return new StepFailedException(unknown, done, Cause.COMMITS_UNKNOWN, elapsed());
    }

    StepFailedException failed(SQLException failure, SqlStatement statement) {
        return failed(failure, statement, script);
    }

    /** @param origin the script that the statement is of */
    StepFailedException failed(SQLException failure, SqlStatement statement, Script origin) {
        if (context.cancellation().isRequested() && DatabaseErrors.isCancelled(failure)) {
            return cancelled();
        }
        return new StepFailedException(Failures.of(failure, id, origin, statement), done, cause(failure), elapsed());
    }

    private static Cause cause(SQLException failure) {
        if (DatabaseErrors.isConnectionLost(failure)) {
            return Cause.CONNECTION_LOST;
        }
        if (DatabaseErrors.wantsRepetition(failure)) {
            return Cause.SERIALIZATION;
        }
        return DatabaseErrors.isLockTimeout(failure) ? Cause.LOCK_TIMEOUT : Cause.FAILED;
    }

    /** The program of the step ended in a way that is no error of a statement. */
    StepFailedException programFailed(RunFailure failure) {
        return new StepFailedException(failure, done, Cause.FAILED, elapsed());
    }

    StepFailedException cancelled() {
        RunFailure failure = new RunFailure(
                "cancelled", "cancelled", Optional.of(id), Optional.empty(), RunFailure.Server.SILENT, "");
        return new StepFailedException(failure, done, Cause.CANCELLED, elapsed());
    }

    void checks(Optional<Migration> migration, Check.Moment moment) throws StepFailedException {
        for (Check check : migration.map(each -> each.scripts().checks()).orElse(List.of())) {
            if (check.moment() == moment) {
                switch (check.expectation()) {
                    case NO_ROW_OR_TRUE -> {
                        for (SqlStatement query : split(check.script())) {
                            check(query, check);
                        }
                    }
                    case NO_ERROR -> new Verification(context).run(this, check, split(check.script()));
                }
            }
        }
    }

    /** A check holds when it returns no row or a single true. */
    private void check(SqlStatement query, Check check) throws StepFailedException {
        try (Statement statement = context.connection().createStatement();
                ResultSet rows = statement.executeQuery(query.text())) {
            if (!rows.next()) {
                return;
            }
            String found = String.valueOf(rows.getString(1));
            boolean single = rows.getMetaData().getColumnCount() == 1 && !rows.next();
            if (!single || !(found.equalsIgnoreCase("t") || found.equalsIgnoreCase("true"))) {
                throw checkFailed(query, check, found);
            }
        } catch (SQLException failure) {
            throw failed(failure, query, check.script());
        }
    }

    private StepFailedException checkFailed(SqlStatement query, Check check, String found) {
        String when = check.moment() == Check.Moment.BEFORE ? "before" : "after";
        RunFailure failure = new RunFailure(
                "check_failed",
                "the check " + when + " the migration failed, it found " + found + ": " + query.summary(200),
                Optional.of(id),
                Optional.of(Failures.place(check.script(), query)),
                RunFailure.Server.SILENT,
                "");
        return new StepFailedException(failure, done, Cause.FAILED, elapsed());
    }
}

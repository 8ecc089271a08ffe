package dev.switchback.engine.run;

import dev.switchback.engine.database.Marks;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Program;
import dev.switchback.engine.program.ProgramException;
import dev.switchback.engine.program.PythonProgram;
import dev.switchback.engine.program.Wish;
import dev.switchback.engine.sql.SqlSyntax;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Runs the function of a Python migration: it asks, we execute on our own connection. What it commits is a mark in our
 * transaction, to which it can go back; the real commit comes behind it, together with the ledger's row.
 */
final class PythonStep {

    private final RunContext context;
    private final StepScript script;
    private final Program.PythonFunction function;
    private final StatementLoop loop;

    PythonStep(RunContext context, StepScript script, Program.PythonFunction function, StatementLoop loop) {
        this.context = context;
        this.script = script;
        this.function = function;
        this.loop = loop;
    }

    void run() throws SQLException, StepFailedException {
        try (PythonProgram program = start()) {
            context.cancellation().onRequest(program::kill);
            program.greet();
            Marks marks = Marks.begin(context.connection());
            PythonStatements statements = new PythonStatements(context, script.script(), loop, program, marks);
            talk(program, statements);
            requireGoodEnd(marks, statements);
        } catch (ProgramException failure) {
            throw context.cancellation().isRequested() ? loop.cancelled() : failed(failure);
        } finally {
            context.cancellation().clear();
        }
    }

    private PythonProgram start() throws SQLException, ProgramException {
        return PythonProgram.start(
                context.target().programs(),
                script.script(),
                function.name(),
                facts(),
                context.pace().threads(),
                loop::notice);
    }

    private PythonProgram.Facts facts() throws SQLException {
        Connection connection = context.connection();
        String dialect = context.target().dialect().syntax() == SqlSyntax.POSTGRESQL ? "postgresql" : "h2";
        return new PythonProgram.Facts(
                dialect,
                context.target().dialect().majorVersion() * 10_000,
                Optional.ofNullable(connection.getCatalog()).orElse(""),
                Optional.ofNullable(connection.getMetaData().getUserName()).orElse(""));
    }

    private void talk(PythonProgram program, PythonStatements statements)
            throws SQLException, StepFailedException, ProgramException {
        while (true) {
            context.cancellation().onRequest(program::kill);
            switch (program.next()) {
                case Wish.Execute execute -> statements.execute(execute);
                case Wish.Copy copy -> statements.copy(copy);
                case Wish.Commit commit -> statements.commit();
                case Wish.Rollback rollback -> statements.rollback();
                case Wish.Done done -> {
                    requireTrue(done);
                    return;
                }
                case Wish.Failed failed -> throw statements.failed(failed);
                case Wish.Exited exited ->
                    throw ended(
                            "the script ended its process (exit code " + exited.code() + ")",
                            exited.line(),
                            "Return from " + function.name() + " in place of that.");
            }
        }
    }

    /** With False scripts tell their runner that they did not succeed. */
    private void requireTrue(Wish.Done done) throws StepFailedException {
        if (done.answer() == Wish.Answer.FALSE) {
            throw ended(
                    function.name() + " returned False, which says that it failed",
                    1,
                    "What it printed may say why; raise an exception in place of that.");
        }
    }

    /** Nothing could be recorded in a transaction in which a statement failed, and the server would take all of it back. */
    private void requireGoodEnd(Marks marks, PythonStatements statements) throws SQLException, StepFailedException {
        if (marks.isAborted()) {
            throw statements.swallowed();
        }
    }

    private StepFailedException ended(String message, int line, String advice) {
        return loop.programFailed(failure("program_failed", message, line, advice));
    }

    private StepFailedException failed(ProgramException failure) {
        return loop.programFailed(failure(failure.code(), failure.message(), 1, failure.advice()));
    }

    private RunFailure failure(String code, String message, int line, String hint) {
        MigrationId id = script.step().id();
        return new RunFailure(
                code,
                message,
                Optional.of(id),
                Optional.of(new RunFailure.Place(script.script().file(), line, 1, "")),
                new RunFailure.Server(Optional.empty(), Optional.empty(), Optional.of(hint)),
                "");
    }
}

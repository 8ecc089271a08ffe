package dev.switchback.engine.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.engine.database.DatabaseErrors;
import dev.switchback.engine.database.DatabaseErrors.ServerError;
import dev.switchback.engine.database.Marks;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.program.PythonProgram;
import dev.switchback.engine.program.Wish;
import dev.switchback.engine.sql.CommandTag;
import dev.switchback.engine.sql.CopyData;
import dev.switchback.engine.sql.SqlStatement;
import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.engine.sql.SqlSyntaxException;
import dev.switchback.engine.sql.StatementSplitter;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Executes what a Python script sends, and tells it what came of it. */
final class PythonStatements {

    private static final String SYNTAX_ERROR = "42601";
    private static final String ABORTED = "25P02";
    private static final String NOT_SUPPORTED = "0A000";

    private final RunContext context;
    private final Script script;
    private final StatementLoop loop;
    private final PythonProgram program;
    private final Marks marks;
    private final List<Failure> failures = new ArrayList<>();
    private int takenBack;
    private int kept;

    /** An error that the script was told of. */
    private record Failure(SQLException error, SqlStatement statement) {}

    PythonStatements(RunContext context, Script script, StatementLoop loop, PythonProgram program, Marks marks) {
        this.context = context;
        this.script = script;
        this.loop = loop;
        this.program = program;
        this.marks = marks;
    }

    /** Runs one or several statements; the script gets what the last one gave. */
    void execute(Wish.Execute wish) throws SQLException, StepFailedException {
        List<SqlStatement> statements;
        try {
            statements = split(wish);
        } catch (SqlSyntaxException failure) {
            refuse(SYNTAX_ERROR, String.valueOf(failure.getMessage()));
            return;
        }
        if (statements.isEmpty()) {
            refuse("", "can't execute an empty query");
            return;
        }
        for (int i = 0; i < statements.size() - 1; i++) {
            if (!one(statements.get(i), wish.border(), PythonProgram.newAnswer())) {
                return;
            }
        }
        ObjectNode answer = PythonProgram.newAnswer();
        if (one(statements.getLast(), wish.border(), answer)) {
            program.answer(answer);
        }
    }

    private List<SqlStatement> split(Wish.Execute wish) {
        List<SqlStatement> statements = StatementSplitter.split(wish.sql(), wish.line(), syntax());
        return switch (wish.place()) {
            case STATEMENT -> statements;
            case CALL ->
                statements.stream()
                        .map(each -> new SqlStatement(each.text(), each.offset(), wish.line(), 1, each.data()))
                        .toList();
        };
    }

    private SqlSyntax syntax() {
        return context.target().dialect().syntax();
    }

    /** Whether it ended well; if not, the script has been told. */
    private boolean one(SqlStatement statement, Wish.Border border, ObjectNode answer)
            throws SQLException, StepFailedException {
        return switch (CommandTag.control(statement, syntax())) {
            case NONE ->
                run(statement, border, answer, runner -> runner.run(statement, each -> read(each, statement, answer)));
            case BEGIN -> true; // it is open already
            case COMMIT -> committed();
            case ROLLBACK -> goBack();
        };
    }

    private boolean run(
            SqlStatement statement, Wish.Border border, ObjectNode answer, StatementLoop.Execution execution)
            throws SQLException, StepFailedException {
        StatementReport report;
        try {
            report = switch (border) {
                case TRANSACTION -> loop.send(statement, execution);
                case STATEMENT ->
                    marks.<StatementReport, StepFailedException>alone(() -> loop.send(statement, execution));
            };
        } catch (SQLException failure) {
            tell(failure, statement);
            return false;
        }
        if (!answer.has("columns")) {
            marks.changed();
        }
        report.notices().forEach(notice -> answer.withArray("notices").add("NOTICE:  " + notice + "\n"));
        loop.sent(report);
        return true;
    }

    void copy(Wish.Copy wish) throws SQLException, StepFailedException {
        CopyData text = new CopyData(wish.data(), 0, wish.data().length(), wish.line());
        SqlStatement statement = new SqlStatement(wish.sql(), 0, wish.line(), 1, Optional.of(text));
        ObjectNode answer = PythonProgram.newAnswer();
        CopyInput data = () -> new ByteArrayInputStream(wish.data().getBytes(StandardCharsets.UTF_8));
        if (run(statement, wish.border(), answer, runner -> runner.run(statement, data))) {
            long rows = loop.done().getLast().rows().orElse(0);
            program.answer(answer.put("count", rows).put("status", "COPY " + rows));
        }
    }

    private void read(Statement executed, SqlStatement statement, ObjectNode answer) throws SQLException {
        long count = executed.getResultSet() == null
                ? Math.max(0, executed.getLargeUpdateCount())
                : new SentRows(program, executed.getResultSet()).send(answer);
        CommandTag tag = CommandTag.of(statement, syntax(), count);
        boolean counted = tag.rows().isPresent() || answer.has("columns");
        answer.put("count", counted ? count : -1).put("status", tag.text());
    }

    /** The script may catch it and go on; people are told of it in any case. */
    private void tell(SQLException error, SqlStatement statement) throws StepFailedException {
        boolean over = DatabaseErrors.isConnectionLost(error)
                || (context.cancellation().isRequested() && DatabaseErrors.isCancelled(error));
        if (over) {
            throw loop.failed(error, statement);
        }
        failures.add(new Failure(error, statement));
        ServerError said = DatabaseErrors.describe(error);
        loop.notice("line " + statement.line() + ": " + said.message());
        ObjectNode answer = PythonProgram.newAnswer();
        ObjectNode node = answer.putObject("error");
        node.put("number", failures.size() - 1)
                .put("sqlstate", said.sqlState())
                .put("message", said.message())
                .put("severity", "ERROR");
        said.detail().ifPresent(detail -> node.put("detail", detail));
        said.hint().ifPresent(hint -> node.put("hint", hint));
        DatabaseErrors.objects(error).forEach(node::put);
        program.answer(answer);
    }

    private void refuse(String state, String message) {
        ObjectNode answer = PythonProgram.newAnswer();
        answer.putObject("error").put("sqlstate", state).put("message", message).put("severity", "ERROR");
        program.answer(answer);
    }

    void commit() throws SQLException {
        if (committed()) {
            program.answer(PythonProgram.newAnswer());
        }
    }

    private boolean committed() throws SQLException {
        boolean done = told(marks.commit());
        kept = done ? loop.done().size() : kept;
        return done;
    }

    void rollback() throws SQLException {
        if (goBack()) {
            program.answer(PythonProgram.newAnswer());
        }
    }

    private boolean goBack() throws SQLException {
        boolean failed = failures.size() > takenBack;
        boolean done = told(marks.rollback());
        takenBack = done ? failures.size() : takenBack;
        if (done && (failed || kept < loop.done().size())) {
            loop.takenBack(kept);
        }
        return done;
    }

    private boolean told(Marks.Answer answer) {
        switch (answer) {
            case DONE -> {}
            case ABORTED ->
                refuse(
                        ABORTED,
                        "commit after a statement that failed would take back everything since the last commit: call "
                                + "rollback() first");
            case CANNOT_GO_BACK ->
                refuse(NOT_SUPPORTED, "rollback is not possible here: each statement has been committed by itself");
        }
        return answer == Marks.Answer.DONE;
    }

    /** What the script ended with: the error of a statement that it let through, or one of its own. */
    StepFailedException failed(Wish.Failed failed) {
        OptionalInt number = failed.statement();
        if (number.isPresent() && number.getAsInt() < failures.size()) {
            Failure origin = failures.get(number.getAsInt());
            return loop.failed(origin.error(), origin.statement());
        }
        Optional<String> hint = failed.module()
                .map(module -> "Install " + module + " for the interpreter that runs it, or name another one in "
                        + "switchback.toml: interpreter = \"…\".");
        return loop.programFailed(new RunFailure(
                failed.module().isPresent() ? "missing_module" : "program_failed",
                failed.type() + ": " + failed.message(),
                loop.id(),
                Optional.of(new RunFailure.Place(script.file(), failed.line(), 1, sourceLine(failed.line()))),
                new RunFailure.Server(
                        Optional.empty(), Optional.of(failed.trace().strip()), hint),
                ""));
    }

    private String sourceLine(int line) {
        return script.text().lines().skip(line - 1L).findFirst().orElse("").strip();
    }

    /** The script went on after an error as if nothing had happened. */
    StepFailedException swallowed() {
        Failure first = failures.get(Math.min(takenBack, failures.size() - 1));
        return loop.failed(first.error(), first.statement());
    }
}

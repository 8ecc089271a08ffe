package dev.switchback.engine.run;

import dev.switchback.engine.migration.Program;
import dev.switchback.engine.sql.SqlStatement;
import java.sql.SQLException;
import java.util.Optional;

/** Runs what a step is about, between its checks: the statements of its script, or the program that sends them. */
final class StepBody {

    private final RunContext context;
    private final StatementLoop loop;

    /** @param loop takes each statement, of a program while it runs */
    StepBody(RunContext context, StatementLoop loop) {
        this.context = context;
        this.loop = loop;
    }

    /** Returns the script as it ran: for a program with the statements that it sent. */
    StepScript run(StepScript script) throws SQLException, StepFailedException {
        Optional<Program> program = script.script().program();
        if (program.isPresent()) {
            return run(script, program.get());
        }
        int number = 1;
        for (SqlStatement statement : script.analysis().statements()) {
            loop.run(statement, number++);
        }
        return script;
    }

    private StepScript run(StepScript script, Program program) throws SQLException, StepFailedException {
        switch (program) {
            case Program.PythonFunction function -> new PythonStep(context, script, function, loop).run();
            case Program.AlembicRevision revision -> new AlembicStep(context, script, loop).run(revision);
        }
        return script.sent(loop.done().stream().map(StatementReport::statement).toList());
    }
}

package dev.switchback.engine.run;

import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.TransactionMode;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.plan.StepScripts;
import dev.switchback.engine.sql.ScriptAnalysis;
import dev.switchback.engine.sql.SqlStatement;
import java.util.List;

/** The script that a step runs, as chosen by the user and analysed for the database. */
record StepScript(PlanStep step, Script script, ScriptAnalysis analysis) {

    static StepScript of(PlanStep step, RunOptions options, StepScripts scripts) {
        Script chosen = step.direction() == Direction.UP
                ? step.work().script()
                : step.work()
                        .down()
                        .flatMap(down -> down.get(options.choiceFor(step.id())))
                        .orElse(step.work().script());
        TransactionMode mode = step.work()
                .migration()
                .map(Migration::scripts)
                .map(all -> all.transaction())
                .orElse(TransactionMode.AUTOMATIC);
        return new StepScript(step, chosen, scripts.analyse(chosen, mode));
    }

    /** The same with what its program sent. */
    StepScript sent(List<SqlStatement> statements) {
        return new StepScript(step, script, analysis.sent(statements));
    }

    int size() {
        return analysis.statements().size();
    }

    boolean hasChecks() {
        return step.work()
                .migration()
                .filter(migration -> !migration.scripts().checks().isEmpty())
                .isPresent();
    }

    boolean isTransactional() {
        return analysis.commit() == ScriptAnalysis.Commit.TOGETHER;
    }
}

package dev.switchback.engine.plan;

import dev.switchback.engine.database.SchemaChanges;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.TransactionMode;
import dev.switchback.engine.sql.ScriptAnalysis;
import dev.switchback.engine.sql.ScriptAnalysis.Wish;
import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.engine.sql.StatementClassifier;
import dev.switchback.engine.sql.StatementSplitter;
import java.util.List;

/** Reads scripts as one kind of database would: what commits together, and what to know before. */
public final class StepScripts {

    private final SqlSyntax syntax;
    private final StatementClassifier classifier;
    private final SchemaChanges schemaChanges;

    public StepScripts(SqlSyntax syntax, StatementClassifier classifier, SchemaChanges schemaChanges) {
        this.syntax = syntax;
        this.classifier = classifier;
        this.schemaChanges = schemaChanges;
    }

    /** How a script would commit here. */
    public ScriptAnalysis analyse(Script script, TransactionMode mode) {
        boolean apart = mode == TransactionMode.OFF || schemaChanges == SchemaChanges.COMMIT_BY_THEMSELVES;
        return ScriptAnalysis.analyse(
                StatementSplitter.split(script.text(), script.firstLine(), syntax),
                classifier,
                apart ? Wish.NO_TRANSACTION : Wish.AUTOMATIC);
    }

    /** The mode of a step with this script. */
    public PlanStep.Mode mode(ScriptAnalysis analysis) {
        return switch (analysis.commit()) {
            case TOGETHER -> PlanStep.Mode.TRANSACTIONAL;
            case UNIT_BY_UNIT -> PlanStep.Mode.NON_TRANSACTIONAL;
        };
    }

    /** What an analysis found, as findings with lines. */
    static List<Finding> warnings(ScriptAnalysis analysis) {
        return analysis.remarks().stream()
                .map(remark -> Finding.at(
                        code(remark.kind()), remark.text(), remark.statement().line()))
                .toList();
    }

    private static FindingCode code(ScriptAnalysis.Kind kind) {
        return switch (kind) {
            case NON_TRANSACTIONAL -> FindingCode.NON_TRANSACTIONAL;
            case MIXED, NEEDS_TRANSACTION -> FindingCode.MIXED_TRANSACTION;
            case DESTRUCTIVE -> FindingCode.DESTRUCTIVE;
            case CLUSTER_WIDE -> FindingCode.CLUSTER_WIDE;
        };
    }
}

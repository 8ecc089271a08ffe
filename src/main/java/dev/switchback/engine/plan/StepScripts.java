package dev.switchback.engine.plan;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Program;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.TransactionMode;
import dev.switchback.engine.sql.ScriptAnalysis;
import dev.switchback.engine.sql.ScriptAnalysis.Commit;
import dev.switchback.engine.sql.ScriptAnalysis.Wish;
import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.engine.sql.StatementClassifier;
import dev.switchback.engine.sql.StatementSplitter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads scripts as one kind of database would: what commits together, and what to know before. */
public final class StepScripts {

    private final SqlSyntax syntax;
    private final StatementClassifier classifier;
    private final Unwritten unwritten;
    private final Map<Question, ScriptAnalysis> answered = Collections.synchronizedMap(new Answers());

    /** What is done about revisions of Alembic that are not written as SQL yet. */
    private enum Unwritten {
        LET_PASS,
        REFUSE
    }

    /** What is asked for when a plan is made, and again when it runs. */
    private record Question(Script script, Wish wish) {}

    /** Of small scripts only; the oldest go first. */
    private static final class Answers extends LinkedHashMap<Question, ScriptAnalysis> {

        private static final long serialVersionUID = 1L;
        private static final int MOST = 10_000;
        private static final int LONGEST = 16_000;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, ScriptAnalysis> eldest) {
            return size() > MOST;
        }
    }

    public StepScripts(SqlSyntax syntax, StatementClassifier classifier) {
        this(syntax, classifier, Unwritten.REFUSE);
    }

    private StepScripts(SqlSyntax syntax, StatementClassifier classifier, Unwritten unwritten) {
        this.syntax = syntax;
        this.classifier = classifier;
        this.unwritten = unwritten;
    }

    /** For a new plan: what the database has to do with a script may have changed since the last one. */
    public void forget() {
        answered.clear();
    }

    /** How a script would commit here; the same answer until it is forgotten, so that a run does what was planned. */
    public ScriptAnalysis analyse(Script script, TransactionMode mode) {
        Wish wish = mode == TransactionMode.OFF ? Wish.NO_TRANSACTION : Wish.AUTOMATIC;
        if (script.program().isPresent()) {
            return ScriptAnalysis.ofProgram(commit(script.program().get(), wish));
        }
        if (script.text().length() > Answers.LONGEST) {
            return analyse(script, wish);
        }
        return answered.computeIfAbsent(new Question(script, wish), question -> analyse(script, wish));
    }

    private ScriptAnalysis analyse(Script script, Wish wish) {
        return ScriptAnalysis.analyse(
                StatementSplitter.split(script.text(), script.firstLine(), syntax), classifier, wish);
    }

    /** On H2 nobody knows before which of its statements would commit by themselves. */
    private Commit commit(Program program, Wish wish) {
        return switch (program) {
            case Program.PythonFunction function ->
                wish == Wish.NO_TRANSACTION || syntax == SqlSyntax.H2 ? Commit.UNIT_BY_UNIT : Commit.TOGETHER;
            case Program.AlembicRevision revision -> Commit.UNIT_BY_UNIT; // on a connection of Alembic's own
        };
    }

    /** The same for a first look at which revisions of Alembic have to be written as SQL at all. */
    public StepScripts beforeWriting() {
        return new StepScripts(syntax, classifier, Unwritten.LET_PASS);
    }

    /** Why a script cannot run: it is a revision that Alembic has not written as SQL. */
    Optional<Finding> unwritten(Script script) {
        boolean missing = script.program()
                .filter(program -> program instanceof Program.AlembicRevision revision
                        && revision.onlyOnline().isEmpty())
                .isPresent();
        return switch (unwritten) {
            case LET_PASS -> Optional.empty();
            case REFUSE ->
                missing
                        ? Optional.of(Finding.of(
                                FindingCode.NOT_WRITTEN,
                                "Alembic has not written its SQL, so that nobody knows what would run"))
                        : Optional.empty();
        };
    }

    /** The mode of a step with this script. */
    public PlanStep.Mode mode(ScriptAnalysis analysis) {
        return switch (analysis.commit()) {
            case TOGETHER -> PlanStep.Mode.TRANSACTIONAL;
            case UNIT_BY_UNIT -> PlanStep.Mode.NON_TRANSACTIONAL;
        };
    }
}

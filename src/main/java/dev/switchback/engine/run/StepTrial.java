package dev.switchback.engine.run;

import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.TransactionMode;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.plan.StepScripts;
import dev.switchback.engine.run.StepFailedException.Cause;
import dev.switchback.engine.run.Trial.WayBack;
import dev.switchback.engine.snapshot.Snapshot;
import dev.switchback.engine.snapshot.SnapshotReader;
import dev.switchback.engine.snapshot.StructureDifference;
import dev.switchback.engine.sql.ScriptAnalysis;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/** Tries one step, and finds out what it does and how it can be taken back. */
final class StepTrial {

    private final RunContext context;
    private final StepScripts scripts;
    private final SnapshotReader reader;
    private final Trial.Place place;
    private final Consumer<String> notes;

    /** @param notes takes what people should know beyond the trial */
    StepTrial(
            RunContext context, StepScripts scripts, SnapshotReader reader, Trial.Place place, Consumer<String> notes) {
        this.context = context;
        this.scripts = scripts;
        this.reader = reader;
        this.place = place;
        this.notes = notes;
    }

    /** A trial, and the structure that the next step finds. */
    record Tried(Trial trial, Snapshot after) {}

    /** What a script did where it was run; the rows that it deleted by table. */
    private record Effect(StepReport report, Snapshot after, SortedMap<String, Long> deleted) {}

    /** One way to run a script. */
    @FunctionalInterface
    private interface Run {
        StepReport on(ObservedScript observed) throws SQLException, StepFailedException;
    }

    /** Whether another step follows, which needs this one done. */
    enum Rest {
        MORE_STEPS,
        LAST_STEP
    }

    /** Whether a script that belongs to no step leaves nothing behind where it is tried. */
    boolean canBeTakenBack(Script script) {
        ScriptAnalysis analysis = scripts.analyse(script, TransactionMode.AUTOMATIC);
        return place == Trial.Place.SCRATCH || analysis.commit() == ScriptAnalysis.Commit.TOGETHER;
    }

    /** How many statements a step has. */
    int size(PlanStep step) {
        return StepScript.of(step, context.options(), scripts).size();
    }

    /** Runs a step up for keeps, and its down script aside. */
    Tried up(PlanStep step, Snapshot before) throws SQLException, StepFailedException {
        StepScript script = StepScript.of(step, context.options(), scripts);
        StepReport report = observed(context).run(script);
        Snapshot after = reader.read(context.connection());
        return new Tried(wayBack(report, before, after), after);
    }

    /** Runs a step down aside, counts what it takes while that is still there, then runs it for keeps. */
    Tried down(PlanStep step, Snapshot before, Rest rest) throws SQLException, StepFailedException {
        StepScript script = StepScript.of(step, context.options(), scripts);
        Effect effect = Aside.run(context, there -> effect(there, observed -> observed.run(script)));
        StructureDifference difference = before.to(effect.after());
        List<Loss> losses = new Losses(context).of(difference, effect.report(), effect.deleted());
        switch (rest) {
            case MORE_STEPS -> observed(context.silent()).run(script);
            case LAST_STEP -> {}
        }
        Trial trial =
                new Trial(effect.report(), difference, WayBack.NOT_TRIED, StructureDifference.NONE, losses, place);
        return new Tried(trial, effect.after());
    }

    private ObservedScript observed(RunContext where) {
        return new ObservedScript(where, new TrialSession(where.target()));
    }

    private Effect effect(RunContext there, Run run) throws SQLException, StepFailedException {
        DeletionWatch deletions = DeletionWatch.begin(there);
        StepReport report = run.on(observed(there));
        return new Effect(report, reader.read(there.connection()), deletions.rows());
    }

    private Trial wayBack(StepReport report, Snapshot before, Snapshot after) throws SQLException, StepFailedException {
        PlanStep step = report.step();
        StructureDifference difference = before.to(after);
        Optional<Script> down =
                step.work().migration().flatMap(migration -> migration.scripts().down());
        if (down.isEmpty()) {
            return without(report, difference, WayBack.NO_DOWN_SCRIPT);
        }
        StepScript script = new StepScript(step, down.get(), scripts.analyse(down.get(), TransactionMode.AUTOMATIC));
        if (place == Trial.Place.TARGET && !script.isTransactional()) {
            notes.accept("The down script of " + step.id()
                    + " was not tried: it has statements that refuse a transaction and could not be taken back.");
            return without(report, difference, WayBack.NOT_TRIED);
        }
        try {
            Effect back = Aside.run(context.silent(), there -> effect(there, observed -> observed.runBack(script)));
            StructureDifference residue = before.to(back.after());
            WayBack way = residue.isEmpty() ? WayBack.EXACT : WayBack.LEAVES_RESIDUE;
            List<Loss> losses = new Losses(context).of(after.to(back.after()), back.report(), back.deleted());
            return new Trial(report, difference, way, residue, losses, place);
        } catch (StepFailedException failed) {
            return failedWayBack(report, difference, failed);
        }
    }

    private Trial failedWayBack(StepReport report, StructureDifference difference, StepFailedException failed)
            throws StepFailedException {
        if (failed.kind() == Cause.CANCELLED) {
            throw failed;
        }
        RunFailure failure = failed.failure();
        String where = failure.place()
                .map(at -> " (" + at.file().getFileName() + ", line " + at.line() + ")")
                .orElse("");
        notes.accept("The down script of " + report.step().id() + " fails" + where + ": " + failure.message());
        return without(report, difference, WayBack.FAILS);
    }

    private Trial without(StepReport report, StructureDifference difference, WayBack way) {
        return new Trial(report, difference, way, StructureDifference.NONE, List.of(), place);
    }
}

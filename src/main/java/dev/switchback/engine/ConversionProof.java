package dev.switchback.engine;

import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.database.Connector;
import dev.switchback.engine.database.OpenDatabase;
import dev.switchback.engine.database.ScratchDatabase;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.snapshot.Snapshot;
import dev.switchback.engine.snapshot.SnapshotReader;
import dev.switchback.engine.snapshot.StructureDifference;
import java.nio.file.Path;
import java.util.Optional;

/** Applies a set and what it was converted to, each to a database of its own that is thrown away, and compares. */
public final class ConversionProof {

    private final ConnectionSettings server;

    /** @param server decides the kind of database, and is where temporary ones are made */
    public ConversionProof(ConnectionSettings server) {
        this.server = server;
    }

    /**
     * What the two structures do not share; nothing when the conversion is right.
     *
     * @throws SwitchbackException when one of the two cannot be applied to an empty database
     */
    public StructureDifference compare(Path original, String set, Path converted) {
        Snapshot before = structure(original, Optional.of(set));
        return before.to(structure(converted, Optional.empty()));
    }

    private Snapshot structure(Path project, Optional<String> set) {
        try (ScratchDatabase scratch = ScratchDatabase.like(server)) {
            ConnectionSettings settings = scratch.settings();
            Switchback opened = Switchback.open(project);
            try (TargetDatabase target = opened.on(settings)) {
                apply(target, set, new Selection.Everything());
            }
            try (OpenDatabase database = OpenDatabase.open(new Connector(settings), settings.url())) {
                SnapshotReader reader = new SnapshotReader(
                        database.dialect().syntax(), opened.project().config().ledgerSchema());
                return database.ask("reading the structure", reader::read);
            }
        }
    }

    /** Past all gates: nobody's data is at stake here. */
    private static void apply(TargetDatabase target, Optional<String> set, Selection selection) {
        PlanOutcome outcome = target.plan(new PlanRequest(Direction.UP, selection, set, PlanRequest.Options.DEFAULT));
        switch (outcome) {
            case PlanOutcome.Refused refused -> {
                PlanOutcome.Refusal first = refused.refusals().getFirst();
                throw failed(first.id() + ": " + first.finding().message());
            }
            case Plan plan -> {
                RunOutcome run = target.run(
                        plan,
                        RunOptions.DEFAULT.with(RunOptions.Confirmation.YES),
                        RunListener.SILENT,
                        new Cancellation());
                if (run instanceof RunOutcome.Stopped stopped) {
                    throw failed(stopped.failure().message());
                }
                if (plan.gate().isPresent()) {
                    apply(
                            target,
                            set,
                            new Selection.ThroughPhase(plan.gate().get().phase()));
                    apply(target, set, new Selection.Everything());
                }
            }
        }
    }

    private static SwitchbackException failed(String message) {
        return new SwitchbackException.Unreadable(
                "not_proved",
                "the set cannot be applied to an empty database: " + message,
                "The files are written, but not proved.",
                Optional.empty());
    }
}

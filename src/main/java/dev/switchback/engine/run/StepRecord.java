package dev.switchback.engine.run;

import dev.switchback.engine.database.Dialect;
import dev.switchback.engine.database.Pipeline;
import dev.switchback.engine.database.Pipeline.Message;
import dev.switchback.engine.database.SessionSetup;
import dev.switchback.engine.ledger.AppliedTally;
import dev.switchback.engine.ledger.HistoryEntry;
import dev.switchback.engine.ledger.KeptText;
import dev.switchback.engine.ledger.LedgerMessages;
import dev.switchback.engine.ledger.LedgerRow;
import dev.switchback.engine.ledger.LedgerWriter;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.source.Fingerprints;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the rows that say that a step is done, in the transaction of the step. */
final class StepRecord {

    private final RunContext context;
    private final LedgerMessages ledger;
    private final AppliedTally tally;
    private final KeptTables kept;
    private final RevisionHeads heads;
    private final Handover handover;

    StepRecord(RunContext context, AppliedTally tally, KeptTables kept, RevisionHeads heads, Handover handover) {
        this.context = context;
        this.kept = kept;
        this.heads = heads;
        this.handover = handover;
        this.ledger = new LedgerMessages(context.target().ledgerSchema());
        this.tally = tally;
    }

    /**
     * A script may leave another role behind, which need not have a right on the ledger. What is set for one
     * transaction ends with it, so that the rest of the script finds its role again.
     */
    static void becomeOurselvesForNow(RunContext context) throws SQLException {
        Dialect dialect = context.target().dialect();
        SessionSetup.tell(context.connection(), Message.all(dialect.becomeOurselves()), dialect);
    }

    /** Whether a step that is done has a row already. */
    enum Row {
        NONE,
        /** It was written when the step began. */
        ANNOUNCED
    }

    /** Writes what is to be said of a step that took this long. */
    void write(StepScript script, long order, Duration time, Row row) throws SQLException {
        if (context.target().alembic().find(script.step().set()).isPresent()) {
            becomeOurselvesForNow(context);
            heads.note(script);
        }
        Optional<Pipeline> pipeline =
                Pipeline.over(context.connection(), context.target().dialect());
        if (pipeline.isPresent() && context.witness().isPresent()) {
            List<Message> all =
                    new ArrayList<>(Message.all(context.target().dialect().becomeOurselves()));
            all.addAll(messages(script, order, Optional.of(time)));
            pipeline.get().sendAll(all);
        } else {
            becomeOurselvesForNow(context);
            writeOneByOne(script, order, time, row);
        }
        kept.write(script.step(), time);
        handover.write();
    }

    /**
     * What says that a step is done, to be sent as the user of the connection. The steps before it count as done in the summary.
     *
     * @param time empty for the server to measure
     */
    List<Message> messages(StepScript script, long order, Optional<Duration> time) {
        count(script.step(), order);
        String digest = Fingerprints.sha256(script.script());
        String kept = KeptText.of(script.script(), digest);
        List<Message> messages = new ArrayList<>();
        PlanStep step = script.step();
        for (HistoryEntry entry : context.entries(step, digest, end(step))) {
            LedgerMessages.Done done =
                    new LedgerMessages.Done(entry, kept, time, context.witness().orElseThrow(), tally);
            messages.add(
                    switch (step.direction()) {
                        case UP ->
                            ledger.completed(done, step.work().migration().orElseThrow(), order, script.size());
                        case DOWN -> ledger.rolledBack(done);
                    });
        }
        return messages;
    }

    private static MigrationState end(PlanStep step) {
        return step.direction() == Direction.UP ? MigrationState.COMPLETED : MigrationState.ROLLED_BACK;
    }

    private void count(PlanStep step, long order) {
        switch (step.direction()) {
            case UP -> tally.applied(step.set(), step.id(), order);
            case DOWN -> step.ids().forEach(id -> tally.takenBack(step.set(), id));
        }
    }

    /** The step did not commit after all. */
    void takeBack(PlanStep step, long order) {
        switch (step.direction()) {
            case UP -> tally.takenBack(step.set(), step.id());
            case DOWN -> step.ids().forEach(id -> tally.applied(step.set(), id, order));
        }
    }

    private void writeOneByOne(StepScript script, long order, Duration time, Row row) throws SQLException {
        PlanStep step = script.step();
        LedgerWriter writer = context.writer();
        switch (step.direction()) {
            case UP -> {
                LedgerRow.Execution execution = new LedgerRow.Execution(
                        order,
                        Optional.of(context.now()),
                        time,
                        script.size(),
                        script.size(),
                        LedgerRow.Doubt.NONE,
                        Optional.empty());
                switch (row) {
                    case NONE ->
                        writer.write(new LedgerWriter.NewRow(
                                step.set(),
                                step.work().migration().orElseThrow(),
                                MigrationState.COMPLETED,
                                execution));
                    case ANNOUNCED -> writer.complete(step.set(), step.id(), execution);
                }
            }
            case DOWN -> {
                for (MigrationId id : step.ids()) {
                    writer.state(step.set(), id, MigrationState.ROLLED_BACK, Optional.empty());
                }
            }
        }
        context.append(step, script.script(), end(step), time, Optional.empty());
        count(step, order);
        context.summary().summarise(step.set(), tally);
    }
}

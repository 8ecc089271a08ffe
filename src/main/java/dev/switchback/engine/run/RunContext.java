package dev.switchback.engine.run;

import dev.switchback.engine.database.ManagerLock;
import dev.switchback.engine.ledger.HistoryAction;
import dev.switchback.engine.ledger.HistoryEntry;
import dev.switchback.engine.ledger.HistoryEntry.Event;
import dev.switchback.engine.ledger.HistoryEntry.Failure;
import dev.switchback.engine.ledger.KeptText;
import dev.switchback.engine.ledger.LedgerWriter;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.SummaryWriter;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.source.Fingerprints;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/** What all steps of one run share. */
final class RunContext {

    private final RunTarget target;
    private final RunIdentity identity;
    private final RunRequest request;
    private final Connection connection;
    private final LedgerWriter writer;
    private final String runId;
    private final String databaseUser;
    private final OptionalLong witness;

    /**
     * What was asked for.
     *
     * @param begun set as soon as something of it may have taken effect
     */
    record RunRequest(RunOptions options, RunListener listener, Cancellation cancellation, AtomicBoolean begun) {

        RunRequest(RunOptions options, RunListener listener, Cancellation cancellation) {
            this(options, listener, cancellation, new AtomicBoolean());
        }

        RunRequest heardBy(RunListener other) {
            return new RunRequest(options, other, cancellation, begun);
        }
    }

    RunContext(RunTarget target, RunIdentity identity, RunRequest request, Connection connection, String runId)
            throws SQLException {
        this(target, identity, request, connection, runId, OptionalLong.empty());
    }

    private RunContext(
            RunTarget target,
            RunIdentity identity,
            RunRequest request,
            Connection connection,
            String runId,
            OptionalLong witness)
            throws SQLException {
        this.target = target;
        this.identity = identity;
        this.request = request;
        this.connection = connection;
        this.writer = new LedgerWriter(connection, target.ledgerSchema());
        this.runId = runId;
        this.databaseUser = connection.getMetaData().getUserName();
        this.witness = witness;
    }

    /** The same run on another connection. */
    RunContext on(Connection other) throws SQLException {
        return new RunContext(target, identity, request, other, runId);
    }

    /** The same run under a lock, which knows how the way to the server is. */
    RunContext under(ManagerLock lock) throws SQLException {
        return new RunContext(target.as(lock.dialect()), identity, request, connection, runId, lock.witness());
    }

    /** The same run without events, for what is no news. */
    RunContext silent() throws SQLException {
        return new RunContext(target, identity, request.heardBy(RunListener.SILENT), connection, runId);
    }

    RunTarget target() {
        return target;
    }

    Connection connection() {
        return connection;
    }

    LedgerWriter writer() {
        return writer;
    }

    SummaryWriter summary() {
        return new SummaryWriter(connection, target.ledgerSchema());
    }

    String runId() {
        return runId;
    }

    /** See {@link ManagerLock#witness}. */
    OptionalLong witness() {
        return witness;
    }

    RunOptions options() {
        return request.options();
    }

    Cancellation cancellation() {
        return request.cancellation();
    }

    Instant now() {
        return identity.clock().instant();
    }

    /** Who acts. */
    HistoryEntry.Actor actor() {
        return identity.actor(databaseUser);
    }

    /** Waits before a further attempt, as long as the options say. */
    void pause(Duration time) {
        identity.pace().pause().accept(time, request.cancellation());
    }

    RunPace pace() {
        return identity.pace();
    }

    void tell(RunEvent event) {
        if (event instanceof RunEvent.MigrationStarted) {
            begin();
        }
        request.listener().on(event);
    }

    /** From now on something may take effect. */
    void begin() {
        request.begun().set(true);
    }

    StatementRunner statements() {
        return new StatementRunner(
                connection, request.cancellation(), target.dialect().syntax());
    }

    /** Adds a step to the history, a row for each migration of it; {@code script} is what ran. */
    void append(PlanStep step, Script script, MigrationState status, Duration time, Optional<RunFailure> failure)
            throws SQLException {
        Optional<Failure> error = failure.map(each -> new Failure(
                each.message(), each.server().sqlState(), each.place().map(RunFailure.Place::statement)));
        String digest = Fingerprints.sha256(script);
        String kept = KeptText.of(script, digest);
        Event event = new Event(
                status, now(), time, identity.actor(databaseUser), options().reason(), error);
        for (MigrationId id : step.ids()) {
            writer.append(entry(step, id, digest, event), kept);
        }
    }

    /** What the history says of a step that ended well, for each migration of it. */
    List<HistoryEntry> entries(PlanStep step, String digest, MigrationState status) {
        Event event = new Event(
                status,
                now(),
                Duration.ZERO,
                identity.actor(databaseUser),
                options().reason(),
                Optional.empty());
        return step.ids().stream().map(id -> entry(step, id, digest, event)).toList();
    }

    /** Something that was recorded now for another reason than the user's. */
    Event event(MigrationState status, Duration time, Optional<String> reason) {
        return new Event(status, now(), time, identity.actor(databaseUser), reason, Optional.empty());
    }

    private HistoryEntry entry(PlanStep step, MigrationId id, String digest, Event event) {
        HistoryAction action = step.direction() == Direction.UP ? HistoryAction.UP : HistoryAction.DOWN;
        return new HistoryEntry(runId, step.set(), id, action, digest, event);
    }
}

package dev.switchback.support;

import dev.switchback.engine.RecordRequest;
import dev.switchback.engine.Switchback;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.ledger.HistoryAction;
import dev.switchback.engine.ledger.HistoryEntry;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.DryRunReport;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.snapshot.Snapshot;
import dev.switchback.engine.snapshot.SnapshotReader;
import dev.switchback.engine.sql.SqlSyntax;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One set of Alembic on one database, for Switchback and for Alembic itself.
 *
 * @param variable from which its env.py takes the address
 */
public record AlembicTarget(Path root, String set, TestDatabase database, String variable) {

    public String url() {
        return database.url()
                .substring("jdbc:".length())
                .replace("//", "//" + database.user() + ":" + database.password() + "@");
    }

    /** Alembic, as its users call it. */
    public Alembic alembic() {
        return new Alembic(root.resolve(set.equals("main") ? "" : set), Map.of(variable, url()));
    }

    private TargetDatabase open() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.remove("VIRTUAL_ENV");
        return Switchback.open(root, environment).only(set).on(settings());
    }

    private ConnectionSettings settings() {
        return database.settings();
    }

    public SetStatus status() {
        try (TargetDatabase target = open()) {
            return target.status().set(set).orElseThrow();
        }
    }

    public List<String> ids(MigrationState state) {
        return status().migrations().stream()
                .filter(migration -> migration.state() == state)
                .map(migration -> migration.id().value())
                .toList();
    }

    private PlanRequest request(Direction direction, Selection selection) {
        return new PlanRequest(direction, selection, Optional.of(set), PlanRequest.Options.DEFAULT);
    }

    public PlanOutcome outcome(Direction direction, Selection selection) {
        try (TargetDatabase target = open()) {
            return target.plan(request(direction, selection));
        }
    }

    public Plan plan(Direction direction, Selection selection) {
        return planned(outcome(direction, selection));
    }

    private static Plan planned(PlanOutcome outcome) {
        return switch (outcome) {
            case Plan plan -> plan;
            case PlanOutcome.Refused refused -> throw new AssertionError(refused.toString());
        };
    }

    public RunOutcome run(Direction direction, Selection selection) {
        return run(direction, selection, RunListener.SILENT);
    }

    public RunOutcome run(Direction direction, Selection selection, RunListener listener) {
        return run(direction, selection, listener, new Cancellation());
    }

    public RunOutcome run(Direction direction, Selection selection, RunListener listener, Cancellation cancellation) {
        try (TargetDatabase target = open()) {
            return target.run(
                    planned(target.plan(request(direction, selection))),
                    RunOptions.DEFAULT.with(RunOptions.Confirmation.YES),
                    listener,
                    cancellation);
        }
    }

    public DryRunReport dryRun(Selection selection) {
        try (TargetDatabase target = open()) {
            return target.dryRun(
                    planned(target.plan(request(Direction.UP, selection))),
                    RunOptions.DEFAULT,
                    RunListener.SILENT,
                    new Cancellation());
        }
    }

    public RunOutcome record(HistoryAction action, String id) {
        try (TargetDatabase target = open()) {
            return target.record(new RecordRequest(
                    action, Optional.of(set), List.of(new MigrationId(id)), "a test", RunOptions.Confirmation.YES));
        }
    }

    public List<HistoryEntry> history() {
        try (TargetDatabase target = open()) {
            return target.history(1000);
        }
    }

    /** The rows of Alembic's table. */
    public List<String> heads() {
        String heads = database.query("SELECT string_agg(version_num, ',' ORDER BY version_num) FROM alembic_version");
        return heads.equals("null") ? List.of() : List.of(heads.split(","));
    }

    public Snapshot structure() {
        try (Connection connection = database.connect()) {
            return new SnapshotReader(SqlSyntax.POSTGRESQL, "switchback").read(connection);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }
}

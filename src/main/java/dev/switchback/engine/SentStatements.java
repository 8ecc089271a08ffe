package dev.switchback.engine;

import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.run.RunEvent;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.source.SetInSql.Half;
import dev.switchback.engine.sql.SqlStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps what each step of a run sends, without what a program took back itself. */
final class SentStatements implements RunListener {

    private final RunListener next;
    private final Map<Half, List<SqlStatement>> sent = new HashMap<>();
    private final Map<MigrationId, List<SqlStatement>> now = new HashMap<>();
    private final Set<MigrationId> wentBack = new HashSet<>();

    /** @param next hears the same */
    SentStatements(RunListener next) {
        this.next = next;
    }

    Optional<List<SqlStatement>> of(Half half) {
        return Optional.ofNullable(sent.get(half));
    }

    /** Whether a program took something back itself, as after an error that it expects on some servers. */
    boolean wentBack(MigrationId id) {
        return wentBack.contains(id);
    }

    @Override
    public void on(RunEvent event) {
        switch (event) {
            case RunEvent.MigrationStarted started -> begin(started.step());
            case RunEvent.StatementFinished finished -> add(finished);
            case RunEvent.TakenBack back -> {
                wentBack.add(back.id());
                keep(back.id(), back.kept());
            }
            case RunEvent.Retrying retrying -> keep(retrying.id(), 0);
            case RunEvent.Started ignored -> {}
            case RunEvent.WaitingForLock ignored -> {}
            case RunEvent.StatementStarted ignored -> {}
            case RunEvent.Notice ignored -> {}
            case RunEvent.BlockedBy ignored -> {}
            case RunEvent.Advanced ignored -> {}
            case RunEvent.MigrationFinished ignored -> {}
            case RunEvent.Finished ignored -> {}
        }
        next.on(event);
    }

    /** What is begun again, after a failure or on another scratch database, counts from its last beginning. */
    private void begin(PlanStep step) {
        List<SqlStatement> statements = new ArrayList<>();
        now.put(step.id(), statements);
        sent.put(new Half(step.id(), step.direction()), statements);
    }

    private void add(RunEvent.StatementFinished finished) {
        List<SqlStatement> statements = now.get(finished.id());
        SqlStatement statement = finished.report().statement();
        if (statements != null) {
            statements.add(statement);
        }
        if (statement.text().startsWith("ROLLBACK")) {
            wentBack.add(finished.id());
        }
    }

    private void keep(MigrationId id, int kept) {
        List<SqlStatement> statements = now.getOrDefault(id, List.of());
        if (kept < statements.size()) {
            statements.subList(kept, statements.size()).clear();
        }
    }
}

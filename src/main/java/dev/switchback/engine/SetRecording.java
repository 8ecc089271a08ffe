package dev.switchback.engine;

import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.database.ScratchDatabase;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.source.SetInSql.Half;
import dev.switchback.engine.sql.SqlStatement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a set up and down in temporary databases, and keeps what its programs send. Each is recorded in the state in which
 * it runs in a database that begins empty: up one after the other, then back from the last to the first. What has no way
 * back ends the way down there; what stands before it is taken back in a further database, which gets no further.
 */
final class SetRecording {

    private static final String ADVICE =
            "What its programs do in SQL can only be found out by running them; nothing was "
                    + "written. Look whether `apply` gets through an empty database.";

    private final ConnectionSettings server;
    private final Switchback project;
    private final MigrationSet set;
    private final ScratchRun.Onlooker onlooker;
    private final SentStatements up;
    private final SentStatements down;
    private final Map<MigrationId, String> failures = new HashMap<>();

    /**
     * A recording of the programs of a set.
     *
     * @param set its migrations that are SQL already have no program
     */
    SetRecording(ConnectionSettings server, Switchback project, MigrationSet set, ScratchRun.Onlooker onlooker) {
        this.server = server;
        this.project = project.recording();
        this.set = set;
        this.onlooker = onlooker;
        this.up = new SentStatements(onlooker.listener());
        this.down = new SentStatements(onlooker.listener());
    }

    /** Runs it; where it is cancelled, what was recorded is of no use. */
    SetRecording run() {
        int end = set.migrations().size();
        boolean first = true;
        while (end > 0
                && (first || programsBack(0, end))
                && !onlooker.cancellation().isRequested()) {
            end = upAndDown(end);
            first = false;
        }
        return this;
    }

    /** What was sent; empty where it did not run. */
    Optional<List<SqlStatement>> sent(Half half) {
        return switch (half.direction()) {
            case UP -> up.of(half);
            case DOWN -> down.of(half);
        };
    }

    /** Whether a program took something back itself while it went up. */
    boolean wentBack(MigrationId id) {
        return up.wentBack(id);
    }

    /** Why a way back could not be recorded. */
    Optional<String> failure(MigrationId id) {
        return Optional.ofNullable(failures.get(id));
    }

    /**
     * Applies the first {@code end} and takes back what can be.
     *
     * @return how many are left to be taken back elsewhere
     */
    private int upAndDown(int end) {
        try (ScratchDatabase scratch = ScratchDatabase.like(server);
                TargetDatabase target = project.on(scratch.settings())) {
            apply(target, end);
            int begin = wayBackFrom(end);
            return programsBack(begin, end) && !onlooker.cancellation().isRequested()
                    ? takeBack(target, begin, end)
                    : Math.min(begin, end - 1);
        }
    }

    private void apply(TargetDatabase target, int end) {
        boolean all = end == set.migrations().size();
        ScratchRun run = scratchRun(target, all ? up : onlooker.listener());
        if (all) {
            run.everything();
        } else {
            run.run(new Selection.Count(end));
        }
    }

    private ScratchRun scratchRun(TargetDatabase target, RunListener listener) {
        return new ScratchRun(
                target, Optional.of(set.name()), ADVICE, new ScratchRun.Onlooker(listener, onlooker.cancellation()));
    }

    private int takeBack(TargetDatabase target, int begin, int end) {
        RunOutcome outcome = scratchRun(target, down).back(end - begin);
        if (outcome instanceof RunOutcome.Stopped stopped) {
            MigrationId failed = stopped.failure().id().orElseThrow();
            failures.put(failed, stopped.failure().message());
            return place(failed);
        }
        return begin;
    }

    private int place(MigrationId id) {
        return set.migrations().stream().map(Migration::id).toList().indexOf(id);
    }

    /** From where on everything has a way back; {@code end} itself where the last has none. */
    private int wayBackFrom(int end) {
        int begin = end;
        while (begin > 0 && hasWayBack(set.migrations().get(begin - 1))) {
            begin--;
        }
        return begin;
    }

    private boolean hasWayBack(Migration migration) {
        return migration.scripts().down().isPresent()
                && migration.header().notes().irreversible().isEmpty()
                && !failures.containsKey(migration.id());
    }

    private boolean programsBack(int begin, int end) {
        return set.migrations().subList(begin, end).stream()
                .anyMatch(migration -> hasWayBack(migration)
                        && migration.scripts().down().flatMap(Script::program).isPresent());
    }
}

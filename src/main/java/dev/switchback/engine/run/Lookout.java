package dev.switchback.engine.run;

import dev.switchback.engine.database.DatabaseErrors;
import dev.switchback.engine.migration.MigrationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Looks from a second connection at what a run waits for. It connects only when nothing was heard of the run for a
 * while, so that quick migrations cost nothing more. Everything is told one at a time, whoever tells it.
 */
final class Lookout implements RunListener, AutoCloseable {

    private static final Duration QUIET = Duration.ofMillis(600);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration BETWEEN_REMARKS = Duration.ofSeconds(5);
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(2);

    private final RunTarget target;
    private final RunListener listener;
    private final int pid;
    private @Nullable Thread thread;
    private volatile boolean closed;
    private @Nullable MigrationId current;
    private long lastSign = System.nanoTime();
    private long lastRemark;
    private String remarked = "";

    private Lookout(RunTarget target, RunListener listener, int pid) {
        this.target = target;
        this.listener = listener;
        this.pid = pid;
    }

    /** Begins to look, where the database can be asked. */
    static Lookout over(Connection connection, RunTarget target, RunPace pace, RunListener listener)
            throws SQLException {
        boolean postgres = target.dialect().isObservable() && connection.isWrapperFor(PGConnection.class);
        int pid = postgres ? connection.unwrap(PGConnection.class).getBackendPID() : 0;
        Lookout lookout = new Lookout(target, listener, pid);
        if (postgres) {
            Thread thread = pace.threads().newThread(lookout::watch);
            lookout.thread = thread;
            thread.start();
        }
        return lookout;
    }

    @Override
    public synchronized void on(RunEvent event) {
        switch (event) {
            case RunEvent.MigrationStarted started -> current = started.step().id();
            case RunEvent.MigrationFinished finished -> current = null;
            case RunEvent.Retrying retrying -> current = retrying.id();
            case RunEvent.StatementStarted started -> current = started.id();
            case RunEvent.Started ignored -> {}
            case RunEvent.WaitingForLock ignored -> {}
            case RunEvent.StatementFinished ignored -> {}
            case RunEvent.TakenBack ignored -> {}
            case RunEvent.Notice ignored -> {}
            case RunEvent.BlockedBy ignored -> {}
            case RunEvent.Advanced ignored -> {}
            case RunEvent.Finished ignored -> {}
        }
        lastSign = System.nanoTime();
        remarked = "";
        listener.on(event);
    }

    private synchronized boolean isQuiet() {
        return current != null && silence().compareTo(QUIET) >= 0;
    }

    private synchronized Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastSign);
    }

    private void watch() {
        try {
            while (!closed && !isQuiet()) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
            if (!closed) {
                look();
            }
        } catch (SQLException failure) {
            blind(DatabaseErrors.describe(failure).message());
        }
    }

    private void look() throws SQLException {
        try (Connection connection = target.source().open()) {
            ServerActivity view =
                    new ServerActivity(connection, pid, target.dialect().majorVersion());
            while (!closed) {
                if (isQuiet()) {
                    look(view);
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
    }

    private void look(ServerActivity view) throws SQLException {
        Optional<ServerActivity.Blocker> blocker = view.blocker();
        if (blocker.isPresent()) {
            blocked(blocker.get());
        } else {
            view.advance().ifPresent(this::advanced);
        }
    }

    private synchronized void blocked(ServerActivity.Blocker blocker) {
        MigrationId id = current;
        if (id != null && isNews("blocked " + blocker.pid())) {
            listener.on(new RunEvent.BlockedBy(id, blocker.sentence(), silence()));
        }
    }

    private synchronized void advanced(ServerActivity.Advance advance) {
        MigrationId id = current;
        if (id != null && isNews(advance.doing())) {
            listener.on(new RunEvent.Advanced(id, advance.doing(), advance.done(), advance.total()));
        }
    }

    /** The same again is told only now and then; what was seen before the run went on is not told any more. */
    private boolean isNews(String what) {
        boolean late = System.nanoTime() - lastRemark > BETWEEN_REMARKS.toNanos();
        if (closed || silence().compareTo(QUIET) < 0 || (what.equals(remarked) && !late)) {
            return false;
        }
        remarked = what;
        lastRemark = System.nanoTime();
        return true;
    }

    private synchronized void blind(String cause) {
        MigrationId id = current;
        if (id != null && !closed) {
            listener.on(new RunEvent.Notice(id, "who blocks this run cannot be seen: " + cause));
        }
    }

    /** Waits for the thread, so that no connection is left. */
    @Override
    public void close() {
        closed = true;
        Thread watching = thread;
        if (watching == null) {
            return;
        }
        watching.interrupt(); // it may be waiting for a connection of a pool
        try {
            watching.join(LONGEST_GOODBYE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.switchback.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.run.RunEvent;
import dev.switchback.engine.run.RunListener;
import dev.switchback.support.PostgresServer;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The server ends sessions, or itself, before and after every statement, or with {@code switchback.statements} before
 * and after every n-th.
 */
class KilledBackendTest {

    private static final int STRIDE = Integer.getInteger("switchback.statements", 13);
    private static final String LOCK = "(SELECT pid FROM pg_locks WHERE locktype = 'advisory')";
    private static final String OTHERS =
            "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() ";

    @TempDir
    Path folder;

    /** Whose session ends. */
    enum Victim {
        WORK("AND pid NOT IN " + LOCK),
        LOCK_HOLDER("AND pid IN " + LOCK),
        BOTH("");

        private final String which;

        Victim(String which) {
            this.which = which;
        }

        void end(TestDatabase database) {
            database.query("SELECT count(pg_terminate_backend(pid, 5000)) " + OTHERS + which);
        }
    }

    @ParameterizedTest
    @EnumSource
    void endedSessionLeavesATrueLedger(Victim victim) {
        TestDatabase database = TestDatabases.postgres();
        everyStatement(database, () -> victim.end(database), "ended session, " + victim);
    }

    /** A backend that is killed takes all sessions along: the server throws its memory away and recovers. */
    @Test
    void serverThatStartsAgainInTheMiddleLeavesATrueLedger() {
        TestDatabase database = PostgresServer.start().database("postgres");
        everyStatement(database, () -> crash(database), "server crashed and recovered");
    }

    private static void crash(TestDatabase database) {
        long pid = Long.parseLong(database.query("SELECT max(pid) " + OTHERS + Victim.WORK.which));
        ProcessHandle backend = ProcessHandle.of(pid).orElseThrow();
        backend.destroyForcibly();
        backend.onExit().join();
        awaitRecovery(database);
    }

    private static void awaitRecovery(TestDatabase database) {
        boolean up = false;
        while (!up) {
            try (Connection connection = database.connect()) {
                up = connection.isValid(5);
            } catch (SQLException stillRecovering) {
                Thread.onSpinWait();
            }
        }
    }

    private void everyStatement(TestDatabase database, Runnable fault, String kind) {
        MixedProject.prepare(database);
        Tally tally = new Tally(kind);
        for (Direction direction : Direction.values()) {
            MixedRun run = new MixedRun(folder, database, direction);
            run.reset();
            try (TargetDatabase target = run.open(database)) {
                assertThat(run.whole(target, RunListener.SILENT)).isEmpty();
            }
            String end = run.end();
            int number = 1 + kind.length() % STRIDE; // other ones for each kind
            while (isBroken(run, database, number, fault, end, tally)) {
                number += STRIDE;
            }
        }
        tally.close();
    }

    private static boolean isBroken(
            MixedRun run, TestDatabase database, int number, Runnable fault, String end, Tally tally) {
        run.reset();
        AtomicInteger seen = new AtomicInteger();
        String said;
        try (TargetDatabase target = run.open(database)) {
            said = run.whole(target, event -> {
                boolean counts =
                        event instanceof RunEvent.StatementStarted || event instanceof RunEvent.StatementFinished;
                if (counts && seen.incrementAndGet() == number) {
                    fault.run();
                }
            });
        } catch (SwitchbackException atClosing) {
            said = atClosing.getMessage();
        }
        if (seen.get() < number) {
            return false;
        }
        String lie = said + run.compare();
        String hand = run.goOn();
        String now = run.end();
        tally.add(
                "statement event " + number,
                lie,
                hand.isEmpty() && !now.equals(end) ? now + " instead of " + end : hand);
        return true;
    }
}

package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.DatabaseState;
import dev.switchback.engine.run.DryRunReport;
import dev.switchback.engine.run.LockTaken;
import dev.switchback.engine.run.RunEvent;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.PostgresServer;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostgresEngineTest extends EngineContract {

    @Override
    TestDatabase newDatabase() {
        return TestDatabases.postgres();
    }

    @Test
    void failureLeavesNothingOfTheMigration() {
        project.migration("001_bad", "CREATE TABLE half (id integer);\nSELECT\n  wrong;", "");

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) applyAll();

        assertThat(exists("half")).isFalse();
        assertThat(stopped.databaseState()).isEqualTo(DatabaseState.ROLLED_BACK);
        assertThat(stopped.failure().server().sqlState()).contains("42703");
        assertThat(stopped.failure().place().orElseThrow())
                .extracting(place -> place.line() + ":" + place.column())
                .isEqualTo("4:3");
        assertThat(stopped.failure().advice()).startsWith("Rolled back; nothing of 001_bad is left.");
    }

    @Test
    void concurrentIndexIsBuiltOutsideOfATransaction() {
        project.migration(
                "001_index",
                "CREATE TABLE big (id integer);\nCREATE INDEX CONCURRENTLY big_id ON big (id);\nINSERT INTO big VALUES (1);",
                "DROP TABLE big;");

        assertThat(applyAll()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(count("big")).isEqualTo("1");
        assertThat(database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'big_id'::regclass"))
                .isEqualTo("t");
    }

    @Test
    void failedIndexBuildKeepsWhatWasDoneAndSaysSo() {
        project.migration(
                "001_index",
                "CREATE TABLE big (id integer);\nINSERT INTO big VALUES (1), (1);\n"
                        + "CREATE UNIQUE INDEX CONCURRENTLY big_id ON big (id);",
                "DROP TABLE big;");

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) applyAll();

        assertThat(stopped.databaseState()).isEqualTo(DatabaseState.PARTLY_CHANGED);
        assertThat(stopped.failure().advice()).contains("Statements 1–2 of 3 stay applied");
        assertThat(status("001_index").has(FindingCode.INTERRUPTED)).isTrue();
    }

    @Test
    void sessionOfOneMigrationDoesNotReachTheNext() {
        database.execute("CREATE ROLE nobody_special_" + System.nanoTime());
        String role = database.query("SELECT rolname FROM pg_roles WHERE rolname LIKE 'nobody_special%' LIMIT 1");
        project.migration(
                        "001_leaks",
                        "SELECT set_config('search_path', '', false);\nSET TIME ZONE 'Asia/Tokyo';\n"
                                + "SET standard_conforming_strings = off;\nSET ROLE " + role + ";",
                        "")
                .migration(
                        "002_next",
                        "CREATE TABLE seen AS SELECT current_user::text AS who, current_setting('search_path') AS path,\n"
                                + "  current_setting('standard_conforming_strings') AS scs;",
                        "DROP TABLE seen;");

        assertThat(applyAll()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(database.query("SELECT who || ' ' || path || ' ' || scs FROM seen"))
                .isEqualTo("postgres \"$user\", public on");
    }

    @Test
    void runningStatementIsCancelled() {
        project.migration("001_slow", "SELECT pg_sleep(60);", "");
        Cancellation cancellation = new Cancellation();
        RunListener listener = event -> {
            if (event instanceof RunEvent.StatementStarted) {
                Thread.ofVirtual().start(() -> {
                    while (database.query("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' "
                                    + "AND state = 'active' AND datname = current_database()")
                            .equals("0")) {
                        Thread.onSpinWait();
                    }
                    cancellation.request();
                });
            }
        };

        RunOutcome outcome = target().run(plan(Direction.UP, new Selection.Everything()), YES, listener, cancellation);

        assertThat(outcome).isInstanceOf(RunOutcome.Cancelled.class);
        assertThat(status("001_slow").state().isOpen()).isTrue();
        assertThat(status("001_slow").state()).isNotEqualTo(MigrationState.COMPLETED);
    }

    @Test
    void dryRunNamesLocksAndRewrites() {
        writeThree();
        applyAll();
        project.migration(
                "004_alter",
                "ALTER TABLE orders ADD COLUMN note text;\nALTER TABLE orders ALTER COLUMN id TYPE bigint;",
                "ALTER TABLE orders DROP COLUMN note;");

        DryRunReport report = target().dryRun(
                        plan(Direction.UP, new Selection.Everything()), YES, RunListener.SILENT, new Cancellation());

        var statements = report.trials().getFirst().report().statements();
        assertThat(statements.getFirst().locks())
                .extracting(LockTaken::mode, LockTaken::relation)
                .contains(org.assertj.core.groups.Tuple.tuple("AccessExclusiveLock", "public.orders"));
        assertThat(statements.getLast().rewritten()).containsExactly("public.orders");
        assertThat(report.trials().getFirst().residue().changed()).isNotEmpty();
    }

    @Test
    void severalOwnTransactionBlocksCommitOneByOne() {
        project.migration(
                "001_blocks",
                "BEGIN;\nCREATE TABLE one (id integer);\nCOMMIT;\nBEGIN;\nCREATE TABLE two (id integer);\nSELECT wrong;\nCOMMIT;",
                "");

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) applyAll();

        assertThat(exists("one")).isTrue();
        assertThat(exists("two")).isFalse();
        assertThat(stopped.failure().advice()).contains("Statement 1 of 3 stays applied");
    }

    @Test
    void wrongPasswordIsSaidWithoutRepeatingIt() {
        writeThree();

        assertThatThrownBy(() ->
                        Switchback.open(folder).on(ConnectionSettings.of(database.url(), "postgres", "marker-7f3a")))
                .isInstanceOfSatisfying(
                        SwitchbackException.Unavailable.class,
                        failure -> assertThat(failure.code()).isEqualTo("wrong_password"))
                .hasMessageNotContaining("marker-7f3a");
    }

    @Test
    void unreachableAndSilentServersEndInTime() throws IOException {
        writeThree();
        ConnectionSettings settings;
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings = impatient(silent.getLocalPort());
            assertThatThrownBy(() -> Switchback.open(folder).on(settings))
                    .isInstanceOf(SwitchbackException.Unavailable.class);
        }
        assertThatThrownBy(() -> Switchback.open(folder).on(settings))
                .isInstanceOfSatisfying(
                        SwitchbackException.Unavailable.class,
                        failure -> assertThat(failure.code()).isEqualTo("unreachable"));
    }

    private static ConnectionSettings impatient(int port) {
        return new ConnectionSettings(
                "jdbc:postgresql://127.0.0.1:" + port + "/x",
                Optional.of("u"),
                Optional.of("p"),
                Duration.ofSeconds(1),
                ConnectionSettings.Session.DEFAULT);
    }

    @Test
    void withoutRightsOrOnAReadOnlyServerNothingHappens() {
        writeThree();
        String user = "reader_" + System.nanoTime();
        database.execute("CREATE ROLE " + user + " LOGIN PASSWORD 'only-for-tests'");
        try (TargetDatabase reader =
                Switchback.open(folder).on(ConnectionSettings.of(database.url(), user, PostgresServer.PASSWORD))) {
            assertThat(reader.status().sets().getFirst().open()).isEqualTo(3);
            assertThatThrownBy(() -> reader.run(
                            plan(Direction.UP, new Selection.Everything()),
                            YES,
                            RunListener.SILENT,
                            new Cancellation()))
                    .isInstanceOfSatisfying(
                            SwitchbackException.Unavailable.class,
                            failure -> assertThat(failure.code()).isEqualTo("no_permission"));
        }
        String name = database.query("SELECT current_database()");
        database.execute("ALTER DATABASE " + name + " SET default_transaction_read_only = on");
        assertThatThrownBy(() -> {
                    try (TargetDatabase readOnly = Switchback.open(folder).on(database.settings())) {
                        readOnly.run(
                                plan(Direction.UP, new Selection.Everything()),
                                YES,
                                RunListener.SILENT,
                                new Cancellation());
                    }
                })
                .isInstanceOfSatisfying(
                        SwitchbackException.Unavailable.class,
                        failure -> assertThat(failure.code()).isEqualTo("read_only"));
    }
}

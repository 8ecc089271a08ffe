package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said, and how soon, when the database cannot be had. */
class CommandLineConnectionTest {

    @TempDir
    Path folder;

    private TestDatabase database;
    private Shell shell;

    @BeforeEach
    void oneMigration() {
        database = TestDatabases.postgres();
        shell = Shell.in(folder, database)
                .with("PGPASSFILE", folder.resolve("none").toString());
        new ProjectFolder(folder).migration("001_one", "CREATE TABLE one (id integer);", "DROP TABLE one;");
    }

    private void assertUnavailable(Shell.Result result, String code) {
        assertThat(result.exit()).as(result.toString()).isEqualTo(4);
        assertThat(result.errorCode()).as(result.toString()).isEqualTo(code);
    }

    private Shell on(String url) {
        return new Shell(folder, new TestDatabase(url, database.user(), ""), shell.environment(), shell.terminal());
    }

    @Test
    void wrongPassword() {
        assertUnavailable(shell.with("SWITCHBACK_PASSWORD", "wrong").run("status", "--json"), "wrong_password");
        TestDatabase h2 = TestDatabases.h2();
        h2.execute("CREATE TABLE keeps_the_database_open (id int)");
        assertUnavailable(
                Shell.in(folder, h2).with("SWITCHBACK_PASSWORD", "wrong").run("status", "--json"), "wrong_password");
    }

    @Test
    void noPasswordAtAllSaysWhereItMayComeFrom() {
        Shell.Result status = shell.without("SWITCHBACK_PASSWORD").run("status", "--json");

        assertUnavailable(status, "no_password");
        assertThat(status.json().at("/error/hint").asText()).contains("SWITCHBACK_PASSWORD", ".pgpass");
    }

    @Test
    void aUserOnTheTerminalIsAskedForThePassword() {
        Shell asked = shell.without("SWITCHBACK_PASSWORD");

        assertThat(asked.answering(database.password()).run("status").exit()).isZero();
    }

    @Test
    void unknownHostAndClosedPort() {
        Shell.Result host = on("postgresql://no-such-host.invalid/shop").run("status", "--json");

        assertUnavailable(host, "unreachable");
        assertThat(host.json().at("/error/message").asText()).contains("unknown host no-such-host.invalid");
        assertUnavailable(on("postgresql://127.0.0.1:1/shop").run("status", "--json"), "unreachable");
    }

    @Test
    void databaseThatDoesNotExist() {
        assertUnavailable(on(database.url() + "_gone").run("status", "--json"), "no_database");
    }

    @Test
    void serverThatAcceptsAndNeverAnswersIsGivenUpInTime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Instant start = Instant.now();

            assertUnavailable(
                    on("postgresql://127.0.0.1:" + silent.getLocalPort() + "/shop")
                            .run("status", "--json"),
                    "unreachable");
            assertThat(Duration.between(start, Instant.now()))
                    .isLessThan(ConnectionSettings.DEFAULT_CONNECT_TIMEOUT.plusSeconds(5));
        }
    }

    @Test
    void noRightToCreateTheLedger() {
        String role = "reader_" + database.url().replaceFirst(".*/", "");
        database.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'reads'");
        Shell reader = new Shell(
                folder, new TestDatabase(database.url(), role, "reads"), shell.environment(), shell.terminal());

        assertThat(reader.with("SWITCHBACK_PASSWORD", "reads").run("status").exit())
                .isZero();
        assertUnavailable(reader.with("SWITCHBACK_PASSWORD", "reads").run("apply", "--yes", "--json"), "no_permission");
    }

    @Test
    void serverThatOnlyReads() {
        String name = database.url().replaceFirst(".*/", "");
        database.execute("ALTER DATABASE " + name + " SET default_transaction_read_only = on");

        assertThat(shell.run("status").exit()).isZero();
        assertUnavailable(shell.run("apply", "--yes", "--json"), "read_only");
    }

    @Test
    void anotherManagersLockIsWaitedForAndThenAnsweredWithSix() throws Exception {
        try (var other = database.connect();
                var statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + 0x7377697463686261L + ")");

            Shell.Result apply = shell.run("apply", "--yes", "--lock-wait", "1", "--json");

            assertThat(apply.exit()).isEqualTo(6);
            assertThat(apply.errorCode()).isEqualTo("lock_held");
            assertThat(apply.err().lines().filter(line -> line.startsWith("waiting")))
                    .hasSize(1);
            assertThat(shell.run("stamp", "001", "--reason", "x", "--yes", "--lock-wait", "1")
                            .exit())
                    .isEqualTo(6);
        }
        assertThat(shell.run("apply", "--yes").exit()).isZero();
    }
}

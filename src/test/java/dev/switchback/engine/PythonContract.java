package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.DryRunReport;
import dev.switchback.engine.run.RunEvent;
import dev.switchback.engine.run.RunFailure;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.run.StatementReport;
import dev.switchback.engine.run.Trial.WayBack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the engine promises of Python migrations on every database. */
abstract class PythonContract extends PythonProject {

    @Test
    void runsWhatTheScriptSends() {
        migration(
                "cursor.execute('CREATE TABLE t (id integer PRIMARY KEY, name varchar(50), price numeric(8, 2))')",
                "cursor.executemany('INSERT INTO t VALUES (%s, %s, %s)', [(1, \"O'Hara\", 1.5), (2, None, 7)])",
                "cursor.execute('SELECT id, name, price FROM t ORDER BY id')",
                "print(cursor.fetchall(), cursor.rowcount, [column.name.lower() for column in cursor.description])");

        assertThat(apply()).isInstanceOf(RunOutcome.Completed.class);

        assertThat(heard)
                .containsExactly(
                        "[(1, \"O'Hara\", Decimal('1.50')), (2, None, Decimal('7.00'))] 2 ['id', 'name', 'price']");
        assertThat(database.query("SELECT count(*) FROM t")).isEqualTo("2");
        assertThat(status().state()).isEqualTo(MigrationState.COMPLETED);
        assertThat(status().row().orElseThrow().execution().statementsDone()).isEqualTo(4);
        assertThat(target().recorded("main", new MigrationId("001_first"))
                        .orElseThrow()
                        .up())
                .startsWith("import psycopg2");
    }

    @Test
    void statementsAreReportedWithTheirLines() {
        migration(
                "cursor.execute('''",
                "    CREATE TABLE t (id integer);",
                "    INSERT INTO t VALUES (1)",
                "''')",
                "cursor.execute('INSERT INTO t VALUES (%(id)s)', {'id': 2})");

        DryRunReport report = dryRun();

        assertThat(report.trials().getFirst().report().statements())
                .extracting(StatementReport::statement)
                .extracting(statement -> statement.line() + " " + statement.text())
                .containsExactly(
                        "7 CREATE TABLE t (id integer)", "8 INSERT INTO t VALUES (1)", "10 INSERT INTO t VALUES (2)");
        assertThat(report.trials().getFirst().wayBack()).isEqualTo(WayBack.EXACT);
    }

    @Test
    void aDryRunLeavesNothingThoughTheScriptCommits() {
        migration("cursor.execute('CREATE TABLE t (id integer)')", "connection.commit()");

        assertThat(dryRun().outcome()).isInstanceOf(RunOutcome.Completed.class);

        assertThat(exists("t")).isFalse();
        assertThat(status().state()).isEqualTo(MigrationState.PENDING);
    }

    @Test
    void rollbackTakesItBack() {
        migration("cursor.execute('CREATE TABLE t (id integer)')");
        apply();

        assertThat(run(Direction.DOWN, new Cancellation())).isInstanceOf(RunOutcome.Completed.class);

        assertThat(exists("t")).isFalse();
        assertThat(status().state()).isEqualTo(MigrationState.ROLLED_BACK);
    }

    @Test
    void theRecordedTextRunsWhenTheFileIsGone() throws IOException {
        migration("cursor.execute('CREATE TABLE t (id integer)')");
        project.write("002_other.py", "def apply(connection):\n    pass\n\n\ndef rollback(connection):\n    pass\n");
        apply();
        Files.delete(folder.resolve("001_first.py"));

        RunOutcome outcome = run(Direction.DOWN, new Cancellation());

        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        assertThat(exists("t")).isFalse();
    }

    @Test
    void aFailedStatementIsReportedWithItsPlace() {
        migration("cursor.execute('SELECT 1')", "cursor.execute('INSERT INTO nowhere VALUES (1)')");

        RunFailure failure = failure(apply());

        assertThat(failure.code()).isEqualTo("statement_failed");
        assertThat(failure.place().orElseThrow().line()).isEqualTo(7);
        assertThat(failure.place().orElseThrow().file()).isEqualTo(folder.resolve("001_first.py"));
        assertThat(failure.message()).containsIgnoringCase("nowhere");
        assertThat(status().state()).isEqualTo(MigrationState.FAILED);
    }

    @Test
    void errorsAreThoseThatScriptsCatch() {
        migration(
                "cursor.execute('CREATE TABLE t (id integer PRIMARY KEY)')",
                "cursor.execute('INSERT INTO t VALUES (1)')",
                "connection.commit()",
                "from psycopg2 import errors",
                "try:",
                "    cursor.execute('INSERT INTO t VALUES (1)')",
                "except errors.UniqueViolation as error:",
                "    print(isinstance(error, psycopg2.IntegrityError), error.pgcode)",
                "    connection.rollback()",
                "cursor.execute('INSERT INTO t VALUES (2)')");

        assertThat(apply()).isInstanceOf(RunOutcome.Completed.class);

        assertThat(heard).contains("True 23505");
        assertThat(database.query("SELECT count(*) FROM t")).isEqualTo("2");
    }

    @Test
    void anExceptionOfTheScriptIsReportedWithItsPlace() {
        migration("cursor.execute('SELECT 1')", "raise ValueError('no such customer')");

        RunFailure failure = failure(apply());

        assertThat(failure.code()).isEqualTo("program_failed");
        assertThat(failure.message()).isEqualTo("ValueError: no such customer");
        assertThat(failure.place().orElseThrow().line()).isEqualTo(7);
        assertThat(status().state()).isEqualTo(MigrationState.FAILED);
    }

    @Test
    void aScriptThatReturnsFalseHasFailed() {
        migration("return False");

        assertThat(failure(apply()).message()).contains("returned False");
        assertThat(status().state()).isEqualTo(MigrationState.FAILED);
    }

    @Test
    void syntaxErrorsAreToldWithTheirLine() {
        migration("cursor.execute(", "if x");

        RunFailure failure = failure(apply());

        assertThat(failure.message()).startsWith("SyntaxError");
        assertThat(failure.place().orElseThrow().line()).isBetween(6, 8);
    }

    @Test
    void aMissingModuleIsNamed() {
        migration("import requests_of_nobody");

        RunFailure failure = failure(apply());

        assertThat(failure.code()).isEqualTo("missing_module");
        assertThat(failure.server().hint().orElse("")).contains("Install requests_of_nobody");
    }

    @Test
    void aMachineWithoutPythonIsToldSo() {
        migration("pass");
        environment(Map.of("PATH", folder.toString()));

        RunFailure failure = failure(apply());

        assertThat(failure.code()).isEqualTo("no_interpreter");
        assertThat(failure.message()).contains("no Python was found");
        assertThat(failure.server().hint().orElse("")).contains("interpreter");
    }

    @Test
    void anInterpreterThatIsNoneIsToldSo() throws IOException {
        Path wrong = folder.resolve("wrong");
        Files.writeString(wrong, "#!/bin/sh\necho 'I am no snake' >&2\n");
        assertThat(wrong.toFile().setExecutable(true)).isTrue();
        project.write("switchback.toml", "interpreter = \"./wrong\"\n");
        migration("pass");

        RunFailure failure = failure(apply());

        assertThat(failure.code()).isEqualTo("program_died");
        assertThat(failure.message()).contains("I am no snake");
    }

    @Test
    void aScriptThatNeverEndsIsEnded() {
        project.write("switchback.toml", "[timeouts]\nprogram = \"700ms\"\n");
        migration("while True:", "    pass");

        RunFailure failure = failure(apply());

        assertThat(failure.code()).isEqualTo("program_timeout");
        assertThat(failure.message()).containsPattern("at line [67];");
        assertThat(status().state()).isEqualTo(MigrationState.FAILED);
    }

    @Test
    void aHundredMegabytesPrintedDoNoHarm() {
        migration("for i in range(100000):", "    print('x' * 1000)", "cursor.execute('SELECT 1')");

        assertThat(apply()).isInstanceOf(RunOutcome.Completed.class);

        assertThat(heard).hasSizeLessThan(3_000);
        assertThat(heard.getLast()).contains("more were printed");
    }

    @Test
    void anInterpreterThatIsKilledLeavesAClearError() {
        migration("cursor.execute('SELECT 1')", "import os, signal", "os.kill(os.getpid(), signal.SIGKILL)");

        assertThat(failure(apply()).code()).isEqualTo("program_died");
        assertThat(status().state()).isEqualTo(MigrationState.FAILED);
    }

    @Test
    void cancellingReachesTheScript() {
        migration("import time", "print('ready')", "while True:", "    time.sleep(0.01)");
        Cancellation cancellation = new Cancellation();

        RunOutcome outcome = target().run(
                        plan(Direction.UP),
                        RunOptions.DEFAULT.with(Confirmation.YES),
                        event -> {
                            if (event instanceof RunEvent.Notice notice
                                    && notice.message().equals("ready")) {
                                cancellation.request();
                            }
                        },
                        cancellation);

        assertThat(outcome).isInstanceOf(RunOutcome.Cancelled.class);
        assertThat(status().state().isOpen()).isTrue();
    }

    @Test
    void theScriptGetsNoSecretsAndNoInput() {
        environment(Map.of(
                "PATH", System.getenv("PATH"),
                "HOME", System.getenv().getOrDefault("HOME", "/"),
                "SWITCHBACK_PASSWORD", "hidden-1",
                "PGPASSWORD", "hidden-2",
                "ORDERS_URL", "postgresql://dba:hidden-3@db1/orders",
                "COMPANY", "Fernbrook"));
        migration(
                "import os, sys",
                "print(sorted(name for name in os.environ if 'hidden' in os.environ[name]), os.environ['COMPANY'])",
                "print(repr(sys.stdin.read()), any('hidden' in word for word in sys.argv))",
                "os.system('cat; echo from a shell')");

        assertThat(apply()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(heard).containsExactlyInAnyOrder("[] Fernbrook", "'' False", "from a shell");
    }
}

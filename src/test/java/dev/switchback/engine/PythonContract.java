package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.ledger.HistoryAction;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.DryRunReport;
import dev.switchback.engine.run.RunEvent;
import dev.switchback.engine.run.RunFailure;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.run.StatementReport;
import dev.switchback.engine.run.Trial.WayBack;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine promises of Python migrations on every database, with a Python that has nothing but its own library. */
abstract class PythonContract {

    @TempDir
    Path folder;

    ProjectFolder project;
    TestDatabase database;
    final List<String> heard = new CopyOnWriteArrayList<>();
    private Map<String, String> environment = System.getenv();
    private Optional<TargetDatabase> target = Optional.empty();

    abstract TestDatabase newDatabase();

    @BeforeEach
    void connect() {
        project = new ProjectFolder(folder);
        database = newDatabase();
    }

    @AfterEach
    void disconnect() {
        target.ifPresent(TargetDatabase::close);
    }

    void environment(Map<String, String> variables) {
        environment = variables;
    }

    TargetDatabase target() {
        if (target.isEmpty()) {
            target = Optional.of(Switchback.open(folder, environment).on(database.settings()));
        }
        return target.get();
    }

    /** A migration whose apply has these lines, and that takes the table t back. */
    void migration(String... apply) {
        project.write("001_first.py", """
                import psycopg2


                def apply(connection):
                    cursor = connection.cursor()
                    %s


                def rollback(connection):
                    connection.cursor().execute("DROP TABLE t")
                """.formatted(String.join("\n    ", apply)));
    }

    Plan plan(Direction direction) {
        return (Plan) target().plan(new PlanRequest(
                direction, new Selection.Everything(), Optional.empty(), PlanRequest.Options.DEFAULT));
    }

    RunOutcome run(Direction direction, Cancellation cancellation) {
        RunOptions yes = RunOptions.DEFAULT.with(Confirmation.YES);
        return target().run(plan(direction), yes, this::hear, cancellation);
    }

    RunOutcome apply() {
        return run(Direction.UP, new Cancellation());
    }

    DryRunReport dryRun() {
        return target().dryRun(plan(Direction.UP), RunOptions.DEFAULT, this::hear, new Cancellation());
    }

    private void hear(RunEvent event) {
        if (event instanceof RunEvent.Notice notice) {
            heard.add(notice.message());
        }
    }

    RunFailure failure(RunOutcome outcome) {
        assertThat(outcome).isInstanceOf(RunOutcome.Stopped.class);
        return ((RunOutcome.Stopped) outcome).failure();
    }

    MigrationStatus status() {
        return target().status()
                .sets()
                .getFirst()
                .find(new MigrationId("001_first"))
                .orElseThrow();
    }

    boolean exists(String table) {
        return !database.query("SELECT 1 FROM information_schema.tables WHERE lower(table_name) = '" + table + "'")
                .isEmpty();
    }

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

    static final String HISTORY = "CREATE TABLE migration_history (migration_number varchar(10) PRIMARY KEY, "
            + "migration_name varchar(255) NOT NULL, applied_at timestamp, rollback_at timestamp, "
            + "status varchar(20) NOT NULL)";

    private void withHistory() {
        project.write("001_first.py", """
                        \"""
                        Migration: 001 - The First
                        \"""


                        def apply(connection):
                            connection.cursor().execute("%s")


                        def rollback(connection):
                            connection.cursor().execute("DROP TABLE migration_history")
                        """.formatted(HISTORY)).write("002_second_one.py", """
                        def apply(connection):
                            connection.cursor().execute("CREATE TABLE t (id integer)")


                        def rollback(connection):
                            connection.cursor().execute("DROP TABLE t")
                        """);
    }

    private List<String> history() {
        return List.of(database.query("SELECT count(*) FROM migration_history"), row("001"), row("002"));
    }

    private String row(String number) {
        return database.query("SELECT migration_name || ', ' || status || CASE WHEN applied_at IS NULL THEN '' ELSE "
                + "', applied' END || CASE WHEN rollback_at IS NULL THEN '' ELSE ', back' END "
                + "FROM migration_history WHERE migration_number = '" + number + "'");
    }

    private RunOutcome runDown(Selection selection) {
        Plan plan = (Plan) target().plan(
                        new PlanRequest(Direction.DOWN, selection, Optional.empty(), PlanRequest.Options.DEFAULT));
        return target().run(plan, RunOptions.DEFAULT.with(Confirmation.YES), this::hear, new Cancellation());
    }

    private List<String> states() {
        return target().status().sets().getFirst().migrations().stream()
                .map(each -> each.state()
                        + each.findings().stream()
                                .filter(finding -> finding.code() == FindingCode.APPLIED_ELSEWHERE
                                        || finding.code() == FindingCode.RECORDS_DIFFER)
                                .map(finding -> " " + finding.code())
                                .collect(Collectors.joining()))
                .toList();
    }

    @Test
    void theHistoryOfTheProjectsOwnRunnerIsKept() {
        withHistory();

        apply();
        assertThat(history()).containsExactly("2", "The First, applied, applied", "second one, applied, applied");
        assertThat(states()).containsExactly("COMPLETED", "COMPLETED");

        runDown(new Selection.Count(1));
        assertThat(row("002")).isEqualTo("second one, rolled_back, applied, back");

        apply();
        assertThat(row("002")).isEqualTo("second one, applied, applied");

        assertThat(run(Direction.DOWN, new Cancellation())).isInstanceOf(RunOutcome.Completed.class);
        assertThat(database.query("SELECT count(*) FROM \"switchback\".schema_migrations WHERE status = 'rolled_back'"))
                .isEqualTo("2");
        assertThat(states()).containsExactly("ROLLED_BACK", "ROLLED_BACK");
    }

    @Test
    void whatTheProjectsOwnRunnerDidIsBelieved() {
        withHistory();
        database.execute(
                HISTORY,
                "INSERT INTO migration_history VALUES ('001', 'The First', TIMESTAMP '2026-01-02 03:04:05', NULL, 'applied')");

        assertThat(states()).containsExactly("COMPLETED APPLIED_ELSEWHERE", "PENDING");
        assertThat(target().status().sets().getFirst().migrations().getFirst().findings())
                .as("a time without a zone is told without one")
                .anySatisfy(finding -> assertThat(finding.message()).contains("says (2026-01-02 03:04:05); the next"));
        assertThat(apply()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(states()).containsExactly("COMPLETED", "COMPLETED");
        assertThat(target().history(10))
                .extracting(entry -> entry.action() + " " + entry.id())
                .containsExactly("UP 002_second_one", "ADOPT 001_first");

        database.execute(
                "DROP TABLE t", "UPDATE migration_history SET status = 'rolled_back' WHERE migration_number = '002'");
        assertThat(states()).containsExactly("COMPLETED", "ROLLED_BACK RECORDS_DIFFER");
        assertThat(apply()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(exists("t")).isTrue();

        database.execute("DELETE FROM migration_history WHERE migration_number = '002'");
        assertThat(states()).containsExactly("COMPLETED", "COMPLETED RECORDS_DIFFER");
    }

    @Test
    void whatTheProjectsOwnRunnerAppliedCanBeTakenBack() {
        withHistory();
        database.execute(
                HISTORY,
                "CREATE TABLE t (id integer)",
                "INSERT INTO migration_history VALUES ('1', 'The First', NULL, NULL, 'applied')",
                "INSERT INTO migration_history VALUES ('002', 'second one', NULL, NULL, 'applied')");

        assertThat(runDown(new Selection.Count(1))).isInstanceOf(RunOutcome.Completed.class);

        assertThat(exists("t")).isFalse();
        assertThat(row("002")).isEqualTo("second one, rolled_back, back");
        assertThat(states()).containsExactly("COMPLETED", "ROLLED_BACK");
    }

    @Test
    void stampingIsTakenIntoTheHistoryToo() {
        withHistory();
        database.execute(HISTORY);

        target().record(new RecordRequest(
                HistoryAction.STAMP,
                Optional.empty(),
                List.of(new MigrationId("001_first")),
                "it is there",
                Confirmation.YES,
                RunOptions.DEFAULT_LOCK_WAIT));

        assertThat(row("001")).isEqualTo("The First, applied, applied");
        assertThat(states()).containsExactly("COMPLETED", "PENDING");
    }

    @Test
    void aTableOfAnotherShapeIsNotTouched() {
        withHistory();
        database.execute("CREATE TABLE migration_history (id integer)");
        project.write("001_first.py", "def apply(connection):\n    pass\n");

        assertThat(apply()).isInstanceOf(RunOutcome.Completed.class);

        assertThat(states()).containsExactly("COMPLETED", "COMPLETED");
        assertThat(database.query("SELECT count(*) FROM migration_history")).isEqualTo("0");
    }
}

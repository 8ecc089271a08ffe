package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.ledger.HistoryAction;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOutcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the engine promises of a table in which a project's own runner keeps its record, on every database. */
abstract class PythonHistoryContract extends PythonProject {

    private static final String HISTORY = "CREATE TABLE migration_history (migration_number varchar(10) PRIMARY KEY, "
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

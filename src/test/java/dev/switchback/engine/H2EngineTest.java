package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.util.List;
import org.junit.jupiter.api.Test;

class H2EngineTest extends EngineContract {

    @Override
    TestDatabase newDatabase() {
        return TestDatabases.h2();
    }

    @Test
    void migrationThatStoppedHalfWayIsResumed() {
        project.migration(
                "001_half",
                "CREATE TABLE half (id integer);\nINSERT INTO half VALUES (1);\nINSERT INTO later VALUES (1);",
                "");

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) applyAll();
        assertThat(stopped.failure().advice()).contains("Statements 1–2 of 3 stay applied");
        assertThat(status("001_half").has(FindingCode.INTERRUPTED)).isTrue();

        database.execute("CREATE TABLE later (id integer)");
        assertThat(resume("001_half")).isInstanceOf(RunOutcome.Completed.class);
        assertThat(count("half")).isEqualTo("1");
        assertThat(count("later")).isEqualTo("1");
        assertThat(status("001_half").state()).isEqualTo(MigrationState.COMPLETED);
    }

    @Test
    void whatOnlyChangesRowsIsOneTransactionWithItsLedgerRows() {
        project.migration("001_table", "CREATE TABLE filled (id integer PRIMARY KEY);", "DROP TABLE filled;");
        project.migration(
                "002_rows", "INSERT INTO filled VALUES (1);\nINSERT INTO filled VALUES (1);", "DELETE FROM filled;");

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) applyAll();

        assertThat(stopped.failure().advice()).contains("nothing of 002_rows is left");
        assertThat(count("filled")).isEqualTo("0");
        assertThat(status("002_rows").has(FindingCode.INTERRUPTED)).isFalse();

        project.migration("002_rows", "INSERT INTO filled VALUES (1);", "DELETE FROM filled;");
        assertThat(applyAll()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(count("filled")).isEqualTo("1");
    }

    private RunOutcome resume(String id) {
        return target().resume(
                        new ResumeRequest("main", new MigrationId(id), ResumeRequest.Decision.CONTINUE),
                        YES,
                        RunListener.SILENT,
                        new Cancellation());
    }

    @Test
    void wayBackThatFailsAtOnceLeavesTheMigrationCompleted() {
        project.migration("001_one", "CREATE TABLE one (id integer);", "DROP TABLE elsewhere;");
        applyAll();

        RunOutcome outcome = run(plan(Direction.DOWN, new Selection.Everything()));

        assertThat(outcome).isInstanceOf(RunOutcome.Stopped.class);
        assertThat(status("001_one").state()).isEqualTo(MigrationState.COMPLETED);
        assertThat(status("001_one").findings()).isEmpty();
        assertThat(applyAll()).isInstanceOf(RunOutcome.NothingToDo.class);
    }

    @Test
    void wayBackThatStoppedHalfWayIsResumedDownwards() {
        project.migration(
                "001_two",
                "CREATE TABLE one (id integer);\nCREATE TABLE two (id integer);",
                "DROP TABLE two;\nDROP TABLE guard;\nDROP TABLE one;");
        applyAll();

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) run(plan(Direction.DOWN, new Selection.Everything()));
        assertThat(stopped.failure().advice()).contains("Statement 1 of 3 took effect on the way back");
        assertThat(status("001_two").has(FindingCode.INTERRUPTED)).isTrue();
        assertThat(target().plan(PlanRequest.upEverything())).isInstanceOf(PlanOutcome.Refused.class);

        database.execute("CREATE TABLE guard (id integer)");
        assertThat(resume("001_two")).isInstanceOf(RunOutcome.Completed.class);

        assertThat(status("001_two").state()).isEqualTo(MigrationState.ROLLED_BACK);
        assertThat(exists("one") || exists("guard")).isFalse();
        assertThat(applyAll()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(exists("two")).isTrue();
    }

    @Test
    void h2sOwnCommentsMayHoldQuotes() {
        project.migration(
                "001_comment", "CREATE TABLE t (id int); // it's; here\nINSERT INTO t VALUES (1);", "DROP TABLE t;");

        assertThat(applyAll()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(count("t")).isEqualTo("1");
    }

    @Test
    void longestScriptThatIsKeptIsKeptWhole() {
        String fill = "INSERT INTO long_one VALUES (1);\n";
        String comment = "-- " + "ä".repeat(Script.LONGEST_KEPT - fill.length() - 3);
        project.migration("001_table", "CREATE TABLE long_one (id integer);", "DROP TABLE long_one;");
        project.write("002_long.sql", fill + comment);

        assertThat(applyAll()).isInstanceOf(RunOutcome.Completed.class);

        assertThat(database.query("SELECT max(length(content)) FROM \"switchback\".scripts"))
                .isEqualTo(String.valueOf(Script.LONGEST_KEPT));
        assertThat(database.query("SELECT up_sql FROM \"switchback\".schema_migrations WHERE id = '002_long'"))
                .isEqualTo(fill + comment);
    }

    @Test
    void ledgerThatKeepsItsTextsAsLargeObjectsGoesOn() {
        project.migration("001_one", "CREATE TABLE one (id integer);", "DROP TABLE one;");
        applyAll();
        for (String column : List.of(
                "scripts ALTER COLUMN content",
                "schema_migrations ALTER COLUMN description",
                "schema_migrations ALTER COLUMN depends_on")) {
            database.execute("ALTER TABLE \"switchback\"." + column + " character large object NOT NULL");
        }
        project.migration("002_two", "CREATE TABLE two (id integer);", "DROP TABLE two;");

        assertThat(applyAll()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(run(plan(Direction.DOWN, new Selection.Everything()))).isInstanceOf(RunOutcome.Completed.class);
        assertThat(exists("one") || exists("two")).isFalse();
    }
}

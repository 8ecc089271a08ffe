package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What each command answers with, and what it leaves the database as. */
@ParameterizedClass
@EnumSource
class CommandLineTest {

    @Parameter
    DatabaseKind kind = DatabaseKind.H2;

    @TempDir
    Path folder;

    private ProjectFolder project;
    private TestDatabase database;
    private Shell shell;

    @BeforeEach
    void threeMigrations() {
        database = kind.fresh();
        shell = Shell.in(folder, database);
        project = new ProjectFolder(folder)
                .migration("001_customers", "CREATE TABLE customers (id integer PRIMARY KEY);", "DROP TABLE customers;")
                .migration("002_orders", "CREATE TABLE orders (id integer PRIMARY KEY);", "DROP TABLE orders;")
                .migration("003_rows", "INSERT INTO orders VALUES (1);", "DELETE FROM orders;");
    }

    private boolean exists(String table) {
        return !database.query("SELECT 1 FROM information_schema.tables WHERE lower(table_name) = '" + table + "'")
                .isEmpty();
    }

    @Test
    void theWholeCourseAnswersZero() {
        assertThat(shell.run("plan").exit()).isZero();
        assertThat(shell.run("dry-run").exit()).isZero();
        assertThat(exists("orders")).isFalse();
        assertThat(shell.run("apply", "--yes").exit()).isZero();
        assertThat(shell.run("status", "--check").exit()).isZero();
        assertThat(shell.run("history").out()).contains("001_customers", "003_rows");
        assertThat(shell.run("rollback", "--all", "--yes").exit()).isZero();
        assertThat(exists("orders")).isFalse();
    }

    @Test
    void nothingToDoIsDone() {
        shell.run("apply", "--yes");

        Shell.Result again = shell.run("apply", "--yes", "--json");

        assertThat(again.exit()).isZero();
        assertThat(again.json().get("outcome").asText()).isEqualTo("nothing_to_do");
    }

    @Test
    void aFailingMigrationAnswersOneAndSaysWhere() {
        project.migration(
                "004_bad", "CREATE TABLE fourth (id integer);\nINSERT INTO nowhere VALUES (1);", "DROP TABLE fourth;");

        Shell.Result apply = shell.run("apply", "--yes");

        assertThat(apply.exit()).isEqualTo(1);
        assertThat(apply.out()).contains("004_bad.sql:3", "nowhere");
        boolean leftNothing = kind == DatabaseKind.POSTGRES;
        assertThat(shell.run("status", "--check").exit()).isEqualTo(leftNothing ? 3 : 5);
    }

    @Test
    void applyWithoutYesAndWithoutTerminalAnswersTwoAndRunsNothing() {
        Shell.Result apply = shell.run("apply");

        assertThat(apply.exit()).isEqualTo(2);
        assertThat(apply.err()).contains("--yes");
        assertThat(exists("customers")).isFalse();
    }

    @Test
    void aNoOnTheTerminalRunsNothing() {
        assertThat(shell.answering("n").run("apply").exit()).isEqualTo(2);
        assertThat(shell.answering().run("apply").exit()).isEqualTo(2);
        assertThat(exists("customers")).isFalse();
    }

    @Test
    void aYesOnTheTerminalApplies() {
        assertThat(shell.answering("y").run("apply").exit()).isZero();
        assertThat(exists("customers")).isTrue();
    }

    @Test
    void checkAnswersThreeWhileSomethingIsPending() {
        assertThat(shell.run("status").exit()).isZero();
        assertThat(shell.run("status", "--check").exit()).isEqualTo(3);
    }

    @Test
    void aBlockingFindingAnswersFiveBeforeThree() {
        shell.run("apply", "--count", "1", "--yes");
        project.migration("001_customers", "CREATE TABLE customers (id bigint PRIMARY KEY);", "DROP TABLE customers;");

        Shell.Result check = shell.run("status", "--check");

        assertThat(check.exit()).isEqualTo(5);
        assertThat(check.out())
                .contains("-CREATE TABLE customers (id integer PRIMARY KEY);")
                .contains("+CREATE TABLE customers (id bigint PRIMARY KEY);");
        Shell.Result apply = shell.run("apply", "--yes");
        assertThat(apply.exit()).isEqualTo(5);
        assertThat(apply.out()).contains("+CREATE TABLE customers (id bigint PRIMARY KEY);");
        assertThat(shell.run("apply", "--yes", "--json").out())
                .contains("\"+CREATE TABLE customers (id bigint PRIMARY KEY);\"");
        assertThat(shell.run("plan").exit()).isEqualTo(5);
        assertThat(exists("orders")).isFalse();
    }

    @Test
    void otherWhiteSpaceInAnAppliedFileBlocksNothing() {
        shell.run("apply", "--count", "1", "--yes");
        project.migration(
                "001_customers", "CREATE TABLE customers\n  (id integer PRIMARY KEY);", "DROP TABLE customers;");

        assertThat(shell.run("status", "--check").out()).contains("info cosmetic");
        assertThat(shell.run("apply", "--yes").exit()).isZero();
    }

    @Test
    void aNeedThatIsUnmetAnswersFive() {
        assertThat(shell.run("apply", "--only", "002", "--yes").exit()).isEqualTo(5);
        assertThat(exists("orders")).isFalse();
    }

    @Test
    void aRollbackWithoutDownScriptAnswersFiveAndTakesNothingBack() {
        project.write("004_irreversible.sql", "-- @up\nDELETE FROM orders;\n");
        shell.run("apply", "--yes");

        Shell.Result rollback = shell.run("rollback", "--all", "--yes", "--json");

        assertThat(rollback.exit()).isEqualTo(5);
        assertThat(rollback.json().get("database_state").asText()).isEqualTo("unchanged");
        assertThat(rollback.json().get("error").get("message").asText()).contains("004_irreversible");
        assertThat(exists("customers")).isTrue();
    }

    @Test
    void aRollbackShowsTheScriptThatRunsAndWhatTheOtherWouldDo() {
        shell.run("apply", "--yes");
        project.migration("003_rows", "INSERT INTO orders VALUES (1);", "DELETE FROM orders WHERE id = 1;");

        Shell.Result asked = shell.answering("n").run("rollback", "--steps", "1");
        Shell.Result done = shell.run("rollback", "--steps", "1", "--use", "file", "--yes");

        assertThat(asked.out())
                .contains("recorded when it was applied:\n       DELETE FROM orders;")
                .contains("-DELETE FROM orders;", "+DELETE FROM orders WHERE id = 1;");
        assertThat(done.out()).contains("in the file now:\n       DELETE FROM orders WHERE id = 1;");
        assertThat(database.query("SELECT count(*) FROM orders")).isEqualTo("0");
    }

    @Test
    void aFailingDownScriptLeavesTheMigrationAppliedAndSaysSo() {
        project.migration("004_way_back_fails", "CREATE TABLE last (id integer);", "DROP TABLE never_was;");
        shell.run("apply", "--yes");

        Shell.Result rollback = shell.run("rollback", "--steps", "1", "--yes");

        assertThat(rollback.exit()).isEqualTo(1);
        assertThat(rollback.out()).contains("004_way_back_fails.sql:4").doesNotContain("is left");
        assertThat(exists("last")).isTrue();
        assertThat(shell.run("status", "--json")
                        .json()
                        .at("/sets/0/migrations/3/state")
                        .asText())
                .isEqualTo("completed");
    }

    @Test
    void aGuardedProfileWantsTheDatabasesName() {
        profile("live", "production");
        String name = shell.run("status", "--json").json().at("/database/name").asText();

        assertThat(shell.here("apply", "--profile", "live", "--yes").exit()).isZero();
        assertThat(shell.here("rollback", "--profile", "live", "--steps", "1", "--yes")
                        .exit())
                .isEqualTo(2);
        assertThat(shell.here("rollback", "--profile", "live", "--steps", "1", "--yes", "--confirm", "other")
                        .exit())
                .isEqualTo(2);
        assertThat(database.query("SELECT count(*) FROM orders")).isEqualTo("1");
        assertThat(shell.here("rollback", "--profile", "live", "--steps", "1", "--yes", "--confirm", name)
                        .exit())
                .isZero();
    }

    private void profile(String name, String environment) {
        Shell.Result added = shell.typed(
                "profile",
                "add",
                name,
                "--environment",
                environment,
                "--url",
                database.url(),
                "--user",
                database.user());
        assertThat(added.exit()).as(added.toString()).isZero();
    }
}

package dev.switchback.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.tool.Tool;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of tools whose programs cannot be run by the tests, kept row for row as these tools document them. */
class KeptTablesTest {

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabases.postgres();

    private ProjectFolder keeping(String tool) {
        return new ProjectFolder(folder).write("switchback.toml", "keep = \"" + tool + "\"\n");
    }

    private List<String> rows(String sql) {
        return Rows.of(database, sql);
    }

    private void pairs(ProjectFolder project, int count) {
        for (int i = 1; i <= count; i++) {
            project.write("00000" + i + "_m.up.sql", "CREATE TABLE m" + i + " (id integer);")
                    .write("00000" + i + "_m.down.sql", "DROP TABLE m" + i + ";");
        }
    }

    @Test
    void theOneRowOfGolangMigrate() {
        pairs(keeping("golang-migrate"), 3);

        Courses.apply(folder, database, 2);
        assertThat(rows("SELECT version, dirty FROM schema_migrations")).containsExactly("2 | f");

        Courses.apply(folder, database);
        assertThat(rows("SELECT version, dirty FROM schema_migrations")).containsExactly("3 | f");

        Courses.rollBack(folder, database, 2);
        assertThat(rows("SELECT version, dirty FROM schema_migrations")).containsExactly("1 | f");

        Courses.rollBack(folder, database, 1);
        assertThat(rows("SELECT version, dirty FROM schema_migrations"))
                .as("at no version the tool keeps no row")
                .isEmpty();
    }

    @Test
    void whatGolangMigrateLeftDirtyBlocksUntilSomebodyHasLooked() {
        pairs(keeping("golang-migrate"), 2);
        Courses.apply(folder, database);
        pairs(new ProjectFolder(folder), 3);
        database.execute("UPDATE schema_migrations SET version = 3, dirty = true");
        ToolShell shell = new ToolShell(folder, database);

        assertThat(shell.run("status", "--check").exit()).isEqualTo(5);
        ToolShell.Result refused = shell.run("apply", "--yes");
        assertThat(refused.exit()).isEqualTo(5);
        assertThat(refused.out())
                .contains("half_done_elsewhere")
                .contains("golang-migrate's table public.schema_migrations says that 3 failed half way (dirty)")
                .contains("migrate force VERSION");
        assertThat(database.query("SELECT to_regclass('m3') IS NULL")).isEqualTo("t");

        Courses.rollBack(folder, database, 1);
        assertThat(rows("SELECT version, dirty FROM schema_migrations"))
                .as("a way back does not hide it")
                .containsExactly("3 | t");

        database.execute("UPDATE schema_migrations SET version = 1, dirty = false");
        Courses.apply(folder, database);
        assertThat(rows("SELECT version, dirty FROM schema_migrations")).containsExactly("3 | f");
    }

    @Test
    void aDirtyVersionWithoutFileBlocksToo() {
        pairs(keeping("golang-migrate"), 2);
        Courses.apply(folder, database);
        database.execute("UPDATE schema_migrations SET version = 7, dirty = true");

        ToolShell.Result status = new ToolShell(folder, database).run("status", "--check");

        assertThat(status.exit()).isEqualTo(5);
        assertThat(status.out()).contains("7 failed half way (dirty)");
    }

    private void twoOfDbmate() {
        keeping("dbmate")
                .write("20260101_a.sql", "-- migrate:up\nCREATE TABLE a ();\n-- migrate:down\nDROP TABLE a;\n")
                .write("20260102_b.sql", "-- migrate:up\nCREATE TABLE b ();\n-- migrate:down\nDROP TABLE b;\n");
        Courses.apply(folder, database);
    }

    @Test
    void whatAToolTookBackIsSaidAndTakenOver() {
        twoOfDbmate();
        database.execute("DROP TABLE b", "DELETE FROM schema_migrations WHERE version = '20260102'");
        ToolShell shell = new ToolShell(folder, database);

        ToolShell.Result status = shell.run("status", "--check");
        assertThat(status.exit()).isEqualTo(5);
        assertThat(status.out())
                .contains("taken_back_elsewhere")
                .contains("dbmate's table public.schema_migrations, which Switchback keeps, has no row of it")
                .contains("`repair 20260102_b`");
        ToolShell.Result shown = shell.run("adopt");
        assertThat(shown.json().path("lines").path(1).path("verdict").asText()).isEqualTo("taken_back");

        assertThat(shell.run("adopt", "--reason", "dbmate rollback", "--yes").exit())
                .isZero();
        assertThat(rows("SELECT id, status FROM switchback.schema_migrations ORDER BY id"))
                .containsExactly("20260101_a | completed", "20260102_b | rolled_back");
        assertThat(rows("SELECT migration_id, direction, status, reason FROM switchback.migration_history"
                        + " WHERE direction = 'adopt'"))
                .containsExactly("20260102_b | adopt | rolled_back | dbmate rollback");

        Courses.apply(folder, database);
        assertThat(rows("SELECT version FROM schema_migrations ORDER BY 1")).containsExactly("20260101", "20260102");
        assertThat(shell.run("status", "--check").exit()).isZero();
    }

    @Test
    void anotherApplicationsTableOfTheSameKindSaysNothing() {
        twoOfDbmate();
        database.execute(
                "CREATE SCHEMA zoo", "CREATE TABLE zoo.schema_migrations (version varchar NOT NULL PRIMARY KEY)");

        assertThat(new ToolShell(folder, database).run("status", "--check").exit())
                .isZero();
    }

    @Test
    void aLostRowIsWrittenAgainWhereTheMigrationIsThere() {
        twoOfDbmate();
        database.execute("DELETE FROM schema_migrations");
        ToolShell shell = new ToolShell(folder, database);
        assertThat(shell.run("apply", "--yes").exit()).isEqualTo(5);

        shell.run("repair", "20260101_a", "20260102_b", "--reason", "somebody emptied it", "--yes");

        assertThat(rows("SELECT version FROM schema_migrations ORDER BY 1")).containsExactly("20260101", "20260102");
        assertThat(shell.run("status", "--check").exit()).isZero();
    }

    @Test
    void aLowerNumberOfGolangMigrateTookBackWhatIsAbove() {
        pairs(keeping("golang-migrate"), 3);
        Courses.apply(folder, database);
        database.execute("DROP TABLE m3", "UPDATE schema_migrations SET version = 2");

        assertThat(new ToolShell(folder, database)
                        .run("adopt", "--reason", "migrate down 1", "--yes")
                        .exit())
                .isZero();
        assertThat(rows("SELECT id, status FROM switchback.schema_migrations ORDER BY id"))
                .containsExactly("000001_m | completed", "000002_m | completed", "000003_m | rolled_back");
        Courses.apply(folder, database);
    }

    @Test
    void theRowsOfGoose() {
        ProjectFolder project = keeping("goose");
        for (int i = 1; i <= 2; i++) {
            project.write("0000" + i + "_m.sql", """
                    -- +goose Up
                    CREATE TABLE m%1$d (id integer);
                    -- +goose Down
                    DROP TABLE m%1$d;
                    """.formatted(i));
        }
        ToolRecords.tables(Tool.GOOSE).forEach(database::execute);

        Courses.apply(folder, database);
        assertThat(rows("SELECT version_id, is_applied FROM goose_db_version ORDER BY id"))
                .containsExactly("0 | t", "1 | t", "2 | t");

        Courses.rollBack(folder, database, 1);
        assertThat(rows("SELECT version_id, is_applied FROM goose_db_version ORDER BY id"))
                .containsExactly("0 | t", "1 | t");
    }

    @Test
    void gooseFindsItsTableMadeAsItWouldMakeIt() {
        keeping("goose").write("00001_m.sql", "-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;\n");

        Courses.apply(folder, database);

        assertThat(rows("SELECT id, version_id, is_applied, tstamp IS NOT NULL FROM goose_db_version ORDER BY id"))
                .containsExactly("1 | 0 | t | t", "2 | 1 | t | t");
    }

    @Test
    void theVersionsOfRails() {
        ToolRecords.tables(Tool.RAILS).forEach(database::execute);
        keeping("rails").write("20260101090000_a.sql", "CREATE TABLE a (id integer);");

        Courses.apply(folder, database);

        assertThat(rows("SELECT version FROM schema_migrations")).containsExactly("20260101090000");
    }

    @Test
    void theThreeTablesOfAnSqlRunnerThatOneOfItsMigrationsMakes() {
        ProjectFolder project = keeping("sql-runner");
        project.migration("001_users", "CREATE TABLE users (id integer);", "DROP TABLE users;")
                .migration(
                        "002_tracking",
                        String.join(";\n", ToolRecords.tables(Tool.SQL_RUNNER)) + ";",
                        "DROP TABLE database_schema; DROP TABLE migration_history; DROP TABLE schema_migrations;"
                                + " DROP TYPE migration_status; DROP TYPE migration_type;")
                .write("003_orders.sql", """
                        -- Description: Orders of users
                        -- Type: create_table
                        -- Depends on: [001_users, 002_tracking]
                        -- @up
                        CREATE TABLE orders (id integer);
                        -- @down
                        DROP TABLE orders;
                        """);

        Courses.apply(folder, database);
        assertThat(rows("SELECT id, description, migration_type, status, depends_on, checksum = (SELECT checksum FROM"
                        + " switchback.schema_migrations l WHERE l.id = t.id) FROM schema_migrations t ORDER BY id"))
                .containsExactly(
                        "001_users | users | custom_sql | completed | {} | t",
                        "002_tracking | tracking | custom_sql | completed | {001_users} | t",
                        "003_orders | Orders of users | create_table | completed | {001_users,002_tracking} | t");
        assertThat(rows("SELECT version, last_migration, applied_migrations FROM database_schema"))
                .containsExactly("003 | 003_orders | {001_users,002_tracking,003_orders}");

        Courses.rollBack(folder, database, 1);
        assertThat(rows("SELECT status FROM schema_migrations ORDER BY id"))
                .containsExactly("completed", "completed", "rolled_back");
        assertThat(rows("SELECT migration_id, status FROM migration_history ORDER BY executed_at, migration_id"))
                .containsExactly(
                        "001_users | completed",
                        "002_tracking | completed",
                        "003_orders | completed",
                        "003_orders | rolled_back");

        Courses.rollBack(folder, database, 2);
        assertThat(database.query("SELECT to_regclass('public.schema_migrations') IS NULL"))
                .as("the way back takes the runner's tables away, and the ledger still knows")
                .isEqualTo("t");
    }

    @Test
    void whatIsStampedIsRecordedForTheToolToo() {
        keeping("dbmate").write("20260101090000_a.sql", "-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2;\n");

        new ToolShell(folder, database).run("stamp", "20260101090000_a", "--reason", "it is there", "--yes");

        assertThat(rows("SELECT version FROM schema_migrations")).containsExactly("20260101090000");
    }

    @Test
    void aFailedMigrationLeavesTheToolsTableAsItWas() {
        pairs(keeping("golang-migrate"), 1);
        new ProjectFolder(folder).write("000002_bad.up.sql", "CREATE TABLE m2 (id integer); SELECT nowhere();");

        assertThat(new ToolShell(folder, database).run("apply", "--yes").exit()).isEqualTo(1);

        assertThat(rows("SELECT version, dirty FROM schema_migrations")).containsExactly("1 | f");
    }

    @Test
    void aToolThatCannotBeKeptIsRefusedByName() {
        keeping("liquibase").write("001_a.sql", "SELECT 1;");

        ToolShell.Result result = new ToolShell(folder, database).run("status");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out()).contains("\\\"keep\\\" is \\\"liquibase\\\"").contains("golang-migrate");
    }

    @Test
    void tablesOfAnotherApplicationAreLeftAloneWhenTheProjectSaysSo() {
        ToolRecords.tables(Tool.GOLANG_MIGRATE).forEach(database::execute);
        database.execute("INSERT INTO schema_migrations VALUES (9, false)");
        pairs(keeping("none"), 2);

        Courses.apply(folder, database);

        assertThat(rows("SELECT version FROM schema_migrations")).containsExactly("9");
    }
}

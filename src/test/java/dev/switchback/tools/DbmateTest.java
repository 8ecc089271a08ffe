package dev.switchback.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** dbmate migrates, Switchback adopts, goes on and takes back, dbmate reads its own table. */
class DbmateTest {

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabases.postgres();

    private void write(String name, String up, String down) {
        new ProjectFolder(folder).write(name + ".sql", "-- migrate:up\n" + up + "\n\n-- migrate:down\n" + down + "\n");
    }

    @Test
    void dbmateReadsBackWhatSwitchbackDid() {
        write("20260101090000_create_trucks", "CREATE TABLE trucks (id integer);", "DROP TABLE trucks;");
        ToolProgram dbmate = ToolProgram.dbmate(folder, database);
        dbmate.succeeds("migrate");
        write("20260102090000_create_routes", "CREATE TABLE routes (id integer);", "DROP TABLE routes;");
        new ProjectFolder(folder)
                .write("20260103090000_index_routes.sql", """
                        -- migrate:up transaction:false
                        CREATE INDEX CONCURRENTLY routes_id ON routes (id);

                        -- migrate:down transaction:false
                        DROP INDEX routes_id;
                        """)
                .write("switchback.toml", "keep = \"dbmate\"\n");
        ToolShell.Result adopted = new ToolShell(folder, database).run("adopt", "--reason", "we move", "--yes");
        assertThat(adopted.exit()).as(adopted.out()).isZero();

        Courses.apply(folder, database);
        assertThat(dbmate.succeeds("status"))
                .contains("[X] 20260101090000_create_trucks.sql", "[X] 20260103090000_index_routes.sql")
                .contains("Applied: 3", "Pending: 0");

        Courses.rollBack(folder, database, 2);
        assertThat(dbmate.succeeds("status")).contains("Applied: 1", "[ ] 20260102090000_create_routes.sql");

        dbmate.succeeds("up");
        assertThat(new ToolShell(folder, database).run("status", "--check").exit())
                .as("what dbmate applied meanwhile does not run again")
                .isEqualTo(5);
        new ToolShell(folder, database).run("adopt", "--reason", "dbmate ran meanwhile", "--yes");
        assertThat(new ToolShell(folder, database).run("status", "--check").exit())
                .isZero();

        dbmate.succeeds("rollback");
        assertThat(dbmate.succeeds("status")).contains("Applied: 2");
        assertThat(new ToolShell(folder, database).run("status").out())
                .as("what dbmate took back meanwhile is said")
                .contains("taken_back_elsewhere");
        new ToolShell(folder, database).run("adopt", "--reason", "dbmate rolled back", "--yes");
        Courses.apply(folder, database);
        assertThat(dbmate.succeeds("status")).contains("Applied: 3", "Pending: 0");
    }

    @Test
    void aDatabaseThatSwitchbackMadeIsOneForDbmate() {
        write("20260101090000_create_trucks", "CREATE TABLE trucks (id integer);", "DROP TABLE trucks;");
        new ProjectFolder(folder).write("switchback.toml", "keep = \"dbmate\"\n");

        Courses.apply(folder, database);

        assertThat(ToolProgram.dbmate(folder, database).succeeds("status")).contains("Applied: 1", "Pending: 0");
    }
}

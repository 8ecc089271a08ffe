package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.support.ProjectFolder;
import dev.switchback.support.SwitchbackProcess;
import dev.switchback.support.Terminal;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl+C in the middle of a run, and a reader that goes away, on the real program. */
class InterruptedProcessTest {

    @TempDir
    Path folder;

    private static boolean isAsleep(TestDatabase database) {
        return !database.query("SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'")
                .isEmpty();
    }

    @Test
    void ctrlCOnPostgresTakesTheRunningMigrationBackAndSaysSo() throws Exception {
        TestDatabase database = TestDatabases.postgres();
        new ProjectFolder(folder)
                .migration("001_one", "CREATE TABLE one (id integer);", "DROP TABLE one;")
                .migration("002_two", "CREATE TABLE two (id integer);\nSELECT pg_sleep(50);", "DROP TABLE two;");
        try (Terminal terminal = new Terminal(folder, database)) {
            assertThat(terminal.interrupt(() -> isAsleep(database), "apply", "--yes"))
                    .isEqualTo(130);

            assertThat(terminal.output()).contains("Cancelled. Rolled back; nothing of 002_two is left");
        }
        assertThat(database.query("SELECT string_agg(tablename, ',') FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("one");
    }

    @Test
    void ctrlCOnH2LeavesALedgerThatKnowsHowFarItCame() throws Exception {
        TestDatabase database =
                new TestDatabase("jdbc:h2:file:" + folder.resolve("db") + ";AUTO_SERVER=TRUE", "sa", "");
        new ProjectFolder(folder)
                .migration(
                        "001_one",
                        "CREATE TABLE one (id integer);\nSELECT count(*) FROM system_range(1, 9000000000) WHERE x % 7 = 3;",
                        "DROP TABLE one;");
        try (Terminal terminal = new Terminal(folder, database)) {
            assertThat(terminal.interrupt(
                            () -> Files.exists(folder.resolve("db.lock.db")) && exists(database), "apply", "--yes"))
                    .isEqualTo(130);

            assertThat(terminal.output()).contains("Cancelled. Statement 1 of 2 stays applied");
        }
        assertThat(new SwitchbackProcess(folder, database).run("status").output())
                .contains("stopped after statement 1 of 2");
    }

    private static boolean exists(TestDatabase database) {
        return !database.query("SELECT 1 FROM information_schema.tables WHERE table_name = 'ONE'")
                .isEmpty();
    }

    /** The terminal tells Ctrl+C to the Python of the migration, too. */
    @Test
    void ctrlCWhileAPythonMigrationWaitsTakesItBackAndSaysSo() throws Exception {
        TestDatabase database = TestDatabases.postgres();
        new ProjectFolder(folder).write("migrations/001_one.py", """
                import time

                def apply(connection):
                    connection.cursor().execute("CREATE TABLE one (id integer)")
                    print("waits now", flush=True)
                    time.sleep(50)

                def rollback(connection):
                    connection.cursor().execute("DROP TABLE one")
                """);
        try (Terminal terminal = new Terminal(folder, database)) {
            assertThat(terminal.interrupt(() -> terminal.messages().contains("waits now"), "apply", "--yes"))
                    .isEqualTo(130);

            assertThat(terminal.output()).contains("Cancelled. Rolled back; nothing of 001_one is left");
        }
        assertThat(database.query("SELECT to_regclass('one') IS NULL")).isEqualTo("t");
    }
}

package dev.switchback.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.Switchback;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.database.ConnectionTest;
import dev.switchback.engine.tool.Tool;
import dev.switchback.engine.tool.ToolTable;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose table it is that a database carries. */
class RecognitionTest {

    @TempDir
    Path folder;

    private List<ToolTable> found(TestDatabase database) {
        new ProjectFolder(folder).migration("001_a", "CREATE TABLE a (id integer);", "DROP TABLE a;");
        try (TargetDatabase target = Switchback.open(folder).on(database.settings())) {
            return target.status().tools();
        }
    }

    private static TestDatabase with(Tool tool) {
        TestDatabase database = TestDatabases.postgres();
        ToolRecords.tables(tool).forEach(database::execute);
        return database;
    }

    @ParameterizedTest
    @EnumSource
    void theTableOfATool(Tool tool) {
        TestDatabase database = with(tool);

        assertThat(found(database)).extracting(ToolTable::tool).containsExactly(tool);
        assertThat(ConnectionTest.of(database.settings()).sentence()).contains("found " + tool.title() + "'s table ");
    }

    @Test
    void statusCreatesNothing() {
        TestDatabase database = with(Tool.GOOSE);

        found(database);

        assertThat(database.query("SELECT count(*) FROM pg_namespace WHERE nspname = 'switchback'"))
                .isEqualTo("0");
    }

    @Test
    void aTableOfThatNameWithOtherColumnsIsNobodys() {
        TestDatabase database = TestDatabases.postgres();
        database.execute(
                "CREATE TABLE flyway_schema_history (id integer, note text)",
                "CREATE TABLE schema_migrations (version bigint, inserted_at timestamp)",
                "CREATE TABLE changes (id integer, change text)",
                "CREATE TABLE migration_history (entry integer, what text)");

        assertThat(found(database)).isEmpty();
    }

    @Test
    void ourOwnLedgerIsNoOtherTools() {
        TestDatabase database = TestDatabases.postgres();
        database.execute("CREATE TABLE switchback_before (id integer)");
        found(database);
        Courses.apply(folder, database);

        assertThat(found(database)).isEmpty();
    }

    @Test
    void whatTheUserMayNotReadIsNotSpokenOf() {
        TestDatabase database = with(Tool.FLYWAY);
        database.execute(
                "CREATE ROLE reader_%s LOGIN PASSWORD 'only-for-tests'".formatted(name(database)),
                "GRANT USAGE ON SCHEMA public TO reader_%s".formatted(name(database)));
        TestDatabase reader = new TestDatabase(database.url(), "reader_" + name(database), "only-for-tests");

        assertThat(found(reader)).isEmpty();
    }

    private static String name(TestDatabase database) {
        return database.url().substring(database.url().lastIndexOf('/') + 1);
    }

    @Test
    void bothSpellingsOnH2() {
        TestDatabase database = TestDatabases.h2();
        database.execute("""
                CREATE TABLE "flyway_schema_history" ("installed_rank" integer, "version" varchar, "description" varchar,
                    "type" varchar, "script" varchar, "checksum" integer, "installed_by" varchar,
                    "installed_on" timestamp, "execution_time" integer, "success" boolean)""", """
                CREATE TABLE databasechangelog (id varchar, author varchar, filename varchar, dateexecuted timestamp,
                    orderexecuted integer, exectype varchar, md5sum varchar)""");

        assertThat(found(database))
                .extracting(ToolTable::place)
                .containsExactly("PUBLIC.flyway_schema_history", "PUBLIC.DATABASECHANGELOG");
    }
}

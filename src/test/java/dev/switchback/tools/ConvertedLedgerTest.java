package dev.switchback.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Project;
import dev.switchback.engine.migration.ProjectConfig;
import dev.switchback.engine.source.ProjectReader;
import dev.switchback.support.AlembicTarget;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A converted project goes on where a database stands, after one command. */
class ConvertedLedgerTest {

    private static final Path SAMPLES = Path.of("migrations-samples");
    private static final String BOOKINGS = "database/migrations/bookings";

    @TempDir
    Path folder;

    private ConvertedSet converted(String sample, String set) {
        ProjectFolder.copy(SAMPLES.resolve(sample), folder.resolve("project"));
        return new ConvertedSet(folder.resolve("project"), set, folder.resolve("converted"));
    }

    private static String findings(ToolShell.Result status) {
        return status.json().findValuesAsText("code").toString();
    }

    @Test
    void whatAlembicAppliedIsAdopted() {
        ConvertedSet set = converted("alembic-two-databases", BOOKINGS);
        TestDatabase database = TestDatabases.postgres();
        new AlembicTarget(set.project(), BOOKINGS, database, "BOOKINGS_DATABASE_URL")
                .alembic()
                .run("upgrade", "005");
        set.convert(database);
        ToolShell shell = new ToolShell(set.folder(), database);

        assertThat(shell.run("apply", "--yes").exit()).as("nothing runs twice").isEqualTo(5);
        ToolShell.Result adopted = shell.run("adopt", "--reason", "leaves Alembic", "--yes");

        assertThat(adopted.exit()).as(adopted.out()).isZero();
        assertThat(shell.run("apply", "--yes").exit()).isZero();
        assertThat(shell.run("status", "--check").exit()).isZero();
        assertThat(shell.run("rollback", "--steps", "4", "--yes").exit()).isZero();
        ToolShell.Result again = shell.run("apply", "--yes");
        assertThat(again.exit())
                .as("alembic_version has stayed behind: " + again.out())
                .isZero();
        assertThat(shell.run("rollback", "--all", "--yes").exit()).isZero();
        assertThat(database.query("SELECT string_agg(tablename, ',') FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("alembic_version");
    }

    @Test
    void whatSwitchbackAppliedIsAcceptedAtOnce() {
        ConvertedSet set = converted("python-projects", "main");
        TestDatabase database = TestDatabases.postgres();
        ConvertedSet.run(set.project(), "main", database, Direction.UP);
        set.convert(database);
        ToolShell shell = new ToolShell(set.folder(), database);
        assertThat(findings(shell.run("status"))).contains("modified");

        ToolShell.Result accepted = shell.run("accept", "--all", "--reason", "converted", "--yes");

        assertThat(accepted.exit()).as(accepted.out()).isZero();
        assertThat(accepted.json().path("recorded")).hasSize(4);
        assertThat(shell.run("status", "--check").exit()).isZero();
        assertThat(shell.run("accept", "--all", "--reason", "again", "--yes").exit())
                .isEqualTo(2);
        assertThat(shell.run("rollback", "--all", "--yes").exit()).isZero();
        assertThat(shell.run("apply", "--yes").exit()).isZero();
        assertThat(database.query("SELECT count(*) FROM flow_steps")).isEqualTo("5");
    }

    @Test
    void allIsForAccepting() {
        ConvertedSet set = converted("plain-jobs", "jobs");
        ToolShell shell = new ToolShell(set.project(), TestDatabases.h2());

        assertThat(shell.run("stamp", "--all", "--reason", "x", "--yes").exit()).isEqualTo(2);
        assertThat(shell.run("accept", "001", "--all", "--reason", "x", "--yes").exit())
                .isEqualTo(2);
    }

    @Test
    void whatTheSettingsSayOfTheSetComesAlong() {
        ProjectFolder files = new ProjectFolder(folder.resolve("project"))
                .write("switchback.toml", """
                        naming = "timestamp"
                        ledger_schema = "book_keeping"
                        guarded = ["prod", "hall of fame"]
                        keep = "flyway"
                        interpreter = "python3"

                        [placeholders]
                        kind = "bigint"
                        "odd name" = 'with "quotes" and \\'

                        [timeouts]
                        lock = "7s"

                        [hooks]
                        before_each = \"""
                        SET LOCAL work_mem = '32MB';
                        SET LOCAL search_path = "public";
                        \"""

                        [[sets]]
                        id = "orders"
                        path = "orders"

                        [[sets.phases]]
                        name = "first"
                        migrations = ["V1"]

                        [[sets.phases]]
                        name = "second"
                        gate = "Somebody has looked"
                        migrations = ["V2"]

                        [[sets]]
                        id = "stock"
                        path = "stock"
                        """)
                .write("orders/V1__a.sql", "CREATE TABLE a (id ${kind});\n")
                .write("orders/V2__b.sql", "CREATE TABLE b (id integer);\n")
                .write("stock/V1__c.sql", "CREATE TABLE c (id integer);\n");
        ConvertedSet set = new ConvertedSet(files.path(), "orders", folder.resolve("converted"));

        JsonNode json = set.proved(TestDatabases.postgres());

        Project before = ProjectReader.read(files.path());
        Project after = ProjectReader.read(set.folder());
        ProjectConfig config = after.config();
        assertThat(set.after().phases()).isEqualTo(set.before().phases());
        assertThat(config.ledgerSchema()).isEqualTo("book_keeping");
        assertThat(config.guarded()).isEqualTo(before.config().guarded());
        assertThat(config.naming()).isEqualTo(before.config().naming());
        assertThat(config.placeholders()).isEqualTo(before.config().placeholders());
        assertThat(config.timeouts()).isEqualTo(before.config().timeouts());
        assertThat(config.kept().of("orders")).contains("flyway");
        assertThat(config.hooks().beforeEach().orElseThrow().text())
                .isEqualTo(before.config().hooks().beforeEach().orElseThrow().text());
        assertThat(json.path("remarks").toString()).contains("the other sets and the interpreter");
    }
}

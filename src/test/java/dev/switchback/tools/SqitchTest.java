package dev.switchback.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Dependencies;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.source.ProjectReader;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sqitch project opened as it is; deployed by sqitch, adopted and continued here, read back by sqitch. */
class SqitchTest {

    @TempDir
    static Path made;

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabases.postgres();

    /** By sqitch itself, once: it takes its time. */
    @BeforeAll
    static void makeProject() {
        ToolProgram sqitch = ToolProgram.sqitch(made);
        sqitch.succeeds("init", "fleet", "--engine", "pg");
        sqitch.succeeds("add", "trucks", "-n", "Trucks of the fleet");
        write(made, "deploy/trucks", "CREATE TABLE trucks (id integer PRIMARY KEY);");
        write(made, "revert/trucks", "DROP TABLE trucks;");
        write(made, "verify/trucks", "SELECT id FROM trucks WHERE false;");
        sqitch.succeeds("add", "views/plates", "--requires", "trucks", "-n", "Plates");
        write(made, "deploy/views/plates", "CREATE VIEW plates AS SELECT id AS plate FROM trucks;");
        write(made, "revert/views/plates", "DROP VIEW plates;");
        write(made, "verify/views/plates", "SELECT 1 / count(*) FROM pg_views WHERE viewname = 'plates';");
        sqitch.succeeds("tag", "v1.0", "-n", "first");
        sqitch.succeeds("rework", "views/plates", "-n", "Plates with the year");
        write(
                made,
                "deploy/views/plates",
                "CREATE OR REPLACE VIEW plates AS SELECT id AS plate, 2026 AS year FROM trucks;");
        write(made, "revert/views/plates", "DROP VIEW plates; CREATE VIEW plates AS SELECT id AS plate FROM trucks;");
        write(made, "verify/views/plates", "SELECT year FROM plates WHERE false;");
    }

    private static void write(Path folder, String name, String sql) {
        String end = name.startsWith("verify") ? "ROLLBACK;" : "COMMIT;";
        new ProjectFolder(folder)
                .write(name + ".sql", "-- fleet:" + name + "\n\nBEGIN;\n\n" + sql + "\n\n" + end + "\n");
    }

    @BeforeEach
    void copyProject() {
        ProjectFolder.copy(made, folder);
    }

    /** A further change, as sqitch would write it into its plan. */
    private void stops(String verify) throws IOException {
        Files.writeString(
                folder.resolve("sqitch.plan"),
                "stops [trucks !legacy:stops] 2026-11-24T10:00:00Z Ada Miller <ada@fleet.example> # Stops\n",
                StandardOpenOption.APPEND);
        write(folder, "deploy/stops", "CREATE TABLE stops (id integer);");
        write(folder, "revert/stops", "DROP TABLE stops;");
        write(folder, "verify/stops", verify);
    }

    private String sqitch(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--target", ToolProgram.address(database).replace("postgres://", "db:pg://")));
        return ToolProgram.sqitch(folder).succeeds(all.toArray(String[]::new));
    }

    private ToolShell shell() {
        return new ToolShell(folder, database);
    }

    @Test
    void thePlanIsReadWithItsDependenciesAndReworkedChanges() throws IOException {
        stops("SELECT id FROM stops WHERE false;");

        MigrationSet set = ProjectReader.read(folder).sets().getFirst();

        assertThat(set.layout().text()).isEqualTo("sqitch");
        assertThat(set.problems().files()).isEmpty();
        assertThat(set.migrations())
                .extracting(migration -> migration.id().value())
                .containsExactly("trucks", "views/plates", "views/plates#2", "stops");
        assertThat(set.find(new MigrationId("views/plates"))
                        .orElseThrow()
                        .source()
                        .path())
                .endsWith(Path.of("deploy/views/plates@v1.0.sql"));
        assertThat(set.find(new MigrationId("views/plates")).orElseThrow().dependencies())
                .isEqualTo(new Dependencies(List.of(new MigrationId("trucks")), Dependencies.Origin.DECLARED));
        assertThat(set.find(new MigrationId("views/plates#2")).orElseThrow().needs())
                .extracting(MigrationId::value)
                .containsExactly("views/plates");
        assertThat(set.problems().of(new MigrationId("stops")).toString()).contains("conflicts with legacy:stops");
        assertThat(set.find(new MigrationId("trucks")).orElseThrow().header().description())
                .isEqualTo("Trucks of the fleet");
    }

    @Test
    void whatSqitchDeployedIsAdoptedAndContinuedAndSqitchVerifiesIt() throws IOException {
        sqitch("deploy", "--verify");
        stops("SELECT id FROM stops WHERE false;");

        ToolShell.Result adopted = shell().run("adopt", "--reason", "we move", "--yes");
        assertThat(adopted.exit()).as(adopted.out()).isZero();
        assertThat(adopted.json().path("consequence").asText())
                .contains("sqitch would take what Switchback applies for pending")
                .contains("sqitch deploy --log-only");
        assertThat(shell().run("status").out()).contains("not_kept");
        assertThat(Rows.of(database, "SELECT id, status FROM switchback.schema_migrations ORDER BY applied_order"))
                .containsExactly("trucks | completed", "views/plates | completed", "views/plates#2 | completed");
        assertThat(Rows.of(database, "SELECT count(*) FROM sqitch.changes")).containsExactly("3");

        Courses.apply(folder, database);
        assertThat(sqitch("status"))
                .as("its registry is adopted only, not kept")
                .contains("Undeployed change", "stops");
        sqitch("deploy", "--log-only");
        assertThat(sqitch("verify")).contains("Verify successful");
        assertThat(sqitch("status")).contains("Nothing to deploy (up-to-date)");

        Courses.rollBack(folder, database, 1);
        assertThat(database.query("SELECT to_regclass('stops') IS NULL")).isEqualTo("t");
    }

    @Test
    void aVerifyScriptThatFailsTakesTheChangeBackAndLeavesNothing() throws IOException {
        stops("INSERT INTO trucks VALUES (1); SELECT nothing FROM stops;");

        ToolShell.Result result = shell().run("apply", "--yes");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.json().path("error").path("message").asText()).contains("nothing");
        assertThat(result.json().path("error").path("file").asText()).endsWith("verify/stops.sql");
        assertThat(database.query("SELECT to_regclass('stops') IS NULL AND to_regclass('plates') IS NOT NULL"))
                .isEqualTo("t");
        assertThat(database.query("SELECT count(*) FROM trucks")).isEqualTo("0");
    }

    @Test
    void whatAVerifyScriptWritesIsTakenBack() throws IOException {
        stops("INSERT INTO stops VALUES (1);");

        Courses.apply(folder, database);

        assertThat(database.query("SELECT count(*) FROM stops")).isEqualTo("0");
    }

    @Test
    void allOfItGoesUpAndDownWithoutSqitch() throws IOException {
        stops("SELECT id FROM stops WHERE false;");

        Courses.apply(folder, database);
        assertThat(database.query(
                        "SELECT string_agg(attname, ',') FROM pg_attribute WHERE attrelid = 'plates'::regclass"))
                .isEqualTo("plate,year");
        Courses.rollBack(folder, database, 4);

        assertThat(database.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("0");
    }

    @Test
    void aMissingScriptAndABrokenLineAreErrorsOfTheirOwn() throws IOException {
        stops("SELECT 1;");
        assertThat(folder.resolve("deploy/stops.sql").toFile().delete()).isTrue();
        MigrationSet missing = ProjectReader.read(folder).sets().getFirst();
        assertThat(missing.problems().files()).hasSize(1);
        assertThat(missing.problems().files().getFirst().finding().message()).contains("deploy script is missing");
        assertThat(missing.migrations()).hasSize(3);

        new ProjectFolder(folder).write("sqitch.plan", "%syntax-version=1.0.0\n%project=fleet\n\nwhat is this\n");
        MigrationSet broken = ProjectReader.read(folder).sets().getFirst();
        assertThat(broken.problems().files().getFirst().finding().message()).contains("line 4 is neither");
    }
}

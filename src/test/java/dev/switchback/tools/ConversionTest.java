package dev.switchback.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.source.ProjectReader;
import dev.switchback.support.DatabaseKind;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any set becomes annotated files that do the same. */
class ConversionTest {

    @TempDir
    Path folder;

    private Path project() {
        return folder.resolve("project");
    }

    private Path converted() {
        return folder.resolve("converted");
    }

    private ProjectFolder files() {
        return new ProjectFolder(project());
    }

    private ToolShell.Result convert(TestDatabase database) {
        return new ToolShell(project(), database)
                .run("convert", "--to", converted().toString());
    }

    /** The structure is proved, and ids, order and needs are what they were. */
    private void provedSame(TestDatabase database) {
        ToolShell.Result result = convert(database);
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.json().path("proof").asText()).isEqualTo("same_structure");
        MigrationSet before = ProjectReader.read(project()).sets().getFirst();
        MigrationSet after = ProjectReader.read(converted()).sets().getFirst();
        assertThat(after.layout().text()).isEqualTo("annotated");
        assertThat(after.name()).isEqualTo(before.name());
        assertThat(after.problems().files()).isEmpty();
        assertThat(after.migrations())
                .extracting(Migration::id)
                .isEqualTo(before.migrations().stream().map(Migration::id).toList());
        assertThat(after.migrations())
                .extracting(Migration::needs)
                .isEqualTo(before.migrations().stream().map(Migration::needs).toList());
        assertThat(after.migrations())
                .extracting(migration -> migration.scripts().transaction())
                .isEqualTo(before.migrations().stream()
                        .map(migration -> migration.scripts().transaction())
                        .toList());
        assertThat(after.migrations())
                .extracting(migration ->
                        migration.digests().upTokens() + migration.digests().downTokens())
                .as("by their tokens, so that a ledger fits both")
                .isEqualTo(before.migrations().stream()
                        .map(migration -> migration.digests().upTokens()
                                + migration.digests().downTokens())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"annotated-shop", "plain-jobs"})
    void everySampleKeepsItsStructure(String sample) throws IOException {
        ProjectFolder.copy(Path.of("migrations-samples", sample), project());

        provedSame(TestDatabases.postgres());
    }

    @ParameterizedTest
    @EnumSource
    void flywayWithWaysDownAndRepeatables(DatabaseKind kind) {
        files().write("V1__a.sql", "-- Description: only words\nCREATE TABLE a (id integer);\n")
                .write("U1__a.sql", "DROP TABLE a;\n")
                .write("V2__b.sql", "CREATE TABLE b (id integer);\nCREATE INDEX b_id ON b (id);")
                .write("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS one;\n");

        provedSame(kind.fresh());
    }

    @Test
    void pairsFoldersAndIncludesAndPlaceholders() throws IOException {
        files().write("switchback.toml", "[placeholders]\nkind = \"bigint\"\n")
                .write("2026-01-01-000000_a/up.sql", "CREATE TABLE a (id ${kind});\n")
                .write("2026-01-01-000000_a/down.sql", "DROP TABLE a;\n")
                .write("2026-01-02-000000_b/up.sql", "BEGIN;\nCREATE TABLE b (id integer);\nCOMMIT;\n\\ir more.sql\n")
                .write("2026-01-02-000000_b/more.sql", "CREATE TABLE c (id integer);\n")
                .write("2026-01-02-000000_b/down.sql", "DROP TABLE c;\nDROP TABLE b;\n");

        provedSame(TestDatabases.postgres());

        assertThat(converted().resolve("2026-01-01-000000_a.sql")).content().contains("CREATE TABLE a (id ${kind});");
        assertThat(converted().resolve("2026-01-02-000000_b.sql")).content().contains("CREATE TABLE c (id integer);");
    }

    @Test
    void gooseAndDbmateLoseTheirMarkersAndKeepTheirMeaning() {
        files().write("00001_a.sql", """
                        -- +goose Up
                        -- +goose StatementBegin
                        CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 1;';
                        -- +goose StatementEnd
                        -- +goose Down
                        DROP FUNCTION one();
                        """).write("00002_b.sql", """
                        -- migrate:up transaction:false
                        CREATE TABLE b (id integer);
                        CREATE INDEX CONCURRENTLY b_id ON b (id);
                        -- migrate:down
                        DROP TABLE b;
                        """);

        provedSame(TestDatabases.postgres());

        assertThat(converted().resolve("00002_b.sql"))
                .content()
                .contains("-- Transaction: off", "-- @up", "-- @down")
                .doesNotContain("migrate:");
    }

    @Test
    void aSqitchPlanKeepsItsOrderAndItsVerifyScripts() {
        files().write("sqitch.plan", """
                        %syntax-version=1.0.0
                        %project=fleet

                        zebra 2026-11-24T10:00:00Z Ada Miller <ada@fleet.example> # First
                        views/ape [zebra] 2026-11-24T10:01:00Z Ada Miller <ada@fleet.example> # Second
                        bee [zebra] 2026-11-24T10:02:00Z Ada Miller <ada@fleet.example> # Third
                        """)
                .write("deploy/zebra.sql", "BEGIN;\nCREATE TABLE zebra (id integer);\nCOMMIT;\n")
                .write("revert/zebra.sql", "BEGIN;\nDROP TABLE zebra;\nCOMMIT;\n")
                .write(
                        "verify/zebra.sql",
                        "BEGIN;\nSELECT id FROM zebra WHERE false;\nINSERT INTO zebra VALUES (1);\nROLLBACK;\n")
                .write("deploy/views/ape.sql", "CREATE VIEW ape AS SELECT id FROM zebra;\n")
                .write("deploy/bee.sql", "CREATE TABLE bee (id integer);\n");
        TestDatabase database = TestDatabases.postgres();

        ToolShell.Result result = convert(database);

        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.json().path("proof").asText()).isEqualTo("same_structure");
        MigrationSet after = ProjectReader.read(converted()).sets().getFirst();
        assertThat(after.migrations())
                .extracting(migration -> migration.id().value())
                .containsExactly("zebra", "views_ape", "bee");
        assertThat(result.json().path("dependencies").asText()).isEqualTo("extended");
        assertThat(converted().resolve("zebra.sql")).content().contains("-- @verify");
        assertThat(result.json().path("remarks").toString()).contains("views/ape is called views_ape now");
        Courses.apply(converted(), database);
        assertThat(database.query("SELECT count(*) FROM zebra")).isEqualTo("0");
    }

    @Test
    void aLedgerFitsTheConvertedFiles() {
        TestDatabase database = TestDatabases.postgres();
        files().write("001_a.up.sql", "CREATE TABLE a (id integer);\n")
                .write("001_a.down.sql", "DROP TABLE a;\n")
                .write("002_b.up.sql", "CREATE TABLE b (id integer);\n")
                .write("002_b.down.sql", "DROP TABLE b;\n");
        Courses.apply(project(), database);

        convert(database);

        ToolShell.Result status = new ToolShell(converted(), database).run("status", "--check");
        assertThat(status.exit()).as(status.out()).isZero();
        Courses.rollBack(converted(), database, 2);
        assertThat(database.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatCanBeTakenBackIsTakenBack(DatabaseKind kind) {
        files().migration("001_a", "CREATE TABLE a (id integer);", "DROP TABLE a;")
                .write(
                        "002_b.sql",
                        "-- Irreversible: for ever\n-- @up\nCREATE TABLE b (id integer);\n-- @down\nDROP TABLE b;\n")
                .migration("003_c", "CREATE TABLE c (id integer);", "DROP TABLE c;");

        assertThat(convert(kind.fresh()).json().path("taken_back").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-- @up\n", ""})
    void largeDataComesAlong(String marker) {
        String text =
                marker + "CREATE TABLE t (w text);\nCOPY t FROM STDIN;\n" + "0123456789\n".repeat(120_000) + "\\.\n";
        files().write("001_large.sql", text);
        TestDatabase database = TestDatabases.postgres();

        assertThat(convert(database).json().path("proof").asText()).isEqualTo("same_structure");

        Courses.apply(converted(), database);
        assertThat(database.query("SELECT count(*) || ' ' || min(w) FROM t")).isEqualTo("120000 0123456789");
    }

    @Test
    void largeDataThatIsIncludedIsRefusedByName() {
        files().write("001_large.sql", "CREATE TABLE t (w text);\n\\ir data.sql\n")
                .write("data.sql", "COPY t FROM STDIN;\n" + "0123456789\n".repeat(120_000) + "\\.\n");

        ToolShell.Result refused = convert(TestDatabases.postgres());

        assertThat(refused.json().path("error").path("code").asText()).isEqualTo("too_large");
        assertThat(refused.json().path("error").path("message").asText()).contains("data.sql");
        assertThat(converted()).doesNotExist();
    }

    @Test
    void nothingIsOverwrittenAndFilesInErrorAreNotConverted() {
        TestDatabase database = TestDatabases.h2();
        files().write("001_a.sql", "CREATE TABLE a (id integer);");
        new ProjectFolder(converted()).write("mine.txt", "mine");
        assertThat(convert(database).json().path("error").path("code").asText()).isEqualTo("folder_exists");
        assertThat(converted().resolve("001_a.sql")).doesNotExist();

        files().write("002_b.sql", "SELECT 'not closed;");
        ToolShell.Result broken = new ToolShell(project(), database)
                .run("convert", "--to", folder.resolve("other").toString());
        assertThat(broken.json().path("error").path("code").asText()).isEqualTo("file_in_error");
        assertThat(folder.resolve("other")).doesNotExist();
    }
}

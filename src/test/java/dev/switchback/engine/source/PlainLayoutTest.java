package dev.switchback.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.MigrationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainLayoutTest {

    @TempDir
    Path root;

    private SourceFolder project;

    @BeforeEach
    void open() {
        project = new SourceFolder(root);
    }

    @ParameterizedTest
    @CsvSource({
        "001_a.up.sql,           001_a.down.sql,           001_a",
        "001_create.up.sql,      001_remove.down.sql,      001_create",
        "V1__a.sql,              U1__a.sql,                V1__a",
        "V1_2__a.sql,            U1.2__other words.sql,    V1_2__a",
        "001_a.sql,              down/001_a.sql,           001_a",
        "001_a.sql,              down/001_a.down.sql,      001_a",
        "001_a.sql,              undo/001_other.sql,       001_a",
        "2019-01-01-123456_a/up.sql, 2019-01-01-123456_a/down.sql, 2019-01-01-123456_a"
    })
    void wayDownIsFoundBesideTheWayUp(String up, String down, String id) {
        project.scripts(up, down);

        assertThat(project.ids()).containsExactly(id);
        assertThat(project.migration(id).scripts().down()).isPresent();
        assertThat(project.migration(id).source().companions())
                .extracting(file -> root.relativize(file).toString())
                .containsExactly(down);
        assertThat(project.read().problems().general()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "V1__a.sql,          V01__b.sql",
        "V1__a.sql,          V1.0__b.sql",
        "V1_1__a.sql,        V1.1__b.sql",
        "003_a.sql,          003_b.sql",
        "003_a.sql,          3_b.sql",
        "20240101120000_a.sql, 20240101120000_b.sql",
        "001_a.sql,          001_a.up.sql",
        "001_a.sql,          other/001_a.sql"
    })
    void oneNumberTwiceIsAnErrorOfBothFiles(String first, String second) {
        project.scripts(first, second);

        assertThat(project.read().problems().files()).hasSize(2).allSatisfy(error -> {
            assertThat(error.finding().code()).isEqualTo(FindingCode.DUPLICATE_ID);
            assertThat(error.finding().message()).contains(first).contains(second);
        });
    }

    @Test
    void descriptionsKeepTheFirstLetterOfTheName() {
        assertThat(Descriptions.fromName(new MigrationId("002_tracking"))).isEqualTo("tracking");
        assertThat(Descriptions.fromName(new MigrationId("V1_2__ttl"))).isEqualTo("ttl");
        assertThat(Descriptions.fromName(new MigrationId("20251007T1050-001_jobs")))
                .isEqualTo("jobs");
        assertThat(Descriptions.fromName(new MigrationId("20251007"))).isEqualTo("20251007");
    }

    @Test
    void whatFollowsAnErrorIsBlocked() {
        project.scripts("001_a.sql", "001_b.sql", "002_c.sql", "003_d.sql");

        assertThat(project.findings("002_c")).containsExactly("blocked:0");
        assertThat(project.message("002_c", FindingCode.BLOCKED)).startsWith("it needs 001_b, which is in error");
        assertThat(project.message("003_d", FindingCode.BLOCKED)).startsWith("it needs 002_c, which is blocked itself");
    }

    @Test
    void severalMigrationsMayShareADay() {
        project.scripts("20240101_a.sql", "20240101_b.sql", "2024-01-02_c.sql", "2024-01-02_d.sql");

        assertThat(project.ids()).containsExactly("20240101_a", "20240101_b", "2024-01-02_c", "2024-01-02_d");
    }

    @Test
    void unusualNamesAreNames() {
        project.scripts("001 with space.sql", "002:colon.sql", "003_größe_и_名.sql", "004.with.dots.sql");

        assertThat(project.ids()).containsExactly("001 with space", "002:colon", "003_größe_и_名", "004.with.dots");
    }

    @Test
    void linkedFileIsReadLikeAnyOther(@TempDir Path elsewhere) throws IOException {
        Path target = Files.writeString(elsewhere.resolve("shared.sql"), "SELECT 1;");
        Files.createSymbolicLink(root.resolve("001_shared.sql"), target);

        assertThat(project.ids()).containsExactly("001_shared");
    }

    @Test
    void downWithoutUpIsNoted() {
        project.scripts("001_a.up.sql", "002_b.down.sql");

        assertThat(project.read().problems().general())
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo(FindingCode.DOWN_WITHOUT_UP))
                .satisfies(finding -> assertThat(finding.message()).contains("002_b.down.sql"));
    }

    @Test
    void foldersForBothWaysAreOneSet() {
        project.scripts("up/001_a.sql", "down/001_a.sql");

        assertThat(project.read().name()).isEqualTo("main");
        assertThat(project.migration("001_a").scripts().down()).isPresent();
    }

    @Test
    void linkToAFolderDoesNotLeadInACircle() throws IOException {
        project.scripts("001_a.sql");
        Files.createSymbolicLink(root.resolve("again"), root);

        assertThat(project.ids()).containsExactly("001_a");
        assertThat(project.errors()).isEmpty();
    }

    @Test
    void commandsThatMeanNothingHereAreNamed() {
        project.write("001_dump.sql", """
                \\restrict abc
                SELECT 1;
                COPY t FROM STDIN;
                \\echo data
                \\.
                \\echo done
                """);

        assertThat(project.errors()).isEmpty();
        assertThat(project.findings("001_dump")).containsExactly("meta_command:1", "meta_command:6");
    }

    @Test
    void rollbackScriptIsRememberedAndNeverAMigration() {
        project.scripts("001_a.sql", "rollback.sql");

        assertThat(project.ids()).containsExactly("001_a");
        assertThat(project.read().problems().rollbackScript()).contains(root.resolve("rollback.sql"));
    }

    @Test
    void filesThatAreNoMigrationsAreNamed() {
        project.scripts(
                "001_a.sql", "schema.sql", "fix_colors.py", "002_notes.txt", "README.md", "files.txt", ".x.sql");

        assertThat(project.read().problems().general())
                .extracting(Finding::code)
                .containsOnly(FindingCode.NOT_A_MIGRATION);
        assertThat(project.read().problems().general())
                .extracting(finding -> finding.message().split(" ", 2)[0])
                .containsExactlyInAnyOrder("schema.sql", "fix_colors.py", "002_notes.txt");
    }

    @Test
    void callbacksOfFlywayAreNamedUntilAHookRunsThem() {
        project.scripts(
                "V1__a.sql", "sql/beforeMigrate.sql", "sql/afterMigrate__views.sql", "sql/afterEachMigrateError.sql");
        project.write("switchback.toml", "[hooks]\nafter_all = '\\i sql/afterMigrate__views.sql'\n");

        assertThat(project.ids()).containsExactly("V1__a");
        assertThat(project.read().problems().general())
                .extracting(Finding::message)
                .containsExactly(
                        "sql/afterEachMigrateError.sql is a callback of Flyway's and is not run; Switchback has no such moment",
                        "sql/beforeMigrate.sql is a callback of Flyway's and is not run. With before_all = '\\i "
                                + "sql/beforeMigrate.sql' under [hooks] in switchback.toml it is");
    }

    @Test
    void stepInAnotherLanguageHoldsUpWhatFollows() {
        project.scripts("001_a.sql", "002_backfill.py", "003_c.sql");

        assertThat(project.errors()).containsExactly("002_backfill:1");
        assertThat(project.error().finding().message()).contains("another language (.py)");
        assertThat(project.findings("001_a")).isEmpty();
        assertThat(project.findings("003_c")).containsExactly("blocked:0");
    }

    @Test
    void repeatableScriptsComeLastAndNothingWaitsForThem() {
        project.scripts("R__a_view.sql", "V1__table.sql", "V2__more.sql");

        assertThat(project.ids()).containsExactly("V1__table", "V2__more", "R__a_view");
        assertThat(project.migration("R__a_view").isRepeatable()).isTrue();
        assertThat(project.migration("R__a_view").needs()).isEmpty();
        assertThat(project.migration("V1__table").needs()).isEmpty();
    }

    @Test
    void plainScriptIsDescribedByItsName() {
        project.scripts("001_create_job_tables.sql", "V1_2__add users.sql", "20240101120000_x.sql", "R__the_view.sql");

        assertThat(project.read().migrations())
                .extracting(migration -> migration.header().description())
                .containsExactly("create job tables", "x", "add users", "the view");
    }

    @Test
    void emptyScriptsCountAndAreTakenBackByDoingNothing() {
        project.write("001_empty.sql", "").write("002_comment.sql", "/* later */\n-- nothing\n");

        assertThat(project.findings("001_empty")).containsExactly("empty:0");
        assertThat(project.findings("002_comment")).containsExactly("empty:0");
        assertThat(project.migration("002_comment").scripts().down()).isPresent();
    }

    @Test
    void emptyDownScriptIsNoWayBack() {
        project.scripts("001_a.up.sql").write("001_a.down.sql", "-- to be written\n");

        assertThat(project.migration("001_a").scripts().down()).isEmpty();
        assertThat(project.read().problems().of(new MigrationId("001_a")))
                .extracting(Finding::code)
                .containsExactly(FindingCode.NO_DOWN);
    }

    @Test
    void changedDownFileOfAPairIsNoticed() {
        project.scripts("001_a.up.sql").write("001_a.down.sql", "SELECT 2;");
        var before = project.migration("001_a").digests();

        project.write("001_a.down.sql", "SELECT 3;");

        assertThat(before.changeTo(project.migration("001_a").digests()))
                .isEqualTo(dev.switchback.engine.migration.Digests.Change.DOWN_ONLY);
    }

    @Test
    void annotatedFileCalledPlainIsRefusedBeforeItsWayDownRuns() {
        project.write("001_a.sql", "-- @up\nSELECT 1;\n-- @down\nSELECT 2;\n")
                .write("switchback.toml", "layout = \"plain\"\n");

        assertThat(project.errors()).containsExactly("001_a:3");
        assertThat(project.error().finding().message()).contains("Correct the layout");
    }

    @Test
    void emptyFolderBecomesASwitchbackProject() {
        assertThat(project.read().layout()).isEqualTo(Layout.ANNOTATED);
        assertThat(project.read().name()).isEqualTo("main");
        assertThat(project.ids()).isEmpty();
    }
}

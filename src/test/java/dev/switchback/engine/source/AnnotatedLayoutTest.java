package dev.switchback.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Check;
import dev.switchback.engine.migration.Dependencies.Origin;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.TransactionMode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnotatedLayoutTest {

    private static final String BODY = "-- @up\nSELECT 1;\n-- @down\nSELECT 2;\n";

    @TempDir
    Path root;

    private SourceFolder project;

    @BeforeEach
    void open() {
        project = new SourceFolder(root);
    }

    private void write(String id, String... header) {
        project.write(
                id + ".sql", Arrays.stream(header).map(line -> line + "\n").reduce("", String::concat) + BODY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-- Depends on: [001_a, 002_b]      | 001_a 002_b",
                "-- Depends on: 001_a, 002_b        | 001_a 002_b",
                "-- DEPENDS-ON: [\"001_a\", '002_b'] | 001_a 002_b",
                "--depends_on : [001, 002]          | 001_a 002_b",
                "-- Depends on: [001_a.sql]         | 001_a",
                "-- Depends on: [../x/002_b.up.sql] | 002_b",
                "-- Depends on: []                  | ''",
                "-- Depends on:                     | ''",
                "-- Depends on: none                | ''",
                "-- Depends on: 002                 | 002_b"
            })
    void dependenciesAreReadInEveryForm(String line, String ids) {
        write("001_a", "-- Depends on: []");
        write("002_b", "-- Depends on: []");
        write("010_c", line);

        assertThat(project.migration("010_c").dependencies().origin()).isEqualTo(Origin.DECLARED);
        assertThat(project.migration("010_c").needs())
                .extracting(MigrationId::value)
                .containsExactly(Arrays.stream(ids.split(" "))
                        .filter(id -> !id.isEmpty())
                        .toArray(String[]::new));
        assertThat(project.findings("010_c")).isEmpty();
    }

    @Test
    void listMayGoOnOverLines() {
        write("001_a", "-- Depends on: []");
        write("002_b", "-- Depends on: []");
        write(
                "003_c",
                "-- Depends on: [001_a,",
                "-- 002_b]",
                "-- Manual steps: stop the workers,",
                "--    wait a minute");

        assertThat(project.migration("003_c").needs()).hasSize(2);
        assertThat(project.migration("003_c").header().notes().manualSteps())
                .contains("stop the workers, wait a minute");
    }

    @Test
    void fileThatEnvironmentsLeaveOutHoldsUpNobodyElse() {
        write("001_tables");
        write("002_test_data", "-- Environments: [dev, stage]");
        write("003_more_test_data", "-- Environments: development");
        write("004_more_tables");

        assertThat(project.migration("004_more_tables").needs()).containsExactly(new MigrationId("001_tables"));
        assertThat(project.migration("003_more_test_data").needs()).containsExactly(new MigrationId("002_test_data"));
        assertThat(project.ids())
                .containsExactly("001_tables", "002_test_data", "003_more_test_data", "004_more_tables");
    }

    @ParameterizedTest
    @CsvSource({"off,OFF", "None,OFF", "FALSE,OFF", "no,OFF", "on,AUTOMATIC", "auto,AUTOMATIC"})
    void transactionIsSwitchedByTheHeader(String word, TransactionMode mode) {
        write("001_a", "-- Transaction: " + word);

        assertThat(project.migration("001_a").scripts().transaction()).isEqualTo(mode);
        assertThat(project.findings("001_a")).isEmpty();
    }

    @Test
    void whatMakesNoSenseInAHeaderIsFoundOnItsLine() {
        write(
                "001_a",
                "-- Migration: 001_b",
                "-- Type: create_tabel",
                "-- Transaction: maybe",
                "-- Depends on: [nowhere]",
                "-- Reviewer: somebody",
                "-- Type: custom_sql",
                "-- see https://example.org: a link");

        assertThat(project.findings("001_a"))
                .containsExactly(
                        "id_differs:1",
                        "unknown_type:2",
                        "unknown_header:3",
                        "missing_dependency:4",
                        "unknown_header:5",
                        "unknown_header:6");
    }

    @Test
    void cycleIsNamedFromEachOfItsMembersOnTheLineOfItsHeader() {
        write("001_a", "-- Type: custom_sql", "-- Depends on: [003_c]");
        write("002_b", "-- Depends on: [001_a]");
        write("003_c", "-- Depends on: [002_b]");
        write("004_d", "-- Depends on: [004_d]");

        assertThat(project.message("001_a", FindingCode.CYCLE)).contains("001_a → 003_c → 002_b → 001_a");
        assertThat(project.message("002_b", FindingCode.CYCLE)).contains("002_b → 001_a → 003_c → 002_b");
        assertThat(project.findings("001_a")).containsExactly("cycle:2");
        assertThat(project.message("004_d", FindingCode.CYCLE)).contains("004_d → 004_d");
    }

    @Test
    void cycleOfThousandsIsNamedInOneLine() {
        for (int i = 0; i < 3_000; i++) {
            write("%04d_m".formatted(i), "-- Depends on: [%04d_m]".formatted((i + 1) % 3_000));
        }

        assertThat(project.read().problems().findings()).hasSize(3_000);
        assertThat(project.message("0007_m", FindingCode.CYCLE))
                .startsWith("it needs itself: 0007_m → 0008_m")
                .contains("(2950 more) → 0007_m")
                .hasSizeLessThan(1_000);
    }

    @Test
    void sectionsKnowTheirLines() {
        project.write("001_a.sql", """
                -- Depends on: []
                -- ===== CHECK =====
                -- @check before
                SELECT true;

                -- ===== UP MIGRATION =====
                -- @up
                SELECT 1;
                -- a comment that stays

                -- ===== DOWN MIGRATION =====
                -- @down
                SELECT 2;
                -- @Check   After
                SELECT 3;
                """);

        Migration migration = project.migration("001_a");
        assertThat(migration.scripts().up().text()).isEqualTo("SELECT 1;\n-- a comment that stays\n");
        assertThat(migration.scripts().up().firstLine()).isEqualTo(8);
        assertThat(migration.scripts().down().orElseThrow().firstLine()).isEqualTo(13);
        assertThat(migration.scripts().checks())
                .extracting(Check::moment)
                .containsExactly(Check.Moment.BEFORE, Check.Moment.AFTER);
        assertThat(migration.scripts().checks().getLast().script().firstLine()).isEqualTo(15);
    }

    @Test
    void fileWithoutMarkersGoesUpAsAWhole() {
        project.write("001_a.sql", "-- Description: all of it\n-- Type: create_table\nCREATE TABLE a (id int);\n");

        Migration migration = project.migration("001_a");
        assertThat(migration.header().description()).isEqualTo("all of it");
        assertThat(migration.scripts().up().firstLine()).isEqualTo(1);
        assertThat(migration.scripts().up().text()).contains("CREATE TABLE a");
    }

    @Test
    void textBeforeALoneDownMarkerGoesUp() {
        project.write("001_a.sql", "SELECT 1;\n-- @down\nSELECT 2;\n");

        assertThat(project.migration("001_a").scripts().up().text()).isEqualTo("SELECT 1;\n");
        assertThat(project.migration("001_a").scripts().down()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 0;\\n-- @up\\nSELECT 1;                          | 1 | before the marker",
                "-- @up\\nSELECT 1;\\n-- @up\\nSELECT 2;                 | 3 | second section",
                "-- @up\\nSELECT 1;\\n-- @down\\nSELECT 2;\\n-- @down\\n | 5 | second section",
                "-- @up\\nSELECT 'open;                                  | 2 | never closed",
                "-- @up\\nSELECT 1;\\n-- @down\\n/* open                 | 4 | never closed",
                "-- @up\\nSELECT 1;\\n-- @check after\\nSELECT $$        | 4 | never closed",
                "-- @up\\n\\n\\\\! rm -rf .                              | 3 | refused",
                "-- @up\\n\\\\copy t from program 'ls'                   | 2 | refused"
            })
    void whatCannotRunIsAnErrorOnItsLine(String text, int line, String words) {
        project.write("001_a.sql", text.replace("\\n", "\n").replace("\\\\", "\\"));

        assertThat(project.errors()).containsExactly("001_a:" + line);
        assertThat(project.error().finding().message()).contains(words);
    }

    @Test
    void annotatedUpMayHaveItsDownInAFileOfItsOwn() {
        project.write("001_a.up.sql", "-- Depends on: []\n-- Type: create_table\nCREATE TABLE a (id int);\n")
                .write("001_a.down.sql", "DROP TABLE a;\n");

        assertThat(project.ids()).containsExactly("001_a");
        assertThat(project.migration("001_a").scripts().down().orElseThrow().file())
                .isEqualTo(root.resolve("001_a.down.sql"));

        project.write("001_a.up.sql", "-- @up\nSELECT 1;\n-- @down\nSELECT 2;\n");
        assertThat(project.errors()).containsExactly("001_a:3");
    }

    @Test
    void unnumberedFilesAreMigrationsByTheirContent() {
        write("create_users");
        project.scripts("notes.sql", "002_numbered.sql");

        assertThat(project.read().layout()).isEqualTo(Layout.ANNOTATED);
        assertThat(project.ids()).containsExactly("002_numbered", "create_users");
    }

    @Test
    void severalFilesOfOneNumberAreSeveralMigrations() {
        write("003_a", "-- Depends on: []");
        write("003_b", "-- Depends on: []");
        write("004_c", "-- Depends on: [003]");

        assertThat(project.ids()).containsExactly("003_a", "003_b", "004_c");
        assertThat(project.message("004_c", FindingCode.AMBIGUOUS_DEPENDENCY)).contains("003_a, 003_b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-- Author: somebody", "-- Description: adds a table", "-- just words: here"})
    void commonCommentsDoNotMakeAPlainScriptAnnotated(String comment) {
        project.write("001_a.sql", comment + "\nSELECT 1;\n");

        assertThat(project.read().layout()).isEqualTo(Layout.PLAIN);
    }

    @Test
    void gooseStatementsStayWhole() {
        project.write("001_a.sql", """
                -- +goose Up
                -- +goose StatementBegin
                SELECT 1; SELECT 2;
                -- +goose StatementEnd
                -- +goose Down
                SELECT 3;
                """);

        assertThat(project.read().layout()).isEqualTo(Layout.ANNOTATED);
        assertThat(project.migration("001_a").scripts().up().text()).contains("StatementBegin");
    }

    @Test
    void variablesThatGooseWouldReplaceKeepAMigrationFromRunning() {
        String text = """
                -- +goose Up
                -- +goose ENVSUB ON
                INSERT INTO t VALUES ('${owner}');
                -- +goose ENVSUB OFF
                -- +goose Down
                DELETE FROM t;
                """;
        project.write("001_a.sql", text);

        assertThat(project.read().problems().of(new MigrationId("001_a"))).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.NOT_UNDERSTOOD);
            assertThat(finding.line()).hasValue(2);
            assertThat(finding.message()).startsWith("goose replaces ${owner} here (ENVSUB ON)");
        });

        project.write("switchback.toml", "[placeholders]\nowner = \"ada\"\n");
        assertThat(project.read().problems().of(new MigrationId("001_a"))).isEmpty();
        assertThat(project.migration("001_a").scripts().up().text()).contains("'ada'");
    }

    @Test
    void irreversibleOnPurposeIsNoFinding() {
        project.write("001_a.sql", "-- Irreversible: data is gone\n-- @up\nDELETE FROM t;\n");

        assertThat(project.read().problems().of(new MigrationId("001_a"))).isEmpty();
        assertThat(project.migration("001_a").header().notes().irreversible()).isEqualTo(Optional.of("data is gone"));
    }

    @Test
    void phasesOfHeadersComeInTheOrderInWhichTheyAppear() {
        write("001_a", "-- Phase: expand", "-- Depends on: []");
        write("002_b", "-- Phase: contract", "-- Depends on: []");
        write("003_c", "-- Phase: expand", "-- Depends on: []");
        write("004_d", "-- Phase: expand", "-- Depends on: [002_b]");

        assertThat(project.read().phases()).extracting(phase -> phase.name()).containsExactly("expand", "contract");
        assertThat(project.ids()).startsWith("001_a", "003_c");
        assertThat(project.message("004_d", FindingCode.BLOCKED))
                .contains("002_b")
                .contains("later phase (contract)");
    }

    @Test
    void dependencyOnAFileInErrorKeepsItsName() {
        project.write("001_a.sql", "-- @up\nSELECT 'open\n");
        write("002_b", "-- Depends on: [001]");

        assertThat(project.migration("002_b").needs()).isEqualTo(List.of(new MigrationId("001_a")));
        assertThat(project.findings("002_b")).containsExactly("blocked:0");
    }
}

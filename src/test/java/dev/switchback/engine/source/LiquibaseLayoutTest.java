package dev.switchback.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.TransactionMode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in comments of Liquibase's formatted SQL is followed, or named where it is not. */
class LiquibaseLayoutTest {

    private static final String FIRST_LINE = "--liquibase formatted sql\n";

    @TempDir
    Path root;

    private SourceFolder project;

    @BeforeEach
    void openFolder() {
        project = new SourceFolder(root);
    }

    private Migration read(String text) {
        project.write("001_trucks.sql", FIRST_LINE + text);
        return project.migration("001_trucks");
    }

    private List<Finding> findings(String text) {
        read(text);
        return project.read().problems().of(new MigrationId("001_trucks"));
    }

    private String down(String text) {
        return read(text).scripts().down().map(Script::text).orElse("none");
    }

    @Test
    void waysBackAreReadFromTheLastChangesetToTheFirst() {
        Migration migration = read("""
                --changeset ada:1
                CREATE TABLE trucks (id integer);
                --rollback DROP TABLE trucks;

                -- changeset "Ben B.":"no 2" labels:fleet
                CREATE TABLE routes (id integer);
                CREATE TABLE stops (id integer);
                -- ROLLBACK DROP TABLE stops;

                --rollback DROP TABLE
                --rollback   routes;
                """);

        Script down = migration.scripts().down().orElseThrow();
        assertThat(down.text()).isEqualTo("DROP TABLE stops;\n\nDROP TABLE\n  routes;\nDROP TABLE trucks;\n");
        assertThat(List.of(
                        down.placeOf(9).line(),
                        down.placeOf(11).line(),
                        down.placeOf(13).line()))
                .as("each line knows where it stands in the file")
                .containsExactly(9, 11, 4);
    }

    @Test
    void aBlockIsAWayBackToo() {
        assertThat(down("""
                --changeset ada:1
                CREATE TABLE trucks (id integer);
                /* liquibase rollback
                DROP TABLE
                    trucks; */
                """)).isEqualTo("DROP TABLE\n    trucks;\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "not required", "NOT REQUIRED: nothing to do"})
    void aWayBackThatDoesNothingIsOne(String word) {
        assertThat(down("--changeset ada:1\nUPDATE trucks SET id = 1;\n--rollback " + word + "\n"))
                .isEmpty();
    }

    @Test
    void aPartOfAFileIsNoWayBack() {
        String text = "--changeset ada:1\nSELECT 1;\n--rollback SELECT 2;\n--changeset ada:2\nSELECT 3;\n";

        assertThat(down(text)).isEqualTo("none");
        assertThat(findings(text))
                .extracting(Finding::message)
                .containsExactly("only 1 of its 2 changesets have a --rollback, so that the file as a whole cannot be "
                        + "taken back. Write the others");
    }

    @Test
    void aWayBackToAnotherChangesetIsNamed() {
        String text = "--changeset ada:1\nDROP TABLE trucks;\n--rollback changesetId:0 changesetAuthor:ada\n";

        assertThat(down(text)).isEqualTo("none");
        assertThat(findings(text))
                .extracting(Finding::message)
                .first()
                .asString()
                .contains("Write its SQL out");
    }

    @Test
    void filesOfLiquibaseStayWhatTheyAreBesideAnnotatedOnes() {
        project.write("002_routes.sql", "-- @up\nSELECT 1;\n-- @down\nSELECT 2;\n");

        assertThat(down("--changeset ada:1\nCREATE TABLE t ();\n--rollback DROP TABLE t;\n"))
                .isEqualTo("DROP TABLE t;\n");
    }

    @Test
    void aChangesetWithoutTransactionTakesItFromItsFile() {
        assertThat(read("--changeset ada:1 runInTransaction:false\nCREATE INDEX CONCURRENTLY i ON t (id);\n")
                        .scripts()
                        .transaction())
                .isEqualTo(TransactionMode.OFF);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--changeset ada:1 context:test\nSELECT 1;",
                "--changeset ada:1 contextFilter:\"test and !prod\"\nSELECT 1;",
                "--changeset ada:1 dbms:oracle,mssql\nSELECT 1;",
                "--changeset ada:1 endDelimiter:/\nSELECT 1\n/",
                "--changeset ada:1 ignore:true\nSELECT 1;",
                "--changeset ada:1 runWith:sqlplus\nSELECT 1;",
                "--changeset ada:1 runOrder:last\nSELECT 1;",
                "--changeset ada:1\n--preconditions onFail:MARK_RAN\n--precondition-sql-check expectedResult:0 SELECT 1\nSELECT 1;",
                "--property name:size value:10\n--changeset ada:1\nCREATE TABLE t (c varchar(${size}));",
                "--changeset ada:1\nSELECT 1;\n--ignoreLines:1\nDROP TABLE trucks;"
            })
    void whatWouldChangeWhatRunsIsNamedAndDoesNotRun(String text) {
        assertThat(findings(text)).extracting(Finding::code).contains(FindingCode.NOT_UNDERSTOOD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"runOnChange:true", "runAlways:true", "failOnError:false", "labels:fleet"})
    void whatLiquibaseWouldDoOtherwiseIsNamedAndRuns(String attribute) {
        assertThat(findings("--changeset ada:1 " + attribute + "\nSELECT 1;\n--rollback empty\n"))
                .hasSize(1)
                .first()
                .satisfies(finding -> assertThat(finding.message()).contains("changeset 1: " + attribute))
                .satisfies(finding -> assertThat(finding.line()).hasValue(2))
                .satisfies(finding -> assertThat(finding.code().blocks()).isEqualTo(FindingCode.Blocks.NOTHING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "splitStatements:false",
                "stripComments:false",
                "endDelimiter:;",
                "runAlways:false",
                "ignore:false"
            })
    void whatMakesNoDifferenceIsNotMentioned(String attribute) {
        assertThat(findings("--changeset ada:1 " + attribute + "\nSELECT 1;\n--rollback empty\n"))
                .isEmpty();
    }

    @Test
    void aDeclaredPlaceholderIsNoProblem() {
        project.write("switchback.toml", "[placeholders]\nsize = \"10\"\n");

        assertThat(findings("""
                        --property name:size value:10
                        --changeset ada:1
                        CREATE TABLE t (c varchar(${size}));
                        --rollback DROP TABLE t;
                        """)).isEmpty();
    }

    @Test
    void sqlThatLiquibaseWouldNotRunIsRefused() {
        project.write("001_trucks.sql", FIRST_LINE + "SELECT 1;\n--changeset ada:1\nSELECT 2;\n");

        assertThat(project.read().problems().files())
                .extracting(error -> error.finding().message())
                .first()
                .asString()
                .contains("line 2 has SQL before the marker");
    }
}

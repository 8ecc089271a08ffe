package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.source.ProjectReader;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that were written for psql: what works as there, and what a migration must not do. */
class PostgresMetaCommandTest {

    @TempDir
    private Path folder;

    private final TestDatabase database = TestDatabases.postgres();

    private ProjectFolder project() {
        return new ProjectFolder(folder);
    }

    private MigrationSet set() {
        return ProjectReader.read(folder).sets().getFirst();
    }

    private RunOutcome apply() {
        try (TargetDatabase target = Switchback.open(folder).on(database.settings())) {
            Plan plan = (Plan) target.plan(new PlanRequest(
                    Direction.UP, new Selection.Everything(), Optional.empty(), PlanRequest.Options.DEFAULT));
            RunOptions yes = RunOptions.DEFAULT.with(RunOptions.Confirmation.YES);
            return target.run(plan, yes, RunListener.SILENT, new Cancellation());
        }
    }

    @Test
    void includedFilesRunInPlaceAndCountInTheChecksum() {
        project()
                .write("001_all.sql", "\\ir parts/one.sql\nINSERT INTO one VALUES ('main');\n\\i parts/two.sql\n")
                .write("parts/one.sql", "CREATE TABLE one (a text);\n\\ir deeper/rows.sql\n")
                .write("parts/deeper/rows.sql", "COPY one FROM STDIN;\nrow; \\t\n")
                .write("parts/two.sql", "INSERT INTO one VALUES ('two')");
        String before = set().migrations().getFirst().checksum();

        assertThat(apply()).isInstanceOf(RunOutcome.Completed.class);

        assertThat(database.query("SELECT string_agg(a, '|' ORDER BY a) FROM one"))
                .isEqualTo("main|row; \t|two");
        project().write("parts/deeper/rows.sql", "COPY one FROM STDIN;\nanother\n");
        assertThat(set().migrations().getFirst().checksum()).isNotEqualTo(before);
    }

    @Test
    void errorsInIncludedFilesAreFoundThere() {
        project()
                .write("001_all.sql", "SELECT 1;\n\\i broken.sql\nSELECT 2;\n")
                .write("broken.sql", "SELECT 1;\n\nSELECT oops;");

        assertThat(apply()).isInstanceOfSatisfying(RunOutcome.Stopped.class, stopped -> {
            assertThat(stopped.failure().place().orElseThrow().file()).isEqualTo(folder.resolve("broken.sql"));
            assertThat(stopped.failure().place().orElseThrow().line()).isEqualTo(3);
        });
    }

    @Test
    void whatPgDumpWritesRunsAndSaysWhatIsLeftOut() {
        project().write("001_dump.sql", """
                        \\restrict aB1
                        SET standard_conforming_strings = on;
                        CREATE TABLE t (a int, b text);
                        COPY t (a, b) FROM stdin;
                        1\tx; y
                        2\t\\N
                        \\.

                        SELECT 1;
                        \\unrestrict aB1
                        """);

        assertThat(apply()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(database.query("SELECT string_agg(coalesce(b, 'null'), '|' ORDER BY a) FROM t"))
                .isEqualTo("x; y|null");
        assertThat(set().problems().findings().values())
                .singleElement()
                .satisfies(findings -> assertThat(findings)
                        .filteredOn(finding -> finding.code() == FindingCode.META_COMMAND)
                        .extracting(Finding::message)
                        .anyMatch(message -> message.contains("\\restrict"))
                        .anyMatch(message -> message.contains("\\unrestrict")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\! touch pwned",
                "\\o out.txt",
                "\\copy t FROM PROGRAM 'touch pwned'",
                "\\copy t FROM 'file'",
                "\\w out.txt",
                "\\g out.txt",
                "\\gexec",
                "\\setenv A b",
                "\\connect other",
                "\\set key `touch pwned`",
                "\\echo `touch pwned`",
                "\\echo a \\! touch pwned",
                "\\if true",
                "\\i ../outside.sql",
                "\\i /etc/passwd"
            })
    void whatReachesBeyondSqlIsRefusedByName(String command) {
        project().write("001_reach.sql", "CREATE TABLE t (a int);\n" + command + "\n");

        MigrationSet set = set();

        assertThat(set.migrations()).isEmpty();
        Finding finding = set.problems().files().getFirst().finding();
        assertThat(finding.line()).hasValue(2);
        String named = command.startsWith("\\i ")
                ? command.substring(3)
                : command.startsWith("\\echo a") ? "\\!" : command.split(" ", 2)[0];
        assertThat(finding.message()).contains(named);
        assertThat(folder.resolve("pwned")).doesNotExist();
    }

    @Test
    void backslashesEscapeOnTheServerAsForTheSplitter() {
        project().write("001_off.sql", """
                        CREATE TABLE t (a text);
                        SET standard_conforming_strings = off;
                        INSERT INTO t VALUES ('a\\';b'); INSERT INTO t VALUES ('c\\\\');
                        SET standard_conforming_strings = on;
                        INSERT INTO t VALUES ('d\\');
                        INSERT INTO t VALUES (E'e'
                        '\\';f');
                        """);

        assertThat(apply()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(database.query("SELECT string_agg(a, '|' ORDER BY a) FROM t"))
                .isEqualTo("a';b|c\\|d\\|e';f");
    }

    @Test
    void anIncludeInsideOfAStatementIsRefused() {
        project().write("001_inside.sql", "SELECT 1,\n\\i part.sql\n;").write("part.sql", "2");

        assertThat(set().problems().files().getFirst().finding().message())
                .contains("\\i stands inside of the statement that begins on line 1");
    }
}

package dev.switchback.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Project;
import dev.switchback.engine.migration.ProjectConfig;
import dev.switchback.engine.migration.ProjectConfig.Naming;
import dev.switchback.engine.migration.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @TempDir
    Path root;

    private SourceFolder project;

    @BeforeEach
    void open() {
        project = new SourceFolder(root);
    }

    @Test
    void everythingThatTheFileMaySayIsRead() {
        project.scripts("db/ask/001_a.sql", "db/sketch/001_b.sql", "db/sketch/002_c.sql")
                .write("switchback.toml", """
                ledger_schema = "ledger"
                naming = "timestamp"
                guarded = ["prod", "acceptance"]

                [placeholders]
                owner = "ask_owner"

                [timeouts]
                lock = "500ms"
                statement = "10 min"

                [hooks]
                before_each = "SET ROLE ${owner}"
                after_all = "ANALYZE"

                [[sets]]
                id = "ask"
                path = "db/ask"
                layout = "plain"

                [[sets]]
                path = "db/sketch"

                [[sets.phases]]
                name = "first"
                migrations = ["002"]

                [[sets.phases]]
                name = "second"
                migrations = ["001_b"]
                gate = "looked at it"
                """);

        Project read = ProjectReader.read(root);

        ProjectConfig config = read.config();
        assertThat(config.ledgerSchema()).isEqualTo("ledger");
        assertThat(config.naming()).isEqualTo(Naming.TIMESTAMP);
        assertThat(config.guarded()).containsExactly("production", "acceptance");
        assertThat(config.timeouts().lock()).contains(Duration.ofMillis(500));
        assertThat(config.timeouts().statement()).contains(Duration.ofMinutes(10));
        assertThat(config.hooks().beforeEach()).map(Script::text).contains("SET ROLE ask_owner");
        assertThat(config.hooks().afterAll()).map(Script::text).contains("ANALYZE");
        assertThat(read.sets()).extracting(MigrationSet::name).containsExactly("ask", "db/sketch");
        assertThat(read.sets().getFirst().layout()).isEqualTo(Layout.PLAIN);
        assertThat(read.sets().getLast().migrations())
                .extracting(migration ->
                        migration.id() + " in " + migration.header().phase().orElseThrow())
                .containsExactly("002_c in first", "001_b in second");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id = \"x\"~layuot = \"plain\"                            | 2 | \"layuot\" is not known here",
                "id = \"x\"~layout =                                      | 2 | line 2",
                "# hi~layout = \"rails\"                                  | 2 | \"annotated\", \"plain\"",
                "[hooks]~before_each = \"a\"~before_echa = \"b\"           | 3 | \"hooks.before_echa\" is not known",
                "[timeouts]~lock = \"soon\"                               | 2 | \"500ms\"",
                "[timeouts]~lock = 5                                      | 2 | text in quotes",
                "naming = \"random\"                                      | 1 | \"numbered\" or \"timestamp\"",
                "guarded = \"production\"                                 | 1 | has to be a list",
                "[placeholders]~a = '''~x~y'''                            | 2 | one line",
                "[[phases]]~name = \"a\"~[[phases]]~gate = \"b\"           | 3 | is missing",
                "[[phases]]~name = \"a\"~[[phases]]~name = \"b\"~gtae = 1  | 5 | \"phases[1].gtae\"",
                "[[sets]]~path = \"nowhere\"                              | 2 | no folder of this project",
                "[[sets]]~path = \"..\"                                   | 2 | no folder of this project",
                "[[sets]]~id = \"a\"~[[sets]]~id = \"a\"                   | 4 | for two sets",
                "ledger_schema = \"\"                                     | 1 | must not be empty",
                "placeholders = 3                                         | 1 | has to be a table"
            })
    void mistakesAreNamedWithTheirLine(String text, int line, String words) {
        project.write("switchback.toml", text.replace("~", "\n"));

        assertThatThrownBy(() -> ProjectReader.read(root))
                .isInstanceOfSatisfying(SwitchbackException.Unreadable.class, failure -> {
                    assertThat(failure)
                            .hasMessageContaining(words)
                            .hasMessageContaining("switchback.toml, line " + line);
                    assertThat(failure.line()).isEqualTo(OptionalInt.of(line));
                    assertThat(failure.file()).contains(root.resolve("switchback.toml"));
                    assertThat(failure.code()).isEqualTo("bad_settings");
                    assertThat(failure.advice()).isNotBlank();
                });
    }

    @Test
    void settingsThatAreNoTextAreRefusedWithTheirLine() {
        project.writeBytes("switchback.toml", new byte[] {'#', '\n', (byte) 0xE9, '\n'});

        assertThatThrownBy(() -> ProjectReader.read(root)).hasMessageContaining("line 2");
    }

    @Test
    void phaseThatNamesNothingIsNotedAndHidesNothing() {
        project.scripts("001_a.sql", "001x.sql", "002_b.sql")
                .write(
                        "switchback.toml",
                        "[[phases]]\nname = \"p\"\nmigrations = [\"002\", \"007\", \"00\", \"002_b\"]\n");

        assertThat(project.read().problems().general())
                .extracting(Finding::code)
                .contains(
                        FindingCode.MISSING_DEPENDENCY,
                        FindingCode.AMBIGUOUS_DEPENDENCY,
                        FindingCode.AMBIGUOUS_DEPENDENCY);
        assertThat(project.ids()).containsExactly("002_b", "001_a");
    }

    @Test
    void fileOrderFollowsThePhases() {
        project.scripts("001_a.sql", "002_b.sql", "003_c.sql", "004_d.sql").write("switchback.toml", """
                        [[phases]]
                        name = "structure"
                        migrations = ["001", "002", "004"]
                        [[phases]]
                        name = "data"
                        migrations = ["003"]
                        gate = "validated"
                        """);

        assertThat(project.ids()).containsExactly("001_a", "002_b", "004_d", "003_c");
        assertThat(project.migration("003_c").needs())
                .extracting(Object::toString)
                .containsExactly("004_d");
        assertThat(project.findings("004_d")).isEmpty();
    }

    @Test
    void setsAreFoundWithoutSettings() {
        project.scripts("ask/001_a.sql", "services/sketch2bim/migrations/001_b.sql", "node_modules/x/001_c.sql")
                .scripts("docs/readme.sql");

        assertThat(ProjectReader.read(root).sets())
                .extracting(MigrationSet::name)
                .containsExactly("ask", "services/sketch2bim/migrations");
    }

    @ParameterizedTest
    @CsvSource({"migrations", "db/migrations", "sql/migrations", "src/main/resources/db/migration", "database"})
    void onlyFolderWithMigrationsIsTheMainSet(String folder) {
        project.scripts(folder + "/001_a.sql", "tools/notes.sql");

        assertThat(ProjectReader.read(root).sets())
                .extracting(set -> set.name() + " in " + root.relativize(set.folder()))
                .containsExactly("main in " + folder);
    }

    @Test
    void whatIsNoFolderIsSaid() {
        project.scripts("a.sql");

        assertThatThrownBy(() -> ProjectReader.read(root.resolve("nowhere")))
                .isInstanceOf(SwitchbackException.Unreadable.class)
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> ProjectReader.read(root.resolve("a.sql"))).hasMessageContaining("not a folder");
    }
}

package dev.switchback.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Digests.Change;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.Layout;
import dev.switchback.engine.migration.Migration;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.MigrationType;
import dev.switchback.engine.migration.Program;
import dev.switchback.engine.migration.ProjectConfig.Naming;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.migration.TransactionMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonLayoutTest {

    private static final String BOTH = """
            \"""
            Migration: 001 - Initial Schema
            Description: Creates all initial tables
            \"""

            TABLES = ["a",  # the first
                      "b"]


            def apply(connection):
                connection.cursor().execute(\"""
            CREATE TABLE a (id int)  -- at the margin
            \""")


            def rollback(connection):
                connection.cursor().execute("DROP TABLE a")


            if __name__ == "__main__":
                print("by hand")
            """;

    @TempDir
    Path root;

    private SourceFolder project;

    @BeforeEach
    void open() {
        project = new SourceFolder(root);
    }

    private void write(String name, String text) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void numberedFilesWithApplyAreMigrations() {
        write("scripts/migrations/001_initial_schema.py", BOTH);
        write("scripts/migrations/002_next.py", "def apply(connection):\n    pass\n");
        write("scripts/migrations/__init__.py", "");
        write("scripts/migration_runner.py", "def apply(connection):\n    pass\n");

        assertThat(project.read().layout()).isEqualTo(Layout.PYTHON);
        assertThat(project.ids()).containsExactly("001_initial_schema", "002_next");
        Migration first = project.migration("001_initial_schema");
        assertThat(first.header().description()).isEqualTo("Creates all initial tables");
        assertThat(first.scripts().up().program()).contains(new Program.PythonFunction("apply"));
        assertThat(first.scripts().down().flatMap(Script::program)).contains(new Program.PythonFunction("rollback"));
        assertThat(first.scripts().up().text()).isEqualTo(BOTH);
        assertThat(project.findings("001_initial_schema")).isEmpty();
        assertThat(project.migration("002_next").scripts().down()).isEmpty();
        assertThat(project.message("002_next", FindingCode.NO_DOWN)).contains("rollback(connection)");
        assertThat(project.migration("002_next").needs()).containsExactly(new MigrationId("001_initial_schema"));
    }

    @Test
    void theDocstringIsAHeader() {
        write("001_a.py", "def apply(c):\n    pass\n");
        write("002_b.py", "def apply(c):\n    pass\n");
        write("003_c.py", """
                #!/usr/bin/env python3
                '''Migration: 003 - Third

                Description: Needs the first
                Depends on: [001]
                Type: create_table
                Transaction: off
                Note: nothing that Switchback knows
                Irreversible: rows are gone
                '''
                def apply(connection): pass
                """);

        Migration third = project.migration("003_c");

        assertThat(third.needs()).containsExactly(new MigrationId("001_a"));
        assertThat(third.header().type()).isEqualTo(MigrationType.CREATE_TABLE);
        assertThat(third.scripts().transaction()).isEqualTo(TransactionMode.OFF);
        assertThat(third.header().notes().irreversible()).contains("rows are gone");
        assertThat(project.findings("003_c")).isEmpty();
    }

    @Test
    void aDocstringWithAnotherNumberIsAFinding() {
        write("004_d.py", "\"\"\"Migration: 003 - Copied\"\"\"\ndef apply(c):\n    pass\n");

        assertThat(project.findings("004_d")).containsExactly("id_differs:0");
        assertThat(project.migration("004_d").header().description()).isEqualTo("Copied");
    }

    @Test
    void whatHasNoApplyIsShownAsWhatItIs() {
        write("001_a.py", "def apply(c):\n    pass\n");
        write("002_b.py", "print('def apply(c):')\n'''\ndef apply(connection):\n'''\n");
        write("003_c.go", "package main\n");

        assertThat(project.ids()).containsExactly("001_a");
        assertThat(project.errors()).containsExactly("002_b:1", "003_c:1");
    }

    @Test
    void pythonAmongSqlStaysAStepInAnotherLanguage() {
        write("001_a.sql", "CREATE TABLE a (id int);");
        write("002_b.py", "def apply(c):\n    pass\n");

        assertThat(project.read().layout()).isEqualTo(Layout.PLAIN);
        assertThat(project.errors()).containsExactly("002_b:1");
        assertThat(project.error().finding().message()).contains("another language");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "# the first                  | # the very first              | COSMETIC",
                "\\n\\nTABLES                 | \\n# all\\n\\nTABLES          | COSMETIC",
                "Creates all initial          | Makes the initial             | COSMETIC",
                "DROP TABLE a                 | DROP TABLE IF EXISTS a        | DOWN_ONLY",
                "-- at the margin             | -- at margin                  | REAL",
                "    connection.cursor().execute(\"DROP | \\tconnection.cursor().execute(\"DROP | DOWN_ONLY",
                "id int                       | id bigint                     | REAL",
                "TABLES = [\"a\",             | TABLES = [\"c\",              | REAL",
            })
    void changesOfMeaningAreToldFromChangesOfLooks(String from, String to, Change change) {
        write("001_a.py", BOTH);
        Migration before = project.migration("001_a");
        String changed =
                BOTH.replace(from.replace("\\n", "\n"), to.replace("\\n", "\n").replace("\\t", "\t"));
        assertThat(changed).isNotEqualTo(BOTH);
        write("001_a.py", changed);

        assertThat(before.digests().changeTo(project.migration("001_a").digests()))
                .isEqualTo(change);
    }

    @Test
    void carriageReturnsMeanNothing() {
        write("001_a.py", BOTH);
        Migration before = project.migration("001_a");
        write("001_a.py", BOTH.replace("\n", "\r\n"));

        assertThat(before.digests().changeTo(project.migration("001_a").digests()))
                .isEqualTo(Change.NONE);
    }

    @Test
    void newMigrationsAreWrittenFromATemplate() throws IOException {
        write("001_a.py", BOTH);

        Path file = new NewMigration("Add \"users\"", MigrationType.CUSTOM_SQL, List.of())
                .write(project.read(), Naming.NUMBERED, Clock.systemUTC());

        assertThat(file).isEqualTo(root.resolve("002_add_users.py").toAbsolutePath());
        assertThat(Files.readString(file))
                .startsWith("\"\"\"\nMigration: 002 - Add 'users'\n")
                .contains("def rollback(connection):");
        assertThat(project.ids()).containsExactly("001_a", "002_add_users");
        assertThat(project.findings("002_add_users")).isEmpty();
    }
}

package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.support.ProjectFolder;
import dev.switchback.support.SwitchbackProcess;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the README do what it says, in the order in which it says it. */
class ReadmeTest {

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TempDir
    Path folder;

    /** The indented lines that begin with this word. */
    private static List<String> commands(String word) throws IOException {
        List<String> commands = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.startsWith("    " + word + " "))
                .map(String::strip)
                .toList();
        assertThat(commands).as("README.md shows no command of " + word).isNotEmpty();
        return commands;
    }

    private static String[] words(String command) {
        return WORD.matcher(command)
                .results()
                .skip(1)
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toArray(String[]::new);
    }

    @Test
    void theCommandsOfTheCommandLineWorkOneAfterTheOther() throws IOException {
        TestDatabase database = TestDatabases.postgres();
        Shell shell = Shell.in(folder, database);
        new ProjectFolder(folder).migration("001_one", "CREATE TABLE one (id integer);", "DROP TABLE one;");
        shell.typed("profile", "add", "staging", "--url", database.url(), "--user", database.user());

        for (String command : commands("switchback")) {
            String here = command.replace("DIR", folder.toString())
                    .replace("postgresql://host/database", database.url())
                    .replace("NAME", database.user());
            Shell.Result result = shell.typed(words(here));
            assertThat(result.exit()).as(command + "\n" + result).isZero();
        }
        assertThat(database.query("SELECT string_agg(status, ',') FROM switchback.schema_migrations"))
                .isEqualTo("rolled_back");
    }

    @Test
    void theFirstCommandDoesTheSamplesMainJobWhereThereIsNoDisplay() throws Exception {
        assertThat(commands("mvn").getFirst()).endsWith("target/switchback/bin/switchback --sample");
        SwitchbackProcess program = new SwitchbackProcess(folder, TestDatabases.h2());

        SwitchbackProcess.Result sample = program.typed("--sample");

        assertThat(sample.exit()).as(sample.toString()).isZero();
        assertThat(sample.output())
                .containsSubsequence(
                        "== plan", "== dry-run", "== apply", "Done: 18 migrations.", "== status", "== history");
        assertThat(sample.messages()).contains("There is no display").doesNotContain("Exception");
    }

    @Test
    void noArgumentsWithoutADisplayIsASentence() throws Exception {
        SwitchbackProcess.Result window = new SwitchbackProcess(folder, TestDatabases.h2()).typed();

        assertThat(window.exit()).isEqualTo(2);
        assertThat(window.messages()).contains("no display", "--help").doesNotContain("Exception");
    }
}

package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.Version;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Help, and what happens to words that are wrong. */
class CommandLineUseTest {

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void emptyFolder() {
        shell = Shell.in(folder, TestDatabases.h2());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "plan",
                "dry-run",
                "apply",
                "resume",
                "rollback",
                "history",
                "new",
                "stamp",
                "baseline",
                "accept",
                "repair",
                "graph",
                "profile",
                "sample"
            })
    void everyCommandExplainsItself(String command) {
        Shell.Result help = shell.typed(command, "--help");

        assertThat(help.exit()).isZero();
        assertThat(help.out()).startsWith("Usage: switchback " + command).contains("--json");
        assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void theProgramExplainsItsExitCodes() {
        assertThat(shell.typed("--help").out()).contains("3  status --check", "130  cancelled");
        assertThat(shell.typed("--version").out()).isEqualTo("switchback " + Version.current() + "\n");
    }

    @Test
    void theWordHelpHelpsToo() {
        assertThat(shell.typed("help").out()).contains("Commands:", "rollback");
        assertThat(shell.typed("help", "apply").out()).startsWith("Usage: switchback apply");
    }

    @Test
    void aPhaseThatIsNotThereIsWrongUse() {
        new ProjectFolder(folder).migration("001_one", "SELECT 1;", "SELECT 2;");

        Shell.Result apply = shell.run("apply", "--phase", "nowhere", "--yes", "--json");

        assertThat(apply.exit()).isEqualTo(2);
        assertThat(apply.json().at("/error/message").asText()).contains("no phase nowhere");
    }

    @Test
    void helpFitsTheTerminal() {
        assertThat(shell.with("COLUMNS", "60").typed("apply", "--help").out().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
    }

    @Test
    void aMistypedCommandIsAnsweredWithTheNearestOne() {
        Shell.Result typo = shell.typed("statsu");

        assertThat(typo.exit()).isEqualTo(2);
        assertThat(typo.err()).contains("no command statsu").contains("status");
    }

    @Test
    void optionsOfTheOtherDirectionAreRefused() {
        assertThat(shell.run("apply", "--to", "001", "--yes").exit()).isEqualTo(2);
        assertThat(shell.run("rollback", "--target", "001", "--yes").exit()).isEqualTo(2);
        assertThat(shell.run("plan", "--down", "--count", "1").exit()).isEqualTo(2);
        assertThat(shell.run("plan", "--steps", "1").exit()).isEqualTo(2);
    }

    @Test
    void twoSelectionsAtOnceAreRefused() {
        Shell.Result both = shell.run("apply", "--target", "001", "--count", "1", "--yes");

        assertThat(both.exit()).isEqualTo(2);
        assertThat(both.err()).contains("--count and --target exclude each other");
    }

    @Test
    void urlAndProfileAtOnceAreRefused() {
        assertThat(shell.run("status", "--profile", "staging").exit()).isEqualTo(2);
    }

    @Test
    void aDatabaseHasToBeNamed() {
        Shell.Result status = shell.here("status");

        assertThat(status.exit()).isEqualTo(2);
        assertThat(status.err()).contains("--profile").contains("--url");
    }

    @Test
    void aFolderThatIsNotThereAnswersTwo() {
        assertThat(shell.typed("status", "--url", "jdbc:h2:mem:x", "--project", folder.resolve("gone") + "")
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void wrongUseIsOneDocumentWithJson() {
        assertThat(shell.typed("status", "--nonsense", "--json").errorCode()).isEqualTo("wrong_use");
        assertThat(shell.typed("nonsense", "--json").errorCode()).isEqualTo("wrong_use");
    }
}

package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.Version;
import dev.switchback.support.ProjectFolder;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that users start, in the surroundings in which services and cron start it. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    @TempDir
    Path folder;

    private Path script = Path.of("");

    /** The tree that packaging makes, with one jar that stands for all. */
    @BeforeEach
    void install() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("the program/bin"));
        script = Files.copy(Path.of("src/main/dist/bin/switchback"), bin.resolve("switchback"));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath());
        Path jar = Files.createDirectories(folder.resolve("the program/lib")).resolve("all.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toUri().toString())
                .collect(Collectors.joining(" "));
    }

    private Shell.Result start(Path program, Map<String, String> environment, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().clear();
        builder.environment().put("SWITCHBACK_JAVA", System.getProperty("java.home") + "/bin/java");
        builder.environment().putAll(environment);
        int exit = builder.start().waitFor();
        return new Shell.Result(exit, read("out"), read("err"));
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
    }

    @Test
    void startsWithoutHomeAndThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("sb"), script);

        Shell.Result version = start(link, Map.of("PATH", "/usr/bin:/bin"), "--version");

        assertThat(version.exit()).as(version.toString()).isZero();
        assertThat(version.out()).contains(Version.current());
    }

    @Test
    void namesOutsideOfAsciiAreNoTroubleInTheLocaleOfServices() throws Exception {
        // Written by a shell: this very test may run in a virtual machine that cannot name the folder.
        new ProjectFolder(folder.resolve("plain")).migration("001_one", "SELECT 1;", "SELECT 2;");
        int moved = new ProcessBuilder("sh", "-c", "mv plain \"$(printf 'gr\\303\\266\\303\\237e')\"")
                .directory(folder.toFile())
                .start()
                .waitFor();
        Path runner = Files.writeString(
                folder.resolve("run"),
                "#!/bin/sh\nexec '" + script
                        + "' status --url jdbc:h2:mem:x --project \"$(printf 'gr\\303\\266\\303\\237e')\"\n");
        assertThat(runner.toFile().setExecutable(true)).isTrue();

        Shell.Result status = start(runner, Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C"));

        assertThat(moved).isZero();
        assertThat(status.exit()).as(status.toString()).isZero();
        assertThat(status.out()).contains("001_one");
    }

    @Test
    void classesThatCannotBeKeptAreNoTrouble() throws Exception {
        Path home = folder.resolve("home");
        new ProjectFolder(folder.resolve("plain")).migration("001_one", "SELECT 1;", "SELECT 2;");
        Map<String, String> environment = Map.of("PATH", "/usr/bin:/bin", "SWITCHBACK_HOME", home.toString());

        for (int run = 1; run <= 2; run++) {
            Shell.Result status = start(script, environment, "status", "--url", "jdbc:h2:mem:x", "--project", "plain");

            assertThat(status.exit()).as(status.toString()).isZero();
            assertThat(status.out()).startsWith("H2 ").contains("001_one");
            assertThat(status.err()).isEmpty();
            assertThat(home).isDirectory();
        }
    }
}

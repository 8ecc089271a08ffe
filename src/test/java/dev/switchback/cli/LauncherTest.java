package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.Version;
import dev.switchback.support.ProjectFolder;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that users start, in the surroundings in which services and cron start it. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final int FIRST_WITH_CACHES = 25;
    private static final Duration LONGEST_MAKING = Duration.ofMinutes(2);
    private static final Duration GLANCE = Duration.ofMillis(50);

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
        Path jar = Files.createDirectories(folder.resolve("the program/lib")).resolve("switchback-0.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            addClasses(out, Path.of("target/classes"));
        }
    }

    /** Java keeps classes of jars only. */
    private static void addClasses(JarOutputStream out, Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString();
                if (!name.equals(JarFile.MANIFEST_NAME)) {
                    out.putNextEntry(new JarEntry(name));
                    Files.copy(file, out);
                }
            }
        }
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
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
    void whatARunLoadedIsKeptForLaterOnes() throws Exception {
        Path home = folder.resolve("home");
        Map<String, String> environment = Map.of("PATH", "/usr/bin:/bin", "SWITCHBACK_HOME", home.toString());

        status(environment);
        assertThat(kept(home)).as("what the first run loaded").singleElement().isNotNull();
        if (Runtime.version().feature() >= FIRST_WITH_CACHES) {
            status(environment);
            awaitCache(home);
        }
        List<String> before = kept(home);
        status(environment);
        assertThat(kept(home)).isEqualTo(before).hasSize(1);
    }

    @Test
    void whatIsKeptIsMadeAnewForAnotherProgram() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path old = Files.writeString(home.resolve("status-25-0.aot"), "of another program");
        Files.setLastModifiedTime(old, FileTime.fromMillis(0));

        status(Map.of("PATH", "/usr/bin:/bin", "SWITCHBACK_HOME", home.toString()));

        assertThat(kept(home)).singleElement().isNotEqualTo("status-25-0.aot");
    }

    @Test
    void whatIsKeptAndBrokenIsNoTrouble() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        for (String kind : List.of("aot", "jsa")) {
            Path broken = home.resolve("status-" + Runtime.version().feature() + "-0." + kind);
            Files.writeString(broken, "half of a cache");
            Files.setLastModifiedTime(broken, FileTime.from(Instant.now().plusSeconds(1)));
        }

        status(Map.of("PATH", "/usr/bin:/bin", "SWITCHBACK_HOME", home.toString()));
    }

    /** The same words with and without what is kept. */
    private void status(Map<String, String> environment) throws Exception {
        new ProjectFolder(folder.resolve("plain")).migration("001_one", "SELECT 1;", "SELECT 2;");
        Shell.Result status = start(script, environment, "status", "--url", "jdbc:h2:mem:x", "--project", "plain");

        assertThat(status.exit()).as(status.toString()).isZero();
        assertThat(status.out()).startsWith("H2 ").contains("001_one");
        assertThat(status.err()).isEmpty();
    }

    private static void awaitCache(Path home) throws IOException {
        Instant end = Instant.now().plus(LONGEST_MAKING);
        while (!kept(home).stream().allMatch(name -> name.endsWith(".aot"))) {
            assertThat(Instant.now()).as("still making: %s", kept(home)).isBefore(end);
            LockSupport.parkNanos(GLANCE.toNanos());
        }
    }

    private static List<String> kept(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("status-"))
                    .toList();
        }
    }
}

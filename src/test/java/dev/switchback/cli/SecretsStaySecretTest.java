package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.support.ProjectFolder;
import dev.switchback.support.SwitchbackProcess;
import dev.switchback.support.SwitchbackProcess.Result;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A password of unmistakable words goes every way into the real program; none of them may come out anywhere. */
class SecretsStaySecretTest {

    private static final String MARKER = "Zug&spitze@4711";
    private static final String MARKER_IN_URL = "Zug%26spitze%404711";
    private static final List<String> TRACES = List.of("spitze", "4711");

    @TempDir
    Path folder;

    private TestDatabase database;
    private SwitchbackProcess program;
    private final List<Result> results = new ArrayList<>();

    @BeforeEach
    void userWithTheMarkerAsPassword() throws IOException {
        TestDatabase server = TestDatabases.postgres();
        String role = "keeper_" + server.url().replaceFirst(".*/", "");
        server.execute(
                "CREATE ROLE " + role + " LOGIN PASSWORD '" + MARKER + "'",
                "ALTER DATABASE " + server.url().replaceFirst(".*/", "") + " OWNER TO " + role);
        database = new TestDatabase(server.url(), role, MARKER);
        Path project = Files.createDirectories(folder.resolve("project"));
        new ProjectFolder(project)
                .migration("001_one", "CREATE TABLE one (id integer);", "DROP TABLE one;")
                .migration("002_two", "CREATE TABLE two (id integer);", "DROP TABLE two;");
        program = new SwitchbackProcess(project, database)
                .with("SWITCHBACK_HOME", folder.resolve("home").toString())
                .with("PGPASSFILE", folder.resolve("none").toString());
    }

    /** Whatever the test did: nothing that was printed, logged or stored has the marker. */
    @AfterEach
    void noTraceIsLeft() throws IOException {
        assertThat(results)
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.toString()).doesNotContain(TRACES));
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> written = files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("secret.pgpass"))
                    .toList();
            boolean failed = results.stream().anyMatch(result -> result.exit() > 1);
            assertThat(written.stream().anyMatch(file -> file.endsWith("switchback.log")))
                    .as("a log is written when there is something to log, and only then")
                    .isEqualTo(failed);
            assertThat(written)
                    .allSatisfy(file -> assertThat(content(file)).as(file + "").doesNotContain(TRACES));
        }
        assertThat(database.query("SELECT string_agg(m::text, '') FROM switchback.migration_history m"))
                .doesNotContain(TRACES);
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Result keep(Result result) {
        results.add(result);
        return result;
    }

    private void assertDone(Result result) {
        assertThat(keep(result).exit()).as(result.toString()).isZero();
    }

    @Test
    void passwordInTheEnvironment() throws Exception {
        assertDone(program.run("status"));
        Process apply = program.start("apply", "--yes");
        assertThat(apply.info().commandLine().orElse("")).doesNotContain(TRACES);
        assertThat(apply.waitFor()).isZero();
        assertDone(program.run("history", "--json"));
    }

    @Test
    void passwordInThePasswordFile() throws Exception {
        Path file = folder.resolve("secret.pgpass");
        Files.writeString(file, "*:*:*:" + database.user() + ":" + MARKER + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        SwitchbackProcess reader = program.without("SWITCHBACK_PASSWORD").with("PGPASSFILE", file.toString());

        assertDone(reader.run("apply", "--yes", "--json"));
        assertDone(reader.run("rollback", "--all", "--yes", "--json"));
    }

    @Test
    void passwordOfAProfile() throws Exception {
        String project = program.project().toString();
        SwitchbackProcess user = program.without("SWITCHBACK_PASSWORD").with("MY_PASSWORD", MARKER);

        assertDone(user.typed("profile", "add", "mine", "--url", withPassword(), "--secret", "env:MY_PASSWORD"));
        assertDone(user.typed("profile", "list", "--json"));
        assertDone(user.typed("profile", "test", "mine"));
        assertDone(user.typed("apply", "--profile", "mine", "--project", project, "--yes", "--json"));
    }

    private String withPassword() {
        return database.url()
                .replace("jdbc:postgresql://", "postgresql://" + database.user() + ":" + MARKER_IN_URL + "@");
    }

    @Test
    void passwordInsideAnAddress() throws Exception {
        String project = program.project().toString();
        SwitchbackProcess user = program.without("SWITCHBACK_PASSWORD").with("DATABASE_URL", withPassword());
        String parameters = database.url() + "?user=" + database.user() + "&password=" + MARKER_IN_URL;

        assertDone(user.typed("apply", "--url", "env:DATABASE_URL", "--project", project, "--yes", "--json"));
        assertDone(user.typed("status", "--url", withPassword(), "--project", project, "--json"));
        assertDone(user.typed("status", "--url", "jdbc:" + withPassword(), "--project", project));
        assertDone(user.typed("status", "--url", parameters, "--project", project, "--json"));
    }

    @Test
    void wrongPasswordsAndMistypedCommands() throws Exception {
        String project = program.project().toString();
        assertDone(program.run("apply", "--yes"));
        String wrong = withPassword().replace("4711", "spitze4711");

        assertExit(4, program.with("SWITCHBACK_PASSWORD", MARKER + "4711").run("status"));
        assertExit(4, program.typed("status", "--url", wrong, "--project", project, "--json"));
        assertExit(2, program.typed("status", withPassword(), "--project", project));
        assertExit(2, program.typed("status", "--ulr=" + withPassword(), "--json"));
        assertExit(2, program.typed("profile", "add", "broken", "--url", "postgresql://me:spitze/4711@host/db"));
        assertExit(2, program.typed("status", "--url", "postgres//me:spitze4711@host/db", "--project", project));
    }

    private void assertExit(int code, Result result) {
        assertThat(keep(result).exit()).as(result.toString()).isEqualTo(code);
    }
}

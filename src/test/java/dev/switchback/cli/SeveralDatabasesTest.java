package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.support.AlembicTarget;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Larkfield Ferries on the command line: two sets of Alembic, each with a database of its own. */
class SeveralDatabasesTest {

    private static final String BOOKINGS = "database/migrations/bookings";
    private static final String TIMETABLE = "database/migrations/timetable";

    @TempDir
    Path folder;

    private TestDatabase bookings = TestDatabases.h2();
    private TestDatabase timetable = TestDatabases.h2();
    private Shell shell = Shell.in(Path.of(""), bookings);

    @BeforeEach
    void openTheSample() {
        copySample();
        bookings = TestDatabases.postgres();
        timetable = TestDatabases.postgres();
        shell = Shell.in(folder, bookings).with("PATH", System.getenv("PATH"));
    }

    private void copySample() {
        Path sample = Path.of("migrations-samples/alembic-two-databases");
        try (Stream<Path> files = Files.walk(sample)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path copy = folder.resolve(sample.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private AlembicTarget target(String set, TestDatabase database, String variable) {
        return new AlembicTarget(folder, set, database, variable);
    }

    private AlembicTarget bookingsByAlembic() {
        return target(BOOKINGS, bookings, "BOOKINGS_DATABASE_URL");
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    @Test
    void oneDatabaseIsNotJudgedForSetsThatItMayNotBelongTo() {
        bookingsByAlembic().alembic().run("upgrade", "003");

        JsonNode status = shell.run("status", "--json").json();

        assertThat(each(status.path("sets"))).hasSize(2).allSatisfy(set -> {
            assertThat(set.path("applied").asInt()).isZero();
            assertThat(set.path("findings").findValuesAsText("code")).contains("which_set");
        });
        JsonNode chosen = shell.run("status", "--json", "--set", BOOKINGS).json();
        assertThat(each(chosen.path("sets"))).singleElement().satisfies(set -> {
            assertThat(set.path("applied").asInt()).isEqualTo(3);
            assertThat(set.path("findings").findValuesAsText("code")).doesNotContain("which_set");
        });
    }

    @Test
    void headsThatOnlyOneSetHasSayWhoseDatabaseItIs() {
        bookingsByAlembic().alembic().run("upgrade", "005");

        JsonNode status = shell.run("status", "--json").json();

        assertThat(status.path("sets").path(0).path("name").asText()).isEqualTo(BOOKINGS);
        assertThat(status.path("sets").path(0).path("applied").asInt()).isEqualTo(5);
        assertThat(status.path("sets").path(1).path("name").asText()).isEqualTo(TIMETABLE);
        assertThat(status.path("sets").path(1).path("applied").asInt()).isZero();
        assertThat(status.path("sets").path(1).path("findings").findValuesAsText("code"))
                .contains("which_set");
    }

    private static String python(TestDatabase database) {
        return database.url()
                .replace(
                        "jdbc:postgresql://",
                        "postgresql+psycopg2://" + database.user() + ":" + database.password() + "@");
    }

    private static String async(TestDatabase database) {
        return python(database).replace("postgresql+psycopg2:", "postgresql+asyncpg:");
    }

    private Shell withVariables() {
        return shell.with("BOOKINGS_DATABASE_URL", python(bookings)).with("TIMETABLE_DATABASE_URL", python(timetable));
    }

    private AlembicTarget timetableByAlembic() {
        return target(TIMETABLE, timetable, "TIMETABLE_DATABASE_URL");
    }

    @Test
    void eachSetIsShownOnTheDatabaseThatItsOwnEnvPyUses() {
        bookingsByAlembic().alembic().run("upgrade", "004");
        timetableByAlembic().alembic().run("upgrade", "001");

        JsonNode status = shell.with("BOOKINGS_DATABASE_URL", async(bookings))
                .with("TIMETABLE_DATABASE_URL", python(timetable).replace("postgresql+psycopg2", "postgres"))
                .here("status", "--json")
                .json();

        assertThat(each(status.path("databases"))).hasSize(2);
        JsonNode first = status.path("databases").path(0);
        JsonNode second = status.path("databases").path(1);
        assertThat(first.path("set").asText()).isEqualTo(BOOKINGS);
        assertThat(first.path("from").asText()).isEqualTo("env:BOOKINGS_DATABASE_URL");
        assertThat(first.path("sets")).hasSize(1);
        assertThat(first.path("sets").path(0).path("applied").asInt()).isEqualTo(3);
        assertThat(second.path("set").asText()).isEqualTo(TIMETABLE);
        assertThat(second.path("sets").path(0).path("applied").asInt()).isEqualTo(1);
        assertThat(status.toString()).doesNotContain("which_set");
    }

    @Test
    void everythingIsPlannedThenAppliedInOrder() {
        Shell.Result applied = withVariables().here("apply", "--yes", "--json");

        assertThat(applied.exit()).as(applied.toString()).isZero();
        assertThat(applied.json().path("databases").findValuesAsText("outcome"))
                .contains("completed")
                .doesNotContain("stopped");
        assertThat(bookingsByAlembic().alembic().run("current")).contains("007 (head)");
        assertThat(timetableByAlembic().alembic().run("current")).contains("003 (head)");
        assertThat(bookings.query("SELECT count(*) FROM switchback.schema_migrations"))
                .isEqualTo("7");
        assertThat(timetable.query("SELECT count(*) FROM switchback.schema_migrations"))
                .isEqualTo("3");
        assertThat(withVariables().here("status", "--check").exit()).isZero();
    }

    @Test
    void planAndDryRunTouchBothDatabasesAndChangeNeither() {
        JsonNode plan = withVariables().here("plan", "--json").json();

        assertThat(plan.path("databases").path(0).path("steps")).hasSize(7);
        assertThat(plan.path("databases").path(1).path("steps")).hasSize(3);
        Shell.Result tried = withVariables().here("dry-run", "--set", TIMETABLE, "--json");
        assertThat(tried.exit()).as(tried.toString()).isZero();
        assertThat(tried.json().path("trials")).hasSize(3);
        assertThat(timetable.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("0");
    }

    @Test
    void firstFailureStopsTheRest() {
        bookings.execute("CREATE TABLE passengers (id integer)");

        Shell.Result applied = withVariables().here("apply", "--yes", "--json");

        assertThat(applied.exit()).isEqualTo(ExitCode.FAILED);
        JsonNode parts = applied.json().path("databases");
        assertThat(parts.path(0).path("outcome").asText()).isEqualTo("stopped");
        assertThat(parts.path(0).path("error").path("message").asText()).contains("passengers");
        assertThat(parts.path(1).path("outcome").asText()).isEqualTo("not_run");
        assertThat(timetable.query("SELECT to_regclass('alembic_version') IS NULL"))
                .isEqualTo("t");
    }

    @Test
    void oneThatIsRefusedLetsNothingRunAnywhere() {
        timetableByAlembic().alembic().run("upgrade", "001");
        timetable.execute("UPDATE alembic_version SET version_num = 'feed'");

        Shell.Result applied = withVariables().here("apply", "--yes", "--json");

        assertThat(applied.exit()).isEqualTo(ExitCode.BLOCKED);
        JsonNode parts = applied.json().path("databases");
        assertThat(parts.path(0).path("outcome").asText()).isEqualTo("not_run");
        assertThat(parts.path(1).path("outcome").asText()).isEqualTo("refused");
        assertThat(bookings.query("SELECT to_regclass('alembic_version') IS NULL"))
                .isEqualTo("t");
    }

    @Test
    void databaseThatCannotBeReachedIsReportedBesideTheOther() {
        Shell.Result status = withVariables()
                .with("BOOKINGS_DATABASE_URL", "postgresql://nobody:wrong@localhost:1/none")
                .here("status", "--json");

        assertThat(status.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(status.json()
                        .path("databases")
                        .path(0)
                        .path("error")
                        .path("code")
                        .asText())
                .isEqualTo("unreachable");
        assertThat(status.json()
                        .path("databases")
                        .path(1)
                        .path("sets")
                        .path(0)
                        .path("pending")
                        .asInt())
                .isEqualTo(3);
        assertThat(status.out()).doesNotContain("wrong");
    }

    @Test
    void profilesSayWhichSetIsTheirs() {
        shell.here("profile", "add", "b", "--url", bookings.url(), "--user", bookings.user(), "--set", BOOKINGS);
        shell.here("profile", "add", "t", "--url", timetable.url(), "--user", timetable.user(), "--set", TIMETABLE);

        JsonNode both = shell.here("status", "--json", "--profile", "t", "--profile", "b")
                .json();
        assertThat(both.path("databases").findValuesAsText("from")).containsExactly("profile t", "profile b");

        JsonNode one = shell.here("status", "--json", "--profile", "b").json();
        assertThat(each(one.path("sets")))
                .singleElement()
                .satisfies(set -> assertThat(set.path("name").asText()).isEqualTo(BOOKINGS));
        assertThat(shell.here("status", "--profile", "b", "--set", TIMETABLE).exit())
                .isEqualTo(ExitCode.WRONG_USE);
    }

    @Test
    void variablesOfAFileAreReadWhenItIsNamedAndOnlyThen() throws IOException {
        Files.writeString(
                folder.resolve(".env"),
                "# Larkfield\nexport BOOKINGS_DATABASE_URL=\"" + python(bookings) + "\"\nTIMETABLE_DATABASE_URL="
                        + python(timetable) + " # the other\n");

        Shell.Result without = shell.here("status", "--json");
        assertThat(without.exit()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(without.errorCode()).isEqualTo("no_database");
        assertThat(without.out()).contains("BOOKINGS_DATABASE_URL").contains("--env-file");

        JsonNode status = shell.here(
                        "status", "--json", "--env-file", folder.resolve(".env").toString())
                .json();
        assertThat(each(status.path("databases"))).hasSize(2);
    }

    @Test
    void brokenFileOfVariablesIsNamedWithItsLineAndWithoutItsText() throws IOException {
        Files.writeString(folder.resolve(".env"), "GOOD=1\nsecret-without-a-name\n");

        Shell.Result status = shell.here(
                "status", "--json", "--env-file", folder.resolve(".env").toString());

        assertThat(status.exit()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(status.json().path("error").path("line").asInt()).isEqualTo(2);
        assertThat(status.toString()).doesNotContain("secret-without-a-name");
    }

    @Test
    void whatIsAboutOneSetWantsItNamed() {
        assertThat(withVariables().here("apply", "--yes", "--target", "001").err())
                .contains("--set");
        assertThat(withVariables().here("rollback", "--all", "--yes").err()).contains("--set");
        assertThat(withVariables().here("history", "--set", BOOKINGS).exit()).isZero();
    }

    @Test
    void sameDatabaseForTwoSetsOfOneTableIsRefused() {
        Shell.Result status =
                withVariables().with("TIMETABLE_DATABASE_URL", python(bookings)).here("status", "--json");

        assertThat(status.exit()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(status.errorCode()).isEqualTo("which_set");
    }

    @Test
    void guardedDatabaseWantsItsNameBeforeAnyIsTouched() {
        shell.here("profile", "add", "b", "--url", bookings.url(), "--user", bookings.user(), "--set", BOOKINGS);
        shell.here(
                "profile",
                "add",
                "t",
                "--url",
                timetable.url(),
                "--user",
                timetable.user(),
                "--set",
                TIMETABLE,
                "--guarded");

        Shell.Result applied = shell.here("apply", "--yes", "--profile", "b", "--profile", "t");

        assertThat(applied.exit()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(bookings.query("SELECT to_regclass('alembic_version') IS NULL"))
                .isEqualTo("t");
        String name = timetable.query("SELECT current_database()");
        assertThat(shell.here("apply", "--yes", "--profile", "t", "--profile", "b", "--confirm", name)
                        .exit())
                .isZero();
        assertThat(timetable.query("SELECT version_num FROM alembic_version")).isEqualTo("003");
    }

    @Test
    void switchesOfTheProjectsOwnProgramAreShownAndNotObeyed() throws IOException {
        Files.writeString(
                folder.resolve("docker-compose.yml"),
                "services:\n  api:\n    environment:\n      AUTO_RUN_MIGRATIONS: \"true\"\n      KEY: x\n");
        Shell off = withVariables().with("AUTO_RUN_MIGRATIONS", "false");

        JsonNode status = off.here("status", "--json").json();

        assertThat(status.findValuesAsText("message"))
                .anyMatch(message -> message.startsWith("AUTO_RUN_MIGRATIONS is false here: "))
                .anyMatch(message -> message.startsWith("AUTO_RUN_MIGRATIONS is true in docker-compose.yml, line 4: "));
        assertThat(off.here("apply", "--yes").exit()).isZero();
        assertThat(timetable.query("SELECT version_num FROM alembic_version")).isEqualTo("003");
        assertThat(off.here("status", "--check").exit()).isZero();
    }
}

package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands on several databases at once: planned together, run in order, reported one by one. */
class SeveralDatabasesTest extends LarkfieldFerries {

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
        Shell.Result tried = withVariables().here("dry-run", "--json");
        JsonNode databases = tried.json().path("databases");
        assertThat(databases.path(0).path("set").asText()).isEqualTo(BOOKINGS);
        assertThat(databases.path(1).path("trials")).as(tried.toString()).hasSize(3);
        for (TestDatabase database : List.of(bookings, timetable)) {
            assertThat(database.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                    .isEqualTo("0");
        }
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
    void whatIsAboutOneSetWantsItNamed() {
        assertThat(withVariables().here("apply", "--yes", "--target", "001").err())
                .contains("--set");
        assertThat(withVariables().here("rollback", "--all", "--yes").err()).contains("--set");
        assertThat(withVariables().here("history", "--set", BOOKINGS).exit()).isZero();
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

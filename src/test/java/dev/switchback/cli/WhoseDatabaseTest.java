package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Which database belongs to which set: said by variables, files of them, profiles, or by what is in it. */
class WhoseDatabaseTest extends LarkfieldFerries {

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
    void sameDatabaseForTwoSetsOfOneTableIsRefused() {
        Shell.Result status =
                withVariables().with("TIMETABLE_DATABASE_URL", python(bookings)).here("status", "--json");

        assertThat(status.exit()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(status.errorCode()).isEqualTo("which_set");
    }
}

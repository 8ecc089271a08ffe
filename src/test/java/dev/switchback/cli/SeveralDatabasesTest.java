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
}

package dev.switchback.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.support.AlembicTarget;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The sample of Larkfield Ferries: two sets of Alembic, each with a database of its own. */
abstract class LarkfieldFerries {

    static final String BOOKINGS = "database/migrations/bookings";
    static final String TIMETABLE = "database/migrations/timetable";

    @TempDir
    Path folder;

    TestDatabase bookings = TestDatabases.h2();
    TestDatabase timetable = TestDatabases.h2();
    Shell shell = Shell.in(Path.of(""), bookings);

    @BeforeEach
    void openTheSample() {
        ProjectFolder.copy(Path.of("migrations-samples/alembic-two-databases"), folder);
        bookings = TestDatabases.postgres();
        timetable = TestDatabases.postgres();
        shell = Shell.in(folder, bookings).with("PATH", System.getenv("PATH"));
    }

    AlembicTarget target(String set, TestDatabase database, String variable) {
        return new AlembicTarget(folder, set, database, variable);
    }

    AlembicTarget bookingsByAlembic() {
        return target(BOOKINGS, bookings, "BOOKINGS_DATABASE_URL");
    }

    static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static String python(TestDatabase database) {
        return database.url()
                .replace(
                        "jdbc:postgresql://",
                        "postgresql+psycopg2://" + database.user() + ":" + database.password() + "@");
    }

    static String async(TestDatabase database) {
        return python(database).replace("postgresql+psycopg2:", "postgresql+asyncpg:");
    }

    Shell withVariables() {
        return shell.with("BOOKINGS_DATABASE_URL", python(bookings)).with("TIMETABLE_DATABASE_URL", python(timetable));
    }

    AlembicTarget timetableByAlembic() {
        return target(TIMETABLE, timetable, "TIMETABLE_DATABASE_URL");
    }
}

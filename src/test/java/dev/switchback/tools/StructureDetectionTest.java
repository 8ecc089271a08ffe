package dev.switchback.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.support.DatabaseKind;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that nobody kept a record of is adopted by what is in it. */
class StructureDetectionTest {

    @TempDir
    Path folder;

    private void fiveMigrations() {
        new ProjectFolder(folder)
                .migration("001_parcels", "CREATE TABLE parcels (id integer, weight integer);", "DROP TABLE parcels;")
                .migration("002_old", "CREATE TABLE old_labels (id integer);", "DROP TABLE old_labels;")
                .migration("003_fill", "INSERT INTO parcels VALUES (1, 5);", "DELETE FROM parcels;")
                .migration("004_no_labels", "DROP TABLE old_labels;", "CREATE TABLE old_labels (id integer);")
                .migration("005_index", "CREATE INDEX heavy ON parcels (weight);", "DROP INDEX heavy;");
    }

    private JsonNode adopt(TestDatabase database, String... options) {
        List<String> words = new ArrayList<>(List.of("--from", "structure"));
        words.addAll(List.of(options));
        ToolShell.Result result = new ToolShell(folder, database).run("adopt", words.toArray(String[]::new));
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        return result.json();
    }

    private static List<String> verdicts(JsonNode document) {
        List<String> verdicts = new ArrayList<>();
        document.path("lines").forEach(line -> verdicts.add(line.path("verdict").asText()));
        return verdicts;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private List<String> pending(TestDatabase database) {
        JsonNode status = new ToolShell(folder, database).run("status").json();
        List<String> pending = new ArrayList<>();
        status.path("sets").get(0).path("migrations").forEach(migration -> {
            if (migration.path("state").asText().equals("pending")) {
                pending.add(migration.path("id").asText());
            }
        });
        return pending;
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void whatTheStructureShowsIsRecordedAndTheRestRuns(DatabaseKind kind) {
        fiveMigrations();
        TestDatabase database = kind.fresh();
        database.execute("CREATE TABLE parcels (id integer, weight integer)", "CREATE TABLE reports (id integer)");

        JsonNode shown = adopt(database);

        assertThat(verdicts(shown)).containsExactly("there", "there", "there", "there", "missing");
        assertThat(texts(shown.path("lines").get(4).path("missing")))
                .singleElement(STRING)
                .containsIgnoringCase("heavy");
        assertThat(texts(shown.path("further")))
                .anySatisfy(key -> assertThat(key).containsIgnoringCase("reports"));
        assertThat(pending(database)).as("showing records nothing").hasSize(5);

        JsonNode adopted = adopt(database, "--reason", "grown by hand", "--yes");

        assertThat(texts(adopted.path("to_record")))
                .containsExactly("001_parcels", "002_old", "003_fill", "004_no_labels");
        assertThat(pending(database)).containsExactly("005_index");
        ToolShell.Result applied = new ToolShell(folder, database).run("apply", "--yes");
        assertThat(applied.exit()).as(applied.out()).isZero();
        assertThat(pending(database)).isEmpty();
        assertThat(adopt(database).path("to_record")).as("nothing is left").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void whatWasToGoAndIsThereIsNotApplied(DatabaseKind kind) {
        fiveMigrations();
        TestDatabase database = kind.fresh();
        database.execute("CREATE TABLE parcels (id integer, weight integer)", "CREATE TABLE old_labels (id integer)");

        JsonNode shown = adopt(database);

        assertThat(verdicts(shown)).containsExactly("there", "there", "unseen", "missing", "missing");
        assertThat(texts(shown.path("to_record"))).containsExactly("001_parcels", "002_old");
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void anotherDefinitionIsNotTheSame(DatabaseKind kind) {
        fiveMigrations();
        TestDatabase database = kind.fresh();
        database.execute("CREATE TABLE parcels (id integer, weight varchar(10))");

        JsonNode shown = adopt(database, "--reason", "grown by hand", "--yes");

        assertThat(shown.path("to_record")).isEmpty();
        assertThat(verdicts(shown)).containsExactly("missing", "missing", "unseen", "missing", "missing");
        assertThat(texts(shown.path("lines").get(0).path("missing")).toString()).containsIgnoringCase("weight");
    }

    @Test
    void phasesAreTriedPastTheirGates() {
        fiveMigrations();
        new ProjectFolder(folder).write("switchback.toml", """
                        [[phases]]
                        name = "tables"
                        migrations = ["001", "002"]

                        [[phases]]
                        name = "the rest"
                        gate = "Look at the tables"
                        migrations = ["003", "004", "005"]
                        """);
        TestDatabase database = DatabaseKind.POSTGRES.fresh();
        database.execute("CREATE TABLE parcels (id integer, weight integer)", "CREATE INDEX heavy ON parcels (weight)");

        assertThat(texts(adopt(database).path("to_record"))).hasSize(5);
    }

    @Test
    void aSetThatCannotBeTriedSaysWhy() {
        new ProjectFolder(folder).migration("001_wrong", "CREATE TABLE t (id no_such_type);", "DROP TABLE t;");

        ToolShell.Result result =
                new ToolShell(folder, DatabaseKind.POSTGRES.fresh()).run("adopt", "--from", "structure");

        assertThat(result.exit()).isNotZero();
        assertThat(result.json().path("error").path("message").asText()).contains("no_such_type");
        assertThat(result.json().path("error").path("hint").asText()).contains("stamp");
    }

    @Test
    void whatWouldStayOnTheServerIsNotTried() {
        new ProjectFolder(folder).migration("001_role", "CREATE ROLE switchback_clerk;", "DROP ROLE switchback_clerk;");
        TestDatabase database = DatabaseKind.POSTGRES.fresh();

        ToolShell.Result result = new ToolShell(folder, database).run("adopt", "--from", "structure");

        assertThat(result.json().path("error").path("message").asText()).contains("001_role reaches beyond");
        assertThat(database.query("SELECT count(*) FROM pg_roles WHERE rolname = 'switchback_clerk'"))
                .isEqualTo("0");
    }

    @Test
    void aRecordOfTheProjectsOwnRunnerMayBeWhatIsMissing() {
        new ProjectFolder(folder).write("001_parcels.py", """
                        def apply(connection):
                            connection.cursor().execute('CREATE TABLE parcels (id integer)')
                            connection.cursor().execute('CREATE TABLE migration_history (id serial PRIMARY KEY)')


                        def rollback(connection):
                            connection.cursor().execute('DROP TABLE parcels')
                        """);
        TestDatabase database = DatabaseKind.POSTGRES.fresh();
        database.execute("CREATE TABLE parcels (id integer)");

        assertThat(texts(adopt(database).path("to_record"))).containsExactly("001_parcels");
        assertThat(database.query("SELECT count(*) FROM pg_database WHERE datname LIKE 'switchback_scratch%'"))
                .as("temporary databases are gone")
                .isEqualTo("0");
    }
}

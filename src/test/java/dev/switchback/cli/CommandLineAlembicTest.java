package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.support.AlembicTarget;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of revisions of Alembic on the command line. */
class CommandLineAlembicTest {

    @TempDir
    Path folder;

    private ProjectFolder project = new ProjectFolder(Path.of(""));
    private AlembicTarget target = new AlembicTarget(Path.of(""), "", TestDatabases.h2(), "");
    private Shell shell = Shell.in(Path.of(""), TestDatabases.h2());

    @BeforeEach
    void twoRevisions() throws IOException {
        Path bookings = Path.of("migrations-samples/alembic-two-databases/database/migrations/bookings");
        project = new ProjectFolder(folder);
        project.write("alembic.ini", Files.readString(bookings.resolve("alembic.ini")));
        project.write("env.py", Files.readString(bookings.resolve("env.py")));
        revision("one", "None", "op.execute('CREATE TABLE one (id integer)')");
        revision("two", "'one'", "op.get_bind().execute('SELECT 1').scalar()");
        target = new AlembicTarget(folder, "main", TestDatabases.postgres(), "BOOKINGS_DATABASE_URL");
        shell = Shell.in(folder, target.database()).with("PATH", System.getenv("PATH"));
    }

    private void revision(String id, String parent, String upgrade) {
        project.write("versions/" + id + ".py", """
                from alembic import op

                revision = '%s'
                down_revision = %s


                def upgrade():
                    %s


                def downgrade():
                    pass
                """.formatted(id, parent, upgrade));
    }

    @Test
    void whatIsRecordedIsListedOnceAlsoWhereAlembicWentBack() {
        assertThat(shell.run("stamp", "two", "--reason", "a test", "--yes").out())
                .contains("Recorded: one, two.");
        target.alembic().run("stamp", "one");

        JsonNode again = shell.run("stamp", "two", "--reason", "a test", "--yes", "--json")
                .json();

        assertThat(again.path("recorded")).hasToString("[\"two\"]");
    }

    @Test
    void recordOfALargerProjectIsNotTakenForAlembics() {
        shell.run("apply", "--only", "one", "--yes");
        project.write("switchback.toml", "[[sets]]\npath = \".\"\nid = \"ferries\"\n");

        assertThat(shell.run("status").out())
                .contains("alembic_version says that it is applied, and what Switchback recorded of this set does not");
    }

    @Test
    void dryRunSaysTrulyWhyARevisionWasNotTried() {
        assertThat(shell.run("dry-run").toString())
                .contains("two was not tried: Alembic itself runs it, on a connection of its own");
    }

    @Test
    void variableThatNobodyNamedIsNotSaidToBeRead() throws IOException {
        project.write(
                "env.py", Files.readString(folder.resolve("env.py")).replace("BOOKINGS_DATABASE_URL", "FERRY_ADDRESS"));

        assertThat(shell.here("status").err())
                .contains("its env.py names no variable that is known to hold an address, and DATABASE_URL");
    }

    @Test
    void headsAreNotSaidToBeAppliedBeforeTheyAre() {
        revision("other", "'one'", "op.execute('CREATE TABLE other (id integer)')");

        assertThat(shell.run("status").out())
                .contains("there are 2 heads: other, two. Whoever applies everything applies all of them");
    }
}

package dev.switchback.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Revisions of Alembic become annotated files: as Alembic writes them, or as they ran. */
class AlembicConversionTest {

    private static final Path SAMPLE =
            Path.of("migrations-samples", "alembic-two-databases", "database", "migrations", "bookings");

    @TempDir
    Path folder;

    private ProjectFolder files = new ProjectFolder(Path.of(""));
    private ConvertedSet converted = new ConvertedSet(Path.of(""), "main", Path.of(""));

    @BeforeEach
    void project() {
        files = ProjectFolder.copy(SAMPLE, folder.resolve("project"));
        converted = new ConvertedSet(files.path(), "main", folder.resolve("converted"));
    }

    private void revision(String id, String needs, String upgrade, String downgrade) {
        files.write("versions/" + id + ".py", """
                \"""Revision %s\"""
                from alembic import op
                import sqlalchemy as sa

                revision = "%s"
                %s


                def upgrade():
                %s

                def downgrade():
                %s
                """.formatted(id, id, needs, upgrade.indent(4), downgrade.indent(4)));
    }

    @Test
    void branchesMergesBasesAndFurtherNeedsStay() {
        revision("zed", "down_revision = None", "op.execute('CREATE TABLE zed (id integer)')", "op.drop_table('zed')");
        revision(
                "abc",
                "down_revision = 'zed'\ndepends_on = ('003', '006')",
                "op.execute('CREATE TABLE abc (id integer)')",
                "op.drop_table('abc')");

        JsonNode json = converted.proved(TestDatabases.postgres());

        assertThat(converted.text("005"))
                .contains("-- Depends on: [003, 004]")
                .contains("-- Description: Bring vouchers");
        assertThat(converted.text("abc")).contains("-- Depends on: [zed, 003, 006]");
        assertThat(converted.text("zed")).contains("-- Depends on: []");
        assertThat(json.path("order").asText()).isEqualTo("independent_ones_differ");
        assertThat(json.path("remarks").toString())
                .contains("revisions that do not need each other run in another order");
        assertThat(json.path("taken_back").asInt()).isEqualTo(9);
        assertThat(json.path("files").findValuesAsText("up")).contains("rendered", "recorded");
    }

    @Test
    void whatLooksAtTheDatabaseIsRecordedWithItsValues() {
        revision("008", "down_revision = '007'", """
                bind = op.get_bind()
                if not sa.inspect(bind).has_table("notes"):
                    op.create_table("notes", sa.Column("id", sa.Integer, primary_key=True), sa.Column("word", sa.Text),
                                    sa.Column("kept", sa.JSON), sa.Column("raw", sa.LargeBinary))
                notes = sa.table("notes", sa.column("id", sa.Integer), sa.column("word", sa.Text),
                                 sa.column("kept", sa.JSON), sa.column("raw", sa.LargeBinary))
                bind.execute(notes.insert(), [
                    {"id": 1, "word": "it's 100% \\\\ :x", "kept": {"a": [None, "ü'"]}, "raw": b"\\x00'"},
                    {"id": 2, "word": None, "kept": None, "raw": None}])
                with bind.begin_nested() as lost:
                    bind.execute(sa.text("INSERT INTO notes (id) VALUES (3)"))
                    lost.rollback()
                if bind.execute(sa.text("SELECT count(*) FROM notes")).scalar() == 2:
                    op.execute("UPDATE notes SET word = 'two' WHERE id = 2")
                """, "op.get_bind().execute(sa.text('DROP TABLE notes'))");

        JsonNode json = converted.proved(TestDatabases.postgres());

        assertThat(converted.text("008"))
                .contains("-- Recorded: what 008.py sent in an empty database")
                .contains("it''s 100% ")
                .contains("-- read: SELECT count(*) FROM notes")
                .doesNotContain("SAVEPOINT", "VALUES (3)");
        assertThat(json.path("files").get(7).path("down").asText()).isEqualTo("recorded");
        assertThat(converted.sameRows()).isNotEmpty();
    }

    @Test
    void aRevisionThatCommitsItselfKeepsItsBlocks() {
        revision("008", "down_revision = '007'", """
                bind = op.get_bind()
                bind.execute(sa.text("SELECT 1 FROM bookings")).fetchall()
                op.execute("CREATE TABLE eight (status booking_status)")
                with op.get_context().autocommit_block():
                    op.execute("ALTER TYPE booking_status ADD VALUE 'lost'")
                op.execute("INSERT INTO eight VALUES ('lost')")
                """, "op.drop_table('eight')");

        converted.proved(TestDatabases.postgres());

        assertThat(converted.text("008"))
                .containsSubsequence(
                        "BEGIN;",
                        "CREATE TABLE eight",
                        "COMMIT;",
                        "ADD VALUE 'lost';",
                        "BEGIN;",
                        "INSERT INTO eight",
                        "COMMIT;");
        assertThat(converted.sameRows()).isNotEmpty();
    }

    @Test
    void whatHasNoWayBackIsSaidByName() {
        revision(
                "008",
                "down_revision = '007'",
                "op.execute('CREATE TABLE e (id integer)')",
                "raise NotImplementedError()");
        revision("009", "down_revision = '008'", "op.execute('CREATE TABLE n (id integer)')", """
                op.execute("DROP TABLE n")
                raise RuntimeError("not really")
                """);

        JsonNode json = converted.proved(TestDatabases.postgres());

        assertThat(converted.text("006")).contains("-- @down");
        assertThat(converted.text("008"))
                .contains("-- Irreversible: its downgrade() raises NotImplementedError")
                .doesNotContain("@down");
        assertThat(converted.text("009"))
                .contains("-- Irreversible: downgrade() is in error")
                .contains("not really");
        assertThat(json.path("remarks").toString()).contains("009 has no way back");
        assertThat(json.path("taken_back").asInt()).isZero();
    }

    @Test
    void aRevisionInErrorIsNamedAndNothingIsWritten() {
        revision("008", "down_revision = '007'", "op.create_nothing()", "pass");

        ToolShell.Result result = converted.convert(TestDatabases.postgres());

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.json().path("error").path("code").asText()).isEqualTo("not_written");
        assertThat(result.json().path("error").path("message").asText()).contains("008", "create_nothing");
        assertThat(converted.folder()).doesNotExist();
    }
}

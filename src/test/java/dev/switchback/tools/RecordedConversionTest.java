package dev.switchback.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Project;
import dev.switchback.engine.source.Conversion;
import dev.switchback.engine.source.ProjectReader;
import dev.switchback.engine.source.SetInSql;
import dev.switchback.support.DatabaseKind;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Python migrations become the SQL that they send, with every value as it was sent. */
class RecordedConversionTest {

    @TempDir
    Path folder;

    private ProjectFolder files = new ProjectFolder(Path.of(""));
    private ConvertedSet converted = new ConvertedSet(Path.of(""), "main", Path.of(""));

    @BeforeEach
    void project() {
        files = new ProjectFolder(folder.resolve("project"));
        converted = new ConvertedSet(files.path(), "main", folder.resolve("converted"));
    }

    private void migration(String name, String apply, String rollback) {
        files.write(name + ".py", """
                import datetime, decimal, io, uuid
                import psycopg2
                from psycopg2.extras import Json, execute_values


                def apply(connection):
                    cursor = connection.cursor()
                %s

                def rollback(connection):
                    cursor = connection.cursor()
                %s
                """.formatted(apply.indent(4), rollback.indent(4)));
    }

    @Test
    void valuesAreWrittenAsTheyWereSent() {
        migration("001_values", """
                cursor.execute("CREATE TABLE t (id serial, w text, n numeric, d date, z timestamptz, i interval, "
                               "j jsonb, b bytea, u uuid, a text[], f boolean)")
                insert = "INSERT INTO t (w, n, d, z, i, j, b, u, a, f) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
                when = datetime.datetime(2026, 2, 3, 4, 5, 6, tzinfo=datetime.timezone.utc)
                cursor.execute(insert, ("O'Hara \\\\ \\"100%\\"\\n-- @down\\n;", decimal.Decimal("1.50"),
                               datetime.date(2026, 1, 2), when, datetime.timedelta(minutes=90),
                               Json({"it's": ["\\\\", None, "ä"]}), b"\\x00\\xff'", uuid.UUID(int=7), ["a,b", None], True))
                cursor.executemany(insert, [(None,) * 10, ("NULL",) + (None,) * 9])
                execute_values(cursor, "INSERT INTO t (w, n) VALUES %s", [("x", 1), ("y'", float("nan"))])
                cursor.copy_expert("COPY t (w, n) FROM STDIN", io.StringIO("tab\\\\tbed\\t3\\n\\\\N\\t4\\n"))
                """, "cursor.execute('DROP TABLE t')");

        ToolShell.Result marker = converted.convert(TestDatabases.postgres());

        assertThat(marker.exit()).isEqualTo(2);
        assertThat(marker.json().path("error").path("code").asText()).isEqualTo("text_changed");
        files.write("001_values.py", read().replace("\\n-- @down", "\\n-- no marker"));
        converted = new ConvertedSet(files.path(), "main", folder.resolve("again"));
        JsonNode json = converted.proved(TestDatabases.postgres());
        assertThat(json.path("files").get(0).path("up").asText()).isEqualTo("recorded");
        assertThat(json.path("files").get(0).path("down").asText()).isEqualTo("recorded");
        assertThat(converted.text("001_values"))
                .contains("-- Recorded: what 001_values.py sent in an empty database")
                .contains("\n-- @down\n");
        assertThat(converted.sameRows()).isNotEmpty();
    }

    private String read() {
        return new ConvertedSet(files.path(), "main", files.path())
                .before()
                .migrations()
                .getFirst()
                .source()
                .text();
    }

    @Test
    void whatTheScriptTookBackIsGoneAndWhatItReadIsAComment() {
        migration("001_first", """
                cursor.execute("CREATE TABLE t (id serial PRIMARY KEY, w text)")
                connection.commit()
                cursor.execute("INSERT INTO t (id, w) VALUES (8, 'taken back')")
                connection.rollback()
                cursor.execute("SAVEPOINT s")
                cursor.execute("INSERT INTO t (id, w) VALUES (9, 'taken back too')")
                cursor.execute("ROLLBACK TO SAVEPOINT s")
                cursor.execute("INSERT INTO t (w) VALUES ('stays') RETURNING id")
                first = cursor.fetchone()[0]
                cursor.execute("SELECT count(*) FROM t")
                cursor.execute("SELECT setval('t_id_seq', 40)")
                cursor.execute("INSERT INTO t (w) VALUES (%s)", ("after %d" % first,))
                """, "cursor.execute('DROP TABLE t')");

        JsonNode json = converted.proved(TestDatabases.postgres());

        assertThat(converted.text("001_first"))
                .doesNotContain("taken back", "SAVEPOINT", "COMMIT")
                .contains("-- read: SELECT count(*) FROM t\n")
                .contains("\nSELECT setval('t_id_seq', 40);\n")
                .contains("-- Manual steps: This is a recording of 001_first.py in an empty database");
        assertThat(json.path("remarks").toString())
                .contains("001_first.py, which reads rows (line ")
                .contains("001_first.py, which took back a part of what it had tried");
        assertThat(converted.sameRows()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void onBothKindsOfDatabase(DatabaseKind kind) {
        migration("001_a", """
                cursor.execute("CREATE TABLE a (id integer, w varchar(40))")
                cursor.execute("INSERT INTO a VALUES (%s, %s)", (1, "it's"))
                """, "cursor.execute('DROP TABLE a')");
        migration(
                "002_b",
                "cursor.execute('ALTER TABLE a ADD COLUMN n integer')",
                "cursor.execute('ALTER TABLE a DROP COLUMN n')");

        JsonNode json = converted.proved(kind.fresh());

        assertThat(json.path("taken_back").asInt()).isEqualTo(2);
    }

    @Test
    void whatHasNoWayBackIsSaidAndTheOthersAreRecordedAllTheSame() {
        migration("001_a", "cursor.execute('CREATE TABLE a (id integer)')", "cursor.execute('DROP TABLE a')");
        migration("002_b", "cursor.execute('CREATE TABLE b (id integer)')", "raise RuntimeError('b is for ever')");
        migration("003_c", "cursor.execute('CREATE TABLE c (id integer)')", "cursor.execute('DROP TABLE c')");

        JsonNode json = converted.proved(TestDatabases.postgres());

        assertThat(converted.text("001_a")).contains("-- @down").contains("DROP TABLE a;");
        assertThat(converted.text("002_b"))
                .contains("-- Irreversible: its way back failed when it was recorded: RuntimeError: b is for ever")
                .doesNotContain("-- @down");
        assertThat(converted.text("003_c")).contains("DROP TABLE c;");
        assertThat(json.path("remarks").toString()).contains("002_b has no way back");
        assertThat(json.path("taken_back").asInt()).isEqualTo(1);
    }

    @Test
    void aScriptThatFailsIsNamedAndNothingIsWritten() {
        migration("001_a", "cursor.execute('CREATE TABLE a (id integer)')", "pass");
        migration("002_b", "cursor.execute('CREATE TABLE a (id integer)')", "pass");

        ToolShell.Result result = converted.convert(TestDatabases.postgres());

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.json().path("error").path("message").asText())
                .contains("002_b")
                .contains("already exists");
        assertThat(converted.folder()).doesNotExist();
    }

    @Test
    void pythonIsNeverWrittenAsIfItWereSql() {
        migration("001_a", "cursor.execute('CREATE TABLE a (id integer)')", "pass");
        Project project = ProjectReader.read(files.path());

        assertThatThrownBy(
                        () -> Conversion.of(project, SetInSql.of(project.sets().getFirst())))
                .isInstanceOf(SwitchbackException.Unreadable.class)
                .hasMessageContaining("001_a is a program");
    }
}

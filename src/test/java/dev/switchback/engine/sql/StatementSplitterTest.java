package dev.switchback.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementSplitterTest {

    private static List<SqlStatement> split(String sql) {
        return StatementSplitter.split(sql, 1, SqlSyntax.POSTGRESQL);
    }

    private static List<String> texts(String sql) {
        return split(sql).stream().map(SqlStatement::text).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'a;b'",
                "SELECT 'it''s;'",
                "SELECT E'a\\';b'",
                "SELECT U&'d\\0061;t'",
                "SELECT \"odd;name\"",
                "SELECT $$a;b$$",
                "SELECT $tag$a;$$;b$tag$",
                "SELECT 1 /* a; /* nested; */ b; */ + 1",
                "SELECT a -- not; here\n + 1",
                "SELECT data ?| array['a;b'], x::text, $1",
                "CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO a VALUES (1); INSERT INTO b VALUES (2))",
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 ELSE 2 END; SELECT 2; END",
                "CREATE OR REPLACE PROCEDURE p() LANGUAGE sql BEGIN ATOMIC INSERT INTO t VALUES (1); END",
                "DO $$ BEGIN PERFORM 1; END $$",
                "SELECT e'x;', b'01', x'ff', 1.5e-3, a.b",
                "SELECT 1e"
            })
    void semicolonsInsideDoNotSplit(String statement) {
        assertThat(texts(statement + ";SELECT 2")).containsExactly(statement, "SELECT 2");
        assertThat(texts(statement)).containsExactly(statement);
    }

    @Test
    void placesAreExact() {
        List<SqlStatement> statements = StatementSplitter.split(
                "-- first\nCREATE TABLE a (id int);\r\n  /* x */ INSERT INTO a\n VALUES (1);",
                10,
                SqlSyntax.POSTGRESQL);

        assertThat(statements).extracting(s -> s.line() + ":" + s.column()).containsExactly("11:1", "12:11");
    }

    @Test
    void commentsAndStraySemicolonsAreNoStatements() {
        assertThat(texts("-- nothing\n;; /* here */ ;\n")).isEmpty();
    }

    @Test
    void copyTakesItsDataAlong() {
        List<SqlStatement> statements = split("COPY t (a, b) FROM STDIN;\n1\tone; two\n2\t'three\n\\.\nSELECT 1;");

        assertThat(statements).extracting(SqlStatement::text).containsExactly("COPY t (a, b) FROM STDIN", "SELECT 1");
        assertThat(statements.getFirst().data().orElseThrow().lines()).isEqualTo("1\tone; two\n2\t'three\n");
        assertThat(statements.getLast().line()).isEqualTo(5);
    }

    @Test
    void gooseMarkersKeepStatementsTogether() {
        assertThat(texts("-- +goose StatementBegin\nA; B; C;\n-- +goose StatementEnd\nD;"))
                .containsExactly("A; B; C;", "D");
    }

    @Test
    void harmlessPsqlCommandsAreSkipped() {
        assertThat(texts("\\restrict abc\n\\set ON_ERROR_STOP on\nSELECT 1\\;SELECT 2;\n\\unrestrict abc"))
                .containsExactly("SELECT 1", "SELECT 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\! rm -rf x", "\\copy t from program 'x'", "\\o file", "\\c other", "\\set mine 1"})
    void psqlCommandsWithPowersAreRefusedByName(String command) {
        assertThatThrownBy(() -> split("SELECT 1;\n  " + command))
                .isInstanceOfSatisfying(SqlSyntaxException.class, e -> {
                    assertThat(e.line()).isEqualTo(2);
                    assertThat(e.column()).isEqualTo(3);
                    assertThat(e).hasMessageContaining(command.split(" ", 2)[0]);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 'open", "SELECT \"open", "SELECT $x$open$$", "SELECT /* open /* */"})
    void whatIsNeverClosedIsAnErrorWhereItBegins(String sql) {
        assertThatThrownBy(() -> split("SELECT 1;\n" + sql))
                .isInstanceOfSatisfying(
                        SqlSyntaxException.class, e -> assertThat(e.column()).isEqualTo(8));
    }

    @Test
    void sqlBehindACopyOnItsLineIsNotLost() {
        List<SqlStatement> statements =
                split("COPY a FROM STDIN; COPY b FROM STDIN; SELECT 1; -- x\n1\n\\.\n2\n\\.\nSELECT 2;");

        assertThat(statements)
                .extracting(SqlStatement::text)
                .containsExactly("COPY a FROM STDIN", "COPY b FROM STDIN", "SELECT 1", "SELECT 2");
        assertThat(statements.get(0).data().orElseThrow().lines()).isEqualTo("1\n");
        assertThat(statements.get(1).data().orElseThrow().lines()).isEqualTo("2\n");
        assertThat(statements.get(3).line()).isEqualTo(6);
        assertThatThrownBy(() -> split("COPY a FROM STDIN; SELECT\n1\n\\.\n 2;"))
                .isInstanceOfSatisfying(
                        SqlSyntaxException.class, e -> assertThat(e.column()).isEqualTo(20));
    }

    @Test
    void backslashesEscapeWhereTheScriptSaysSo() {
        assertThat(texts(
                        "SELECT 'a\\'; SET standard_conforming_strings = off; SELECT 'b\\';c'; RESET ALL; SELECT '\\'"))
                .containsExactly(
                        "SELECT 'a\\'",
                        "SET standard_conforming_strings = off",
                        "SELECT 'b\\';c'",
                        "RESET ALL",
                        "SELECT '\\'");
        assertThat(texts("SELECT E'a'\n 'b\\';c';d")).containsExactly("SELECT E'a'\n 'b\\';c'", "d");
    }

    @Test
    void sqlBehindASkippedCommandIsNotLost() {
        assertThat(texts("\\echo 'a \\\\ b' \\\\ SELECT 1;\n\\timing \\qecho x\nSELECT 2;"))
                .containsExactly("SELECT 1", "SELECT 2");
        assertThatThrownBy(() -> split("\\echo `rm x`")).isInstanceOf(SqlSyntaxException.class);
        assertThatThrownBy(() -> split("\\echo a \\! rm x")).hasMessageContaining("\\!");
    }

    @Test
    void h2ReadsItsOwnCommentsAndNames() {
        assertThat(StatementSplitter.split("SELECT `a;b` // it's; here\n, $$c;$$; SELECT 'd\\';", 1, SqlSyntax.H2))
                .extracting(SqlStatement::text)
                .containsExactly("SELECT `a;b` // it's; here\n, $$c;$$", "SELECT 'd\\'");
    }
}

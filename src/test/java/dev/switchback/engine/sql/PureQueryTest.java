package dev.switchback.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a recording may leave out, and how it is laid out. */
class PureQueryTest {

    private static SqlStatement statement(String text) {
        return new SqlStatement(text, 0, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id, name FROM t WHERE id IN (1, 2) ORDER BY coalesce(name, '')",
                "select count(*) from t -- insert into t",
                "SELECT id FROM t FOR NO KEY UPDATE",
                "WITH a AS (SELECT 1) SELECT max(x) FROM a",
                "SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid) FROM pg_catalog.pg_attrdef d",
                "SHOW search_path",
                "SELECT date_trunc('day', a), jsonb_build_object('a', b), to_char(c, 'YYYY') FROM t",
                "VALUES (1), (2)",
                "SELECT 'INTO', \"INSERT\" FROM t"
            })
    void readingChangesNothing(String text) {
        assertThat(PureQuery.is(statement(text), SqlSyntax.POSTGRESQL)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT setval('s', 4)",
                "SELECT * INTO u FROM t",
                "WITH gone AS (DELETE FROM t RETURNING id) SELECT count(*) FROM gone",
                "SELECT \"tidy up\"()",
                "SELECT set_config('role', 'owner', false)",
                "SELECT date_dim_fill(2026)",
                "SELECT json_import('{}')",
                "SELECT app.format(1)",
                "INSERT INTO t SELECT 1",
                "CREATE TABLE t (id integer)"
            })
    void whatMayChangeSomethingStays(String text) {
        assertThat(PureQuery.is(statement(text), SqlSyntax.POSTGRESQL)).isFalse();
    }

    @Test
    void rowsOfTheCatalogueAreNobodysData() {
        assertThat(PureQuery.readsRows(statement("SELECT 1 FROM t"), SqlSyntax.POSTGRESQL))
                .isTrue();
        assertThat(PureQuery.readsRows(statement("INSERT INTO t VALUES (1) RETURNING id"), SqlSyntax.POSTGRESQL))
                .isTrue();
        assertThat(PureQuery.readsRows(statement("SELECT 1 FROM information_schema.tables"), SqlSyntax.POSTGRESQL))
                .isFalse();
        assertThat(PureQuery.readsRows(statement("SELECT version()"), SqlSyntax.POSTGRESQL))
                .isFalse();
        assertThat(PureQuery.readsRows(statement("DELETE FROM t"), SqlSyntax.POSTGRESQL))
                .isFalse();
    }

    @Test
    void indentationGoesUnlessItMayBePartOfAValue() {
        assertThat(Indentation.without(
                        "CREATE TABLE t (\n        id integer,\n\n          w text\n    )", SqlSyntax.POSTGRESQL))
                .isEqualTo("CREATE TABLE t (\n    id integer,\n\n      w text\n)");
        String value = "INSERT INTO t VALUES (\n    'a\n    b')";
        assertThat(Indentation.without(value, SqlSyntax.POSTGRESQL)).isEqualTo(value);
    }
}

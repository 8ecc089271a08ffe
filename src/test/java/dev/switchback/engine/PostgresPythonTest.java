package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.run.DatabaseState;
import dev.switchback.engine.run.RunFailure;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Python migrations on PostgreSQL, in one transaction with the ledger. */
class PostgresPythonTest extends PythonContract {

    @Override
    TestDatabase newDatabase() {
        return TestDatabases.postgres();
    }

    @Test
    void nothingIsLeftOfAFailedOneThoughItCommitted() {
        migration(
                "cursor.execute('CREATE TABLE t (id integer)')", "connection.commit()", "raise ValueError('half way')");

        RunOutcome outcome = apply();

        assertThat(((RunOutcome.Stopped) outcome).databaseState()).isEqualTo(DatabaseState.ROLLED_BACK);
        assertThat(exists("t")).isFalse();
        assertThat(status().state()).isEqualTo(MigrationState.FAILED);
    }

    @Test
    void rollbackGoesBackToTheLastCommit() {
        migration(
                "cursor.execute('CREATE TABLE t (id integer)')",
                "cursor.execute('INSERT INTO t VALUES (1)')",
                "connection.commit()",
                "cursor.execute('INSERT INTO t VALUES (2)')",
                "connection.rollback()",
                "cursor.execute('INSERT INTO t VALUES (3)')");

        apply();

        assertThat(database.query("SELECT string_agg(id::text, ',' ORDER BY id) FROM t"))
                .isEqualTo("1,3");
    }

    @Test
    void anErrorAbortsUntilRollback() {
        migration(
                "cursor.execute('CREATE TABLE t (id integer)')",
                "connection.commit()",
                "try:",
                "    cursor.execute('SELECT 1 / 0')",
                "except psycopg2.Error as error:",
                "    print(type(error).__name__, error.diag.message_primary)",
                "try:",
                "    cursor.execute('SELECT 1')",
                "except psycopg2.Error as error:",
                "    print(type(error).__name__)",
                "connection.rollback()",
                "cursor.execute('SELECT 42')",
                "print(cursor.fetchone())");

        assertThat(apply()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(heard).contains("DivisionByZero division by zero", "InFailedSqlTransaction", "(42,)");
    }

    @Test
    void anErrorThatTheScriptSwallowsFailsTheMigration() {
        migration(
                "cursor.execute('CREATE TABLE t (id integer)')",
                "try:",
                "    cursor.execute('SELECT 1 / 0')",
                "except psycopg2.Error:",
                "    pass");

        RunFailure failure = failure(apply());

        assertThat(failure.message()).isEqualTo("division by zero");
        assertThat(failure.place().orElseThrow().line()).isEqualTo(8);
        assertThat(exists("t")).isFalse();
    }

    @Test
    void inAutocommitEachStatementStandsForItself() {
        migration(
                "connection.autocommit = True",
                "cursor.execute('CREATE TABLE t (id integer)')",
                "try:",
                "    cursor.execute('SELECT 1 / 0')",
                "except psycopg2.Error:",
                "    pass",
                "cursor.execute('INSERT INTO t VALUES (1)')");

        assertThat(apply()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(database.query("SELECT count(*) FROM t")).isEqualTo("1");
    }

    @Test
    void whatRefusesATransactionSaysSo() {
        migration(
                "cursor.execute('CREATE TABLE t (id integer)')",
                "connection.commit()",
                "connection.autocommit = True",
                "cursor.execute('CREATE INDEX CONCURRENTLY i ON t (id)')");

        RunFailure failure = failure(apply());

        assertThat(failure.message()).contains("cannot run inside a transaction block");
        assertThat(failure.server().hint().orElse("")).contains("Transaction: off");
        assertThat(exists("t")).isFalse();
    }

    @Test
    void withoutATransactionItRuns() {
        project.write("001_first.py", """
                \"""
                Migration: 001 - Index
                Transaction: off
                \"""


                def apply(connection):
                    cursor = connection.cursor()
                    cursor.execute("CREATE TABLE t (id integer)")
                    cursor.execute("CREATE INDEX CONCURRENTLY i ON t (id)")
                """);

        assertThat(apply()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(database.query("SELECT count(*) FROM pg_indexes WHERE indexname = 'i'"))
                .isEqualTo("1");
        assertThat(status().state()).isEqualTo(MigrationState.COMPLETED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 + 1                           | 2",
                "1.50::numeric                   | Decimal('1.50')",
                "0.25::float8                    | 0.25",
                "true                            | True",
                "NULL                            | None",
                "'a''b'                          | \"a'b\"",
                "'2026-11-24'::date              | datetime.date(2026, 11, 24)",
                "'2026-11-24 10:20:30.5'::timestamp | datetime.datetime(2026, 11, 24, 10, 20, 30, 500000)",
                "'2026-11-24 10:20:30+00'::timestamptz = '2026-11-24 11:20:30+01' | True",
                "'10:20:30'::time                | datetime.time(10, 20, 30)",
                "'1 day 02:00:00'::interval      | datetime.timedelta(days=1, seconds=7200)",
                "'{\"a\": [1, 2]}'::jsonb        | {'a': [1, 2]}",
                "ARRAY[1, 2, NULL]               | [1, 2, None]",
                "ARRAY['a b', 'c\"d', NULL]      | ['a b', 'c\"d', None]",
                "ARRAY[[1, 2], [3, 4]]           | [[1, 2], [3, 4]]",
                "'6f9619ff-8b86-d011-b42d-00c04fc964ff'::uuid | '6f9619ff-8b86-d011-b42d-00c04fc964ff'",
                "bytes('\\x00ff'::bytea)         | b'\\x00\\xff'",
            })
    void valuesComeBackAsPythonsOwn(String expression, String shown) {
        boolean bytes = expression.startsWith("bytes(");
        String sql = bytes ? expression.substring(6, expression.length() - 1) : expression;
        migration(
                "cursor.execute(r\"\"\"SELECT " + sql + "\"\"\")",
                bytes ? "print(bytes(cursor.fetchone()[0]))" : "print(repr(cursor.fetchone()[0]))");

        assertThat(apply()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(heard).containsExactly(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "None                                | NULL",
                "True                                | true",
                "-3                                  |  -3",
                "Decimal('1.50')                     | 1.50",
                "\"it's\"                            | 'it''s'",
                "'a\\\\b'                            | E'a\\\\b'",
                "b'\\x00\\xff'                       | '\\x00ff'::bytea",
                "datetime.date(2026, 1, 2)           | '2026-01-02'::date",
                "datetime.timedelta(hours=1)         | '0 days 3600.000000 seconds'::interval",
                "[1, 'a']                            | ARRAY[1, 'a']",
                "(1, 2)                              | (1, 2)",
                "Json({'a': 1})                      | '{\"a\": 1}'",
                "UUID(int=1)                         | '00000000-0000-0000-0000-000000000001'::uuid",
            })
    void valuesStandInStatementsAsPsycopg2WritesThem(String value, String literal) {
        project.write("001_first.py", """
                import datetime
                from decimal import Decimal
                from uuid import UUID

                from psycopg2.extras import Json, register_uuid


                def apply(connection):
                    register_uuid()
                    print(connection.cursor().mogrify("%%s", (%s,)).decode())
                """.formatted(value));

        assertThat(apply()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(heard).extracting(String::strip).containsExactly(literal.strip());
    }

    @Test
    void rowsComeInTheShapesThatCursorsGive() {
        project.write("001_first.py", """
                from psycopg2 import sql
                from psycopg2.extras import DictCursor, NamedTupleCursor, RealDictCursor, execute_batch, execute_values


                def apply(connection):
                    with connection, connection.cursor() as cursor:
                        cursor.execute("CREATE TABLE t (id integer, name text)")
                        execute_values(cursor, "INSERT INTO t VALUES %s", [(i, "n%d" % i) for i in range(250)])
                        execute_batch(cursor, "UPDATE t SET name = %s WHERE id = %s", [("first", 0), ("second", 1)])
                        print(cursor.rowcount, cursor.statusmessage)
                    query = sql.SQL("SELECT {}, name FROM {} WHERE id < %s ORDER BY 1").format(
                        sql.Identifier("id"), sql.Identifier("public", "t"))
                    for kind in (DictCursor, NamedTupleCursor, RealDictCursor):
                        cursor = connection.cursor(cursor_factory=kind)
                        cursor.execute(query, (2,))
                        print([(row.id, row.name) if kind is NamedTupleCursor else (row["id"], row["name"]) for row in cursor])
                """);

        assertThat(apply()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(heard).startsWith("1 UPDATE 1").hasSize(4);
        assertThat(heard.subList(1, 4)).containsOnly("[(0, 'first'), (1, 'second')]");
        assertThat(database.query("SELECT count(*) FROM t")).isEqualTo("250");
    }
}

package dev.switchback.engine.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class PostgresSnapshotTest extends SnapshotContract {

    @Override
    TestDatabase newDatabase() {
        return TestDatabases.postgres();
    }

    @Override
    SnapshotReader reader() {
        return new SnapshotReader(SqlSyntax.POSTGRESQL, "switchback");
    }

    @Test
    void whatPostgresAddsCountsToo() {
        database.execute("CREATE TABLE t (a integer, b text)");

        assertThat(effectOf("CREATE TYPE mood AS ENUM ('sad')")).containsExactly("+type public.mood");
        assertThat(effectOf("ALTER TYPE mood ADD VALUE 'happy'")).containsExactly("~type public.mood");
        assertThat(effectOf("CREATE MATERIALIZED VIEW m AS SELECT a FROM t"))
                .containsExactly("+materialized view public.m");
        assertThat(effectOf("CREATE FUNCTION f(i int) RETURNS int LANGUAGE sql AS 'SELECT i'"))
                .containsExactly("+function public.f(i integer)");
        assertThat(effectOf("CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1'"))
                .containsExactly("+procedure public.p()");
        assertThat(effectOf("CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int)"))
                .containsExactly("+aggregate public.total(integer)");
        assertThat(effectOf("CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"))
                .hasSize(1);
        assertThat(effectOf("CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION g()"))
                .containsExactly("+trigger public.t.g");
        assertThat(effectOf("ALTER TABLE t DISABLE TRIGGER g")).containsExactly("~trigger public.t.g");
        assertThat(effectOf("ALTER TABLE t ENABLE ROW LEVEL SECURITY")).containsExactly("~table public.t");
        assertThat(effectOf("CREATE POLICY own ON t USING (a = 1)")).containsExactly("+policy public.t.own");
        assertThat(effectOf("CREATE STATISTICS st ON a, b FROM t")).containsExactly("+statistics public.st");
        assertThat(effectOf("CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING"))
                .containsExactly("+rule public.t.r");
        assertThat(effectOf("CREATE TYPE pair AS (x int, y int)")).containsExactly("+type public.pair");
        assertThat(effectOf("COMMENT ON TYPE pair IS 'two'")).containsExactly("+comment on type public.pair");
    }

    @Test
    void partitionsSayWhatTheyArePartOf() {
        database.execute("CREATE TABLE whole (id int) PARTITION BY RANGE (id)");

        assertThat(effectOf("CREATE TABLE piece PARTITION OF whole FOR VALUES FROM (0) TO (10)"))
                .containsExactlyInAnyOrder("+table public.piece", "+column public.piece.id");
        assertThat(effectOf("ALTER TABLE whole DETACH PARTITION piece")).containsExactly("~table public.piece");
        assertThat(effectOf("ALTER TABLE piece SET UNLOGGED")).containsExactly("~table public.piece");
    }

    @Test
    void rightsCountWhereTheyDifferFromTheUsual() {
        database.execute("CREATE TABLE t (a integer)");

        assertThat(effectOf("GRANT SELECT ON t TO PUBLIC")).containsExactly("+rights on table public.t");
        assertThat(effectOf("REVOKE SELECT ON t FROM PUBLIC")).containsExactly("-rights on table public.t");
        assertThat(effectOf("GRANT SELECT (a) ON t TO PUBLIC")).containsExactly("+rights on column public.t.a");
        assertThat(effectOf("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("+default rights");
    }

    @Test
    void anExtensionStandsForItsObjects() {
        assertThat(effectOf("CREATE EXTENSION citext")).containsExactly("+extension citext");
    }

    @Test
    void settingsOfTheSessionDoNotShow() throws SQLException {
        database.execute(
                "CREATE SCHEMA app",
                "CREATE TABLE app.t (a timestamptz DEFAULT '2026-01-01 00:00+00', b date DEFAULT '2026-02-03')",
                "CREATE VIEW app.v AS SELECT a FROM app.t");
        Snapshot expected = read();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = app; SET TimeZone = 'Asia/Tokyo'; SET IntervalStyle = 'iso_8601'");
            assertThat(reader().read(connection)).isEqualTo(expected);
            connection.setAutoCommit(false);
            assertThat(reader().read(connection)).isEqualTo(expected);
            try (ResultSet row =
                    statement.executeQuery("SELECT current_setting('search_path'), current_setting('TimeZone')")) {
                row.next();
                assertThat(row.getString(1) + row.getString(2)).isEqualTo("appAsia/Tokyo");
            }
            connection.rollback();
        }
    }

    @Test
    void uncommittedChangesOfTheOwnTransactionAreSeen() throws SQLException {
        Snapshot before = read();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("CREATE TABLE t (a integer)");
            assertThat(lines(before.to(reader().read(connection)))).contains("+table public.t");
            connection.rollback();
        }
        assertThat(read()).isEqualTo(before);
    }
}

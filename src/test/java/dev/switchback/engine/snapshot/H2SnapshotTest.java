package dev.switchback.engine.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import org.junit.jupiter.api.Test;

class H2SnapshotTest extends SnapshotContract {

    @Override
    TestDatabase newDatabase() {
        return TestDatabases.h2();
    }

    @Override
    SnapshotReader reader() {
        return new SnapshotReader(SqlSyntax.H2, "switchback");
    }

    @Test
    void whatOnlyH2HasCountsToo() {
        assertThat(effectOf("CREATE ALIAS twice AS 'int twice(int i) { return 2 * i; }'"))
                .anyMatch(line -> line.startsWith("+function public.twice"));
        assertThat(effectOf("CREATE CONSTANT answer VALUE 42")).containsExactly("+constant public.answer");
        assertThat(effectOf("CREATE ROLE reader")).containsExactly("+role reader");
        database.execute("CREATE TABLE t (a integer)");
        assertThat(effectOf("GRANT SELECT ON t TO reader")).containsExactly("+rights on table public.t");
        assertThat(effectOf("CREATE SYNONYM u FOR t")).contains("+synonym public.u");
    }

    @Test
    void viewIsTheSameHoweverItsTablesWerePlanned() {
        database.execute("CREATE TABLE o (id integer PRIMARY KEY, st varchar(10))");
        database.execute("CREATE TABLE l (oid integer, q integer, pid integer)");
        database.execute("CREATE TABLE pr (id integer PRIMARY KEY, price numeric(10, 2))");
        database.execute("CREATE VIEW t AS SELECT o.id, sum(l.q * pr.price) AS total FROM o "
                + "JOIN l ON l.oid = o.id JOIN pr ON pr.id = l.pid GROUP BY o.id;");

        assertThat(effectOf("ALTER TABLE pr ADD CONSTRAINT positive CHECK (price >= 0)"))
                .containsExactly("+constraint public.pr.positive");
        assertThat(effectOf("CREATE OR REPLACE VIEW t AS SELECT o.id, max(l.q * pr.price) AS total FROM o "
                        + "JOIN l ON l.oid = o.id JOIN pr ON pr.id = l.pid GROUP BY o.id"))
                .containsExactly("~view public.t");
    }

    @Test
    void lowerCaseDatabasesAreReadAlike() {
        database = new TestDatabase(
                "jdbc:h2:mem:lower;DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE", "sa", "");

        assertThat(effectOf("CREATE TABLE t (a integer)"))
                .containsExactlyInAnyOrder("+table public.t", "+column public.t.a");
    }
}

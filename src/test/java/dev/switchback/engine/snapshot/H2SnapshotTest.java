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
    void lowerCaseDatabasesAreReadAlike() {
        database = new TestDatabase(
                "jdbc:h2:mem:lower;DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE", "sa", "");

        assertThat(effectOf("CREATE TABLE t (a integer)"))
                .containsExactlyInAnyOrder("+table public.t", "+column public.t.a");
    }
}

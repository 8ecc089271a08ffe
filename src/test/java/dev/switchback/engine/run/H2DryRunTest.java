package dev.switchback.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.sql.SqlSyntax;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import org.junit.jupiter.api.Test;

class H2DryRunTest extends DryRunContract {

    @Override
    TestDatabase newDatabase() {
        return TestDatabases.h2();
    }

    @Override
    SqlSyntax syntax() {
        return SqlSyntax.H2;
    }

    @Override
    String deleteFromCustomers() {
        return "delete from customers";
    }

    @Test
    void truncatedRowsAreCounted() {
        database.execute("CREATE TABLE logs (id integer)", "INSERT INTO logs VALUES (1), (2)");
        project.migration("001_more", "CREATE TABLE more (id integer);", "DROP TABLE more;\nTRUNCATE TABLE logs;");

        assertThat(losses(upAll().trials().getFirst())).containsExactly("2 rows of truncate table logs");
    }

    @Test
    void theCopyUnderstandsSqlAsItsOriginalDoes() {
        database = new TestDatabase(
                "jdbc:h2:mem:copied;DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE", "sa", "");
        database.execute(
                "CREATE TABLE kept (id bigserial PRIMARY KEY, \"Mixed\" text)",
                "INSERT INTO kept (\"Mixed\") VALUES ('; -- not the end')",
                "CREATE ROLE reader",
                "GRANT SELECT ON kept TO reader",
                "CREATE USER other PASSWORD 'secret'",
                "GRANT reader TO other");
        project.migration(
                "001_more", "CREATE TABLE more (id serial, data jsonb);\nDELETE FROM kept;", "DROP TABLE more;");

        DryRunReport report = upAll();

        assertThat(report.outcome()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(report.trials().getFirst().wayBack()).isEqualTo(Trial.WayBack.EXACT);
        assertThat(report.trials().getFirst().place()).isEqualTo(Trial.Place.SCRATCH);
        assertThat(database.query("SELECT count(*) FROM kept")).isEqualTo("1");
    }
}

package dev.switchback.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.support.DatabaseKind;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Flyway migrates, Switchback adopts and goes on, Flyway reads its own table back. */
class FlywayTest {

    @TempDir
    Path folder;

    @BeforeEach
    void write() {
        new ProjectFolder(folder)
                .write("V1__create_orders.sql", "CREATE TABLE orders (id integer PRIMARY KEY);\n")
                .write("V1_1__add_total.sql", "ALTER TABLE orders ADD COLUMN total integer; -- in Cent: ¢\n")
                .write("R__order_totals.sql", "CREATE OR REPLACE VIEW totals AS SELECT total FROM orders;\n");
    }

    /** What comes later: with CRLF, without a last line end, with a version that begins with zero. */
    private void writeMore() {
        new ProjectFolder(folder)
                .write("V02__create_customers.sql", "CREATE TABLE customers (\r\n  id integer PRIMARY KEY\r\n);")
                .write("U02__create_customers.sql", "DROP TABLE customers;\n")
                .write("V10.5.0__index.sql", "CREATE INDEX orders_total ON orders (total);\n")
                .write("U10.5.0__index.sql", "DROP INDEX orders_total;\n")
                .write("R__order_totals.sql", "CREATE OR REPLACE VIEW totals AS SELECT total, id FROM orders;\n")
                .write("R__other_view.sql", "CREATE OR REPLACE VIEW other AS SELECT 1 AS one;\n");
    }

    private Flyway flyway(TestDatabase database) {
        return Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations("filesystem:" + folder)
                .load();
    }

    private static List<String> states(Flyway flyway) {
        return Arrays.stream(flyway.info().all())
                .map(info -> (info.getVersion() == null ? "R" : info.getVersion()) + " "
                        + info.getState().name())
                .toList();
    }

    private void adopt(TestDatabase database) {
        ToolShell.Result adopted = new ToolShell(folder, database).run("adopt", "--reason", "we move", "--yes");
        assertThat(adopted.exit()).as(adopted.out()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void flywayFindsWhatItWouldHaveWrittenItself(DatabaseKind kind) {
        TestDatabase kept = kind.fresh();
        TestDatabase alone = kind.fresh();
        flyway(kept).migrate();
        flyway(alone).migrate();
        adopt(kept);
        writeMore();
        new ProjectFolder(folder).write("switchback.toml", "keep = \"flyway\"\n");

        Courses.apply(folder, kept);
        flyway(alone).migrate();

        assertThat(history(kept)).as("row for row what Flyway wrote by itself").isEqualTo(history(alone));
        flyway(kept).validate();
        assertThat(states(flyway(kept))).isEqualTo(states(flyway(alone)));
        assertThat(flyway(kept).migrate().migrationsExecuted).isZero();
    }

    private static List<String> history(TestDatabase database) {
        return Rows.of(database, """
                SELECT "installed_rank", "version", "description", "type", "script", "checksum", "installed_by", "success"
                FROM "flyway_schema_history" ORDER BY "installed_rank"
                """);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsTakenBackIsPendingForFlyway(DatabaseKind kind) {
        TestDatabase database = kind.fresh();
        new ProjectFolder(folder).write("switchback.toml", "keep = \"flyway\"\n");
        writeMore();
        Courses.apply(folder, database);
        flyway(database).validate();

        Courses.rollBackOnly(folder, database, "V10.5.0__index");

        assertThat(Arrays.stream(flyway(database).info().pending()).map(MigrationInfo::getScript))
                .containsExactly("V10.5.0__index.sql");
        assertThat(flyway(database).migrate().migrationsExecuted).isEqualTo(1);
        flyway(database).validate();
        adopt(database);
    }
}

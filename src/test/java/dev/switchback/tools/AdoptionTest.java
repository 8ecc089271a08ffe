package dev.switchback.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.engine.tool.Tool;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other tools' rows, taken over into the ledger row for row; nothing runs, their tables stay as they are. */
class AdoptionTest {

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabases.postgres();

    private ProjectFolder project() {
        return new ProjectFolder(folder);
    }

    private void record(Tool tool, String... rows) {
        ToolRecords.tables(tool).forEach(database::execute);
        database.execute(rows);
    }

    private Lines shown(String... options) {
        return Lines.of(new ToolShell(folder, database).run("adopt", options));
    }

    private Lines adopted(String... options) {
        List<String> words = new ArrayList<>(List.of("--reason", "we move", "--yes"));
        words.addAll(List.of(options));
        return shown(words.toArray(String[]::new));
    }

    /** What the command said, by migration or row. */
    private record Lines(int exit, Map<String, String> verdicts, JsonNode json) {

        static Lines of(ToolShell.Result result) {
            Map<String, String> verdicts = new TreeMap<>();
            StreamSupport.stream(result.json().path("lines").spliterator(), false)
                    .forEach(line -> verdicts.put(
                            line.path("id").isNull()
                                    ? "row " + line.path("recorded").asText()
                                    : line.path("id").asText(),
                            line.path("verdict").asText()));
            return new Lines(result.exit(), verdicts, result.json());
        }
    }

    private String ledger() {
        return database.query(
                "SELECT string_agg(id || ' ' || status, ', ' ORDER BY applied_order) FROM switchback.schema_migrations");
    }

    @Test
    void rowsOfFlywayWithTheirTimes() {
        project()
                .write("V1__create_orders.sql", "CREATE TABLE orders (id integer);\n")
                .write("V1_1__add_total.sql", "ALTER TABLE orders ADD COLUMN total integer;\n")
                .write("V2__late.sql", "CREATE TABLE late (id integer);\n")
                .write("R__views.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS one;\n");
        record(Tool.FLYWAY, """
                INSERT INTO flyway_schema_history VALUES
                (1, '1', 'create orders', 'SQL', 'V1__create_orders.sql', NULL, 'a', '2026-01-02 03:04:05', 7, true),
                (2, '1.1', 'add total', 'SQL', 'V1_1__add_total.sql', NULL, 'a', '2026-01-02 03:04:06', 8, true),
                (3, NULL, 'views', 'SQL', 'R__views.sql', NULL, 'a', '2026-01-02 03:04:07', 9, true),
                (4, '0.9', 'squashed', 'SQL', 'V0_9__squashed.sql', NULL, 'a', '2026-01-01 03:04:07', 9, true)""");

        Lines shown = shown();
        assertThat(shown.verdicts())
                .containsOnly(
                        Map.entry("V1__create_orders", "adopt"),
                        Map.entry("V1_1__add_total", "adopt"),
                        Map.entry("V2__late", "pending"),
                        Map.entry("R__views", "adopt"),
                        Map.entry("row 0.9 squashed", "without_file"));
        assertThat(database.query("SELECT count(*) FROM pg_namespace WHERE nspname = 'switchback'"))
                .as("showing creates nothing")
                .isEqualTo("0");

        assertThat(adopted().exit()).isZero();
        assertThat(ledger()).isEqualTo("V1__create_orders completed, V1_1__add_total completed, R__views completed");
        assertThat(database.query("SELECT applied_at AT TIME ZONE 'UTC' || ' ' || execution_time_ms "
                        + "FROM switchback.schema_migrations WHERE id = 'V1_1__add_total'"))
                .isEqualTo("2026-01-02 03:04:06 8");
        assertThat(database.query("SELECT direction || ' ' || reason FROM switchback.migration_history LIMIT 1"))
                .isEqualTo("adopt we move");
        assertThat(database.query("SELECT to_regclass('orders') IS NULL"))
                .as("nothing ran")
                .isEqualTo("t");
        assertThat(database.query("SELECT count(*) FROM flyway_schema_history")).isEqualTo("4");
        assertThat(shown().verdicts()).containsEntry("V1__create_orders", "recorded");
    }

    @Test
    void aBaselineCoversWhatIsNotAboveIt() {
        project()
                .write("V1__a.sql", "SELECT 1;")
                .write("V3__b.sql", "SELECT 1;")
                .write("V4__c.sql", "SELECT 1;");
        record(
                Tool.FLYWAY,
                "INSERT INTO flyway_schema_history VALUES "
                        + "(1, '3', '<< Flyway Baseline >>', 'BASELINE', '<< Flyway Baseline >>', NULL, 'a', now(), 0, true)");

        assertThat(shown().verdicts())
                .containsOnly(Map.entry("V1__a", "adopt"), Map.entry("V3__b", "adopt"), Map.entry("V4__c", "pending"));
    }

    @Test
    void whatFlywayUndidIsPending() {
        project().write("V1__a.sql", "SELECT 1;").write("U1__a.sql", "SELECT 2;");
        record(
                Tool.FLYWAY,
                "INSERT INTO flyway_schema_history VALUES (1, '1', 'a', 'SQL', 'V1__a.sql', NULL, 'a', now(), 0, true),"
                        + " (2, '1', 'a', 'UNDO_SQL', 'U1__a.sql', NULL, 'a', now(), 0, true)");

        assertThat(shown().verdicts()).containsOnly(Map.entry("V1__a", "pending"));
    }

    @Test
    void aFailedRowRefusesAllOfIt() {
        project().write("V1__a.sql", "SELECT 1;").write("V2__b.sql", "SELECT 1;");
        record(
                Tool.FLYWAY,
                "INSERT INTO flyway_schema_history VALUES (1, '1', 'a', 'SQL', 'V1__a.sql', NULL, 'a', now(), 0, true),"
                        + " (2, '2', 'b', 'SQL', 'V2__b.sql', NULL, 'a', now(), 0, false)");

        Lines refused = adopted();

        assertThat(refused.exit()).isEqualTo(5);
        assertThat(refused.verdicts()).containsEntry("V2__b", "refused");
        assertThat(refused.json().toString()).contains("failed half way");
        assertThat(database.query("SELECT to_regclass('switchback.schema_migrations') IS NULL"))
                .isEqualTo("t");
    }

    @Test
    void aFileThatChangedSinceIsRefused() {
        project().write("V1__a.sql", "SELECT 1;");
        record(
                Tool.FLYWAY,
                "INSERT INTO flyway_schema_history VALUES (1, '1', 'a', 'SQL', 'V1__a.sql', 12, 'a', now(), 0, true)");

        assertThat(adopted().json().toString())
                .contains("their checksums differ")
                .contains("flyway repair");
    }

    @Test
    void theOneNumberOfGolangMigrate() {
        for (int i = 1; i <= 3; i++) {
            project().write("00" + i + "_m.up.sql", "SELECT 1;").write("00" + i + "_m.down.sql", "SELECT 2;");
        }
        record(Tool.GOLANG_MIGRATE, "INSERT INTO schema_migrations VALUES (2, false)");

        assertThat(adopted().verdicts())
                .containsOnly(Map.entry("001_m", "adopt"), Map.entry("002_m", "adopt"), Map.entry("003_m", "pending"));
        assertThat(ledger()).isEqualTo("001_m completed, 002_m completed");

        database.execute("UPDATE schema_migrations SET version = 3, dirty = true");
        assertThat(adopted().verdicts()).containsEntry("003_m", "refused").containsEntry("001_m", "recorded");
        ToolShell.Result refused = new ToolShell(folder, database).run("apply", "--yes");
        assertThat(refused.exit()).isEqualTo(5);
        assertThat(refused.out()).contains("half_done_elsewhere").contains("3 failed half way (dirty)");
    }

    @Test
    void gooseByItsLastRow() {
        project()
                .write("00001_a.sql", "-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;\n")
                .write("00002_b.sql", "-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;\n");
        record(
                Tool.GOOSE,
                "INSERT INTO goose_db_version (version_id, is_applied, tstamp) VALUES "
                        + "(1, true, '2026-02-03 04:05:06'), (2, true, now()), (2, false, now())");

        assertThat(adopted().verdicts()).containsOnly(Map.entry("00001_a", "adopt"), Map.entry("00002_b", "pending"));
        assertThat(database.query("SELECT applied_at AT TIME ZONE 'UTC' FROM switchback.schema_migrations"))
                .isEqualTo("2026-02-03 04:05:06");
    }

    @Test
    void versionsOfDbmateRailsAndSupabase() {
        project().write("20260101120000_a.sql", "-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2;\n");
        record(Tool.DBMATE, "INSERT INTO schema_migrations VALUES ('20260101120000'), ('20250101120000')");

        assertThat(shown().verdicts())
                .containsOnly(Map.entry("20260101120000_a", "adopt"), Map.entry("row 20250101120000", "without_file"));
    }

    @Test
    void supabaseInItsOwnSchema() {
        project().write("supabase/migrations/20260101120000_a.sql", "SELECT 1;");
        record(
                Tool.SUPABASE,
                "INSERT INTO supabase_migrations.schema_migrations VALUES ('20260101120000', '{SELECT 1}', 'a')");

        Lines adopted = adopted();
        assertThat(adopted.verdicts()).containsOnly(Map.entry("20260101120000_a", "adopt"));
        assertThat(adopted.json().path("table").asText()).isEqualTo("supabase_migrations.schema_migrations");
    }

    @Test
    void foldersOfDiesel() {
        project().write("2026-01-01-120000_a/up.sql", "SELECT 1;").write("2026-01-01-120000_a/down.sql", "SELECT 2;");
        record(Tool.DIESEL, "INSERT INTO __diesel_schema_migrations VALUES ('20260101120000', '2026-01-01 12:00:00')");

        assertThat(adopted().verdicts()).containsOnly(Map.entry("2026-01-01-120000_a", "adopt"));
    }

    @Test
    void anSqlRunnersOwnTables() {
        project()
                .migration("001_a", "SELECT 1;", "SELECT 2;")
                .migration("002_b", "SELECT 1;", "SELECT 2;")
                .migration("003_c", "SELECT 1;", "SELECT 2;");
        record(Tool.SQL_RUNNER, """
                INSERT INTO schema_migrations (id, name, migration_type, up_sql, status, applied_at, execution_time_ms)
                VALUES ('001_a', 'a', 'custom_sql', 'SELECT 1', 'completed', '2026-03-04 05:06:07+00', 12),
                       ('002_b', 'b', 'custom_sql', 'SELECT 1', 'rolled_back', NULL, NULL)""");

        assertThat(adopted().verdicts())
                .containsOnly(
                        Map.entry("001_a", "adopt"), Map.entry("002_b", "pending"), Map.entry("003_c", "pending"));
        assertThat(database.query("SELECT execution_time_ms FROM switchback.schema_migrations WHERE id = '001_a'"))
                .isEqualTo("12");
    }

    @Test
    void whatAlembicsHeadsNeedIsAppliedToo() {
        project()
                .write("1a2b_first.sql", "-- Depends on: []\n-- @up\nSELECT 1;\n-- @down\nSELECT 2;\n")
                .write("3c4d_second.sql", "-- Depends on: [1a2b_first]\n-- @up\nSELECT 1;\n-- @down\nSELECT 2;\n")
                .write("5e6f_third.sql", "-- Depends on: [3c4d_second]\n-- @up\nSELECT 1;\n-- @down\nSELECT 2;\n");
        record(Tool.ALEMBIC, "INSERT INTO alembic_version VALUES ('3c4d')");

        assertThat(shown().verdicts())
                .containsOnly(
                        Map.entry("1a2b_first", "adopt"),
                        Map.entry("3c4d_second", "adopt"),
                        Map.entry("5e6f_third", "pending"));
    }

    @Test
    void whatAnotherToolAppliedDoesNotRunAgainBeforeItIsAdopted() {
        project().write("V1__a.sql", "CREATE TABLE a (id integer);").write("V2__b.sql", "CREATE TABLE b (id integer);");
        record(
                Tool.FLYWAY,
                "INSERT INTO flyway_schema_history VALUES (1, '1', 'a', 'SQL', 'V1__a.sql', NULL, 'a', now(), 0, true)");
        ToolShell shell = new ToolShell(folder, database);

        ToolShell.Result refused = shell.run("apply", "--yes");
        assertThat(refused.exit()).isEqualTo(5);
        assertThat(refused.out()).contains("recorded_elsewhere").contains("Adopt that record");
        assertThat(database.query("SELECT to_regclass('b') IS NULL")).isEqualTo("t");

        adopted();
        assertThat(shell.run("apply", "--yes").exit()).isZero();
        assertThat(database.query("SELECT to_regclass('a') IS NULL AND to_regclass('b') IS NOT NULL"))
                .isEqualTo("t");
    }

    @Test
    void aGuardedDatabaseWantsItsNameTyped() {
        project().write("V1__a.sql", "SELECT 1;").write("V2__b.sql", "SELECT 1;");
        record(
                Tool.FLYWAY,
                "INSERT INTO flyway_schema_history VALUES (1, '1', 'a', 'SQL', 'V1__a.sql', NULL, 'a', now(), 0, true)");
        adopted();
        database.execute(
                "UPDATE switchback.ledger SET guarded = true",
                "INSERT INTO flyway_schema_history VALUES (2, '2', 'b', 'SQL', 'V2__b.sql', NULL, 'a', now(), 0, true)");

        assertThat(adopted().json().path("error").path("code").asText()).isEqualTo("confirmation_needed");
        assertThat(adopted("--confirm", "elsewhere")
                        .json()
                        .path("error")
                        .path("code")
                        .asText())
                .isEqualTo("name_mismatch");
        assertThat(ledger()).isEqualTo("V1__a completed");

        String name = database.url().substring(database.url().lastIndexOf('/') + 1);
        assertThat(adopted("--confirm", name).exit()).isZero();
        assertThat(ledger()).isEqualTo("V1__a completed, V2__b completed");
    }

    @Test
    void nothingToAdoptIsSaid() {
        project().write("V1__a.sql", "SELECT 1;");

        ToolShell.Result result = new ToolShell(folder, database).run("adopt");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.json().path("error").path("code").asText()).isEqualTo("nothing_to_adopt");
    }

    @Test
    void aYesWithoutAReasonIsNotEnough() {
        project().write("V1__a.sql", "SELECT 1;");
        record(
                Tool.FLYWAY,
                "INSERT INTO flyway_schema_history VALUES (1, '1', 'a', 'SQL', 'V1__a.sql', NULL, 'a', now(), 0, true)");

        assertThat(new ToolShell(folder, database).run("adopt", "--yes").exit()).isEqualTo(2);
        assertThat(database.query("SELECT to_regclass('switchback.schema_migrations') IS NULL"))
                .isEqualTo("t");
    }
}

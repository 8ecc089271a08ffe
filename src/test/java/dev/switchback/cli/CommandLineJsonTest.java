package dev.switchback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchback.support.ProjectFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The shapes of JSON that other programs rely on: keys may be added, these stay. */
@ParameterizedClass
@EnumSource
class CommandLineJsonTest {

    @Parameter
    DatabaseKind kind = DatabaseKind.H2;

    @TempDir
    Path folder;

    private ProjectFolder project;
    private Shell shell;

    @BeforeEach
    void twoMigrations() {
        shell = Shell.in(folder, kind.fresh());
        project = new ProjectFolder(folder)
                .write("001_customers.sql", """
                        -- Description: Everyone who ordered
                        -- Type: create_table
                        -- Depends on: []
                        -- @up
                        CREATE TABLE customers (id integer PRIMARY KEY);
                        INSERT INTO customers VALUES (1);
                        -- @down
                        DROP TABLE customers;
                        """)
                .migration("002_orders", "CREATE TABLE orders (id integer PRIMARY KEY);", "DROP TABLE orders;");
    }

    private JsonNode json(int exit, String command, String... options) {
        List<String> words = new ArrayList<>(List.of(options));
        words.add("--json");
        Shell.Result result = shell.run(command, words.toArray(String[]::new));
        assertThat(result.exit()).as(result.toString()).isEqualTo(exit);
        JsonNode document = result.json();
        assertThat(document.get("switchback").asInt()).isEqualTo(1);
        assertThat(document.get("command").asText()).isEqualTo(command);
        return document;
    }

    private static void assertKeys(JsonNode node, String... keys) {
        assertThat(node.fieldNames()).toIterable().contains(keys);
    }

    private static List<String> texts(JsonNode nodes, String key) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(node -> node.get(key).asText())
                .toList();
    }

    @Test
    void statusHasEveryKeyForEveryMigration() {
        json(0, "apply", "--yes", "--count", "1");
        project.write("003_broken.sql", "-- @up\nSELECT 'open;\n");

        JsonNode status = json(5, "status", "--check");

        assertKeys(status.get("database"), "product", "version", "url", "name");
        JsonNode set = status.get("sets").get(0);
        assertKeys(set, "name", "layout", "applied", "pending", "heads", "migrations");
        assertThat(set.get("layout").asText()).isEqualTo("annotated");
        assertThat(set.get("applied").asInt()).isEqualTo(1);
        assertThat(set.get("pending").asInt()).isEqualTo(1);
        assertThat(set.get("heads").get(0).asText()).isEqualTo("002_orders");
        for (JsonNode migration : set.get("migrations")) {
            assertKeys(migration, "id", "description", "type", "state", "depends_on", "applied_at");
            assertKeys(migration, "execution_time_ms", "checksum", "file", "findings");
            migration.get("findings").forEach(finding -> assertKeys(finding, "code", "severity", "message", "line"));
        }
        JsonNode first = set.get("migrations").get(0);
        assertThat(first.get("description").asText()).isEqualTo("Everyone who ordered");
        assertThat(first.get("type").asText()).isEqualTo("create_table");
        assertThat(first.get("state").asText()).isEqualTo("completed");
        assertThat(Instant.parse(first.get("applied_at").asText()))
                .isBefore(Instant.now().plusSeconds(60));
        JsonNode broken = set.get("migrations").get(2);
        assertThat(broken.get("file").asText()).endsWith("003_broken.sql");
        assertThat(broken.at("/findings/0/code").asText()).isEqualTo("unreadable");
        assertThat(broken.at("/findings/0/line").asInt()).isEqualTo(2);
    }

    @Test
    void planNamesStepsAndWhatIsLeftOut() {
        JsonNode plan = json(0, "plan");

        assertThat(plan.get("left_out").isArray()).isTrue();
        assertThat(texts(plan.get("steps"), "id")).containsExactly("001_customers", "002_orders");
        JsonNode step = plan.get("steps").get(0);
        assertKeys(step, "set", "id", "direction", "transactional", "reason", "warnings");
        assertThat(step.get("direction").asText()).isEqualTo("up");
        assertThat(step.get("transactional").asBoolean()).isEqualTo(kind == DatabaseKind.POSTGRES);
    }

    @Test
    void planDownGoesTheOtherWay() {
        json(0, "apply", "--yes");

        JsonNode plan = json(0, "plan", "--down", "--all");

        assertThat(texts(plan.get("steps"), "id")).containsExactly("002_orders", "001_customers");
        assertThat(texts(plan.get("steps"), "direction")).containsOnly("down");
    }

    @Test
    void dryRunApplyAndRollbackHaveOneShape() {
        JsonNode dryRun = json(0, "dry-run");
        JsonNode apply = json(0, "apply", "--yes");
        JsonNode rollback = json(0, "rollback", "--all", "--yes");

        for (JsonNode run : List.of(dryRun, apply, rollback)) {
            assertKeys(run, "run_id", "outcome", "database_state", "steps");
            assertThat(run.get("outcome").asText()).isEqualTo("completed");
            JsonNode step = run.get("steps").get(0);
            assertKeys(step, "set", "id", "direction", "outcome", "execution_time_ms", "statements");
            JsonNode statement = step.get("statements").get(0);
            assertKeys(statement, "line", "execution_time_ms", "rows", "locks");
        }
        assertThat(dryRun.get("database_state").asText()).isEqualTo("rolled_back");
        assertThat(apply.get("database_state").asText()).isEqualTo("changed");
        assertThat(texts(apply.at("/steps/0/statements"), "line")).containsExactly("5", "6");
        assertThat(texts(rollback.get("steps"), "direction")).containsOnly("down");
    }

    @Test
    void aFailureIsTheDocumentsError() {
        project.migration("003_bad", "SELECT 1;\nINSERT INTO nowhere VALUES (1);", "SELECT 1;");

        JsonNode apply = json(1, "apply", "--yes");

        assertThat(apply.get("outcome").asText()).isEqualTo("stopped");
        assertThat(apply.get("database_state").asText()).isEqualTo("partly_changed");
        JsonNode error = apply.get("error");
        assertErrorKeys(error);
        assertThat(error.get("file").asText()).endsWith("003_bad.sql");
        assertThat(error.get("line").asInt()).isEqualTo(3);
        assertThat(error.get("statement").asText()).contains("nowhere");
        assertThat(error.get("sqlstate").asText()).isEqualTo(kind == DatabaseKind.POSTGRES ? "42P01" : "42S02");
    }

    private static void assertErrorKeys(JsonNode error) {
        assertKeys(error, "code", "message", "file", "line", "column", "statement", "sqlstate", "hint");
    }

    @Test
    void everyWayToFailIsOneDocumentToo() {
        JsonNode unconfirmed = json(2, "apply");
        JsonNode unknown = json(2, "plan", "--target", "zzz");
        JsonNode foreign = json(2, "apply", "--steps", "1", "--yes");
        JsonNode noSet = json(2, "status", "--set", "elsewhere");

        for (JsonNode document : List.of(unconfirmed, unknown, foreign, noSet)) {
            assertErrorKeys(document.get("error"));
        }
        assertThat(unknown.at("/error/code").asText()).isEqualTo("unknown_migration");
        assertThat(unconfirmed.at("/error/code").asText()).isEqualTo("wrong_use");
    }

    @Test
    void aRefusalSaysWhatIsInTheWay() {
        project.write("002_orders.sql", "-- Depends on: [000_nowhere]\n-- @up\nSELECT 1;\n");

        JsonNode apply = json(5, "apply", "--target", "002", "--yes");

        assertKeys(apply, "run_id", "outcome", "database_state", "steps");
        assertThat(apply.get("outcome").asText()).isEqualTo("refused");
        assertErrorKeys(apply.get("error"));
        assertThat(apply.at("/error/code").asText()).isEqualTo("missing_dependency");
        assertThat(apply.at("/error/line").asInt()).isEqualTo(1);
        assertThat(apply.at("/error/file").asText()).endsWith("002_orders.sql");
    }

    @Test
    void historyTellsWhoDidWhatAndWhy() {
        json(0, "apply", "--yes");
        json(0, "rollback", "--steps", "1", "--reason", "wrong column", "--yes");

        JsonNode entries = json(0, "history").get("entries");

        assertThat(texts(entries, "migration_id")).containsExactly("002_orders", "002_orders", "001_customers");
        assertThat(texts(entries, "direction")).containsExactly("down", "up", "up");
        JsonNode last = entries.get(0);
        assertKeys(last, "run_id", "set", "migration_id", "direction", "status", "executed_at", "execution_time_ms");
        assertKeys(last, "applied_by", "os_user", "host", "reason", "error");
        assertThat(last.get("reason").asText()).isEqualTo("wrong column");
        assertThat(shell.run("history", "--format", "json").json().get("entries"))
                .hasSize(3);
    }

    @Test
    void changesOfTheRecordNameTheMigrations() {
        JsonNode stamp = json(0, "stamp", "001", "--reason", "was there before", "--yes");

        assertThat(stamp.get("recorded").get(0).asText()).isEqualTo("001_customers");
        assertThat(shell.run("stamp", "002", "--reason", "was there", "--yes").out())
                .contains("002_orders");
    }
}

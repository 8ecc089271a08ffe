package dev.switchback.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.Switchback;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small migrations that are sent together share a session, and still none finds what another left in it. */
class PipelinedSessionTest {

    private static final String HIDE =
            "set_config('search_path', 'pg_catalog', false) || set_config('lock_timeout', '77', false)";

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabases.postgres();

    private void write(int number, String sql) {
        new ProjectFolder(folder).migration("%03d_m".formatted(number), sql, "SELECT 1;");
    }

    private RunOutcome apply() {
        try (TargetDatabase target = Switchback.open(folder, Map.of()).on(database.settings())) {
            return target.run(
                    (Plan) target.plan(PlanRequest.upEverything()),
                    RunOptions.DEFAULT.with(RunOptions.Confirmation.YES),
                    RunListener.SILENT,
                    new Cancellation());
        }
    }

    private String settings(String table) {
        return database.query("SELECT path || ', ' || wait FROM public." + table);
    }

    /** The table is named without its schema, and its defaults tell what they find. */
    private static String witness(String table) {
        return "CREATE TABLE %1$s (id integer, path text DEFAULT current_setting('search_path'), wait text DEFAULT"
                        .formatted(table)
                + " current_setting('lock_timeout')); INSERT INTO %1$s VALUES (1);".formatted(table);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO a VALUES (2, " + HIDE + ");",
                "CREATE FUNCTION hide() RETURNS text LANGUAGE sql AS $$ SELECT " + HIDE + " $$;"
                        + "INSERT INTO a VALUES (2, hide());",
                "INSERT INTO a VALUES (2, query_to_xml($$SELECT " + HIDE + "$$, true, false, '')::text);",
                "CREATE FUNCTION hide() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM " + HIDE
                        + "; RETURN NEW; END $$;"
                        + "CREATE TRIGGER hides BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION hide();"
                        + "INSERT INTO a VALUES (2);"
            })
    void whatOneSetsTheNextDoesNotFind(String hiding) {
        write(1, witness("a"));
        write(2, hiding);
        write(3, witness("b"));
        write(4, "CREATE TEMPORARY TABLE kept (id integer);");
        write(5, witness("kept"));

        assertThat(apply()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(settings("b")).isEqualTo("\"$user\", public, 5s");
        assertThat(settings("kept")).isEqualTo("\"$user\", public, 5s");
    }

    @Test
    void codeThatWasThereBeforeMayRunBehindAnyStatement() throws SQLException {
        database.execute("CREATE FUNCTION hide(text) RETURNS boolean LANGUAGE sql AS $$ SELECT " + HIDE
                + " IS NOT NULL $$; CREATE DOMAIN checked AS text CHECK (hide(VALUE))");
        write(1, "CREATE TABLE a (note checked);");
        write(2, "INSERT INTO a VALUES ('x');");
        write(3, witness("b"));

        assertThat(apply()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(settings("b")).isEqualTo("\"$user\", public, 5s");
    }

    /** What the server kept for later is gone then; the next run goes on from the ledger. */
    @Test
    void forgettingPreparedStatementsLosesNothing() {
        for (int i = 0; i < 100; i++) {
            write(i, "CREATE TABLE t_%1$d (id integer);".formatted(i));
        }
        write(
                60,
                "CREATE FUNCTION forget() RETURNS integer LANGUAGE plpgsql AS "
                        + "$$ BEGIN EXECUTE 'DEALLOCATE ALL'; RETURN 1; END $$;"
                        + "CREATE TABLE t_60 (id integer DEFAULT forget()); INSERT INTO t_60 DEFAULT VALUES;");

        assertThat(apply()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(database.query("SELECT count(*) FROM switchback.schema_migrations WHERE status = 'completed'"))
                .isEqualTo("100");
    }
}

package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.DatabaseState;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Concurrent builds that leave an index of no use, and how that is dropped and built again. */
class InvalidIndexTest {

    private static final RunOptions YES = RunOptions.DEFAULT.with(Confirmation.YES);

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabases.postgres();
    private ProjectFolder project;
    private TargetDatabase target;

    @BeforeEach
    void connect() {
        project = new ProjectFolder(folder);
        target = Switchback.open(folder, Map.of()).on(database.settings());
    }

    @AfterEach
    void disconnect() {
        target.close();
    }

    private RunOutcome applyAll() {
        return target.run((Plan) target.plan(PlanRequest.upEverything()), YES, RunListener.SILENT, new Cancellation());
    }

    @Test
    void buildThatLeavesAnInvalidIndexSaysSoAndResumingDropsAndBuildsAgain() {
        project.migration(
                "001_index",
                "CREATE TABLE big (id integer);\nINSERT INTO big VALUES (1), (1);\n"
                        + "CREATE UNIQUE INDEX CONCURRENTLY big_id ON big (id);",
                "DROP TABLE big;");

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) applyAll();

        String drop = "DROP INDEX CONCURRENTLY IF EXISTS public.big_id";
        assertThat(stopped.failure().server().sqlState()).contains("23505");
        assertThat(stopped.failure().advice())
                .startsWith("The build left an index that is not valid: public.big_id. Mend the cause, then resume "
                        + "001_index: it runs " + drop + "; and builds again. Statements 1–2 of 3 stay applied");
        assertThat(interruption("001_index"))
                .startsWith("stopped after statement 2 of 3; 3 left an index that is not valid, which resuming drops");
        assertThat(target.dropsBeforeResuming("main", new MigrationId("001_index")))
                .containsExactly(drop);

        database.execute("DELETE FROM big");

        assertThat(resume("001_index")).isInstanceOf(RunOutcome.Completed.class);
        assertThat(validity("big_id")).isEqualTo("t");
    }

    @Test
    void buildThatFailsAgainLeavesTheSameOffer() {
        writeBrokenBuild();
        assertThat(resume("001_index")).isInstanceOf(RunOutcome.Stopped.class);
        database.execute("DELETE FROM big");

        assertThat(resume("001_index")).isInstanceOf(RunOutcome.Completed.class);
        assertThat(validity("big_id")).isEqualTo("t");
    }

    @Test
    void firstStatementThatLeavesAnInvalidIndexIsResumedToo() {
        database.execute("CREATE TABLE big (id integer)", "INSERT INTO big VALUES (1), (1)");
        project.migration("001_index", "CREATE UNIQUE INDEX CONCURRENTLY ON big (id);", "DROP INDEX big_id_idx;");

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) applyAll();

        assertThat(stopped.databaseState()).isEqualTo(DatabaseState.PARTLY_CHANGED);
        assertThat(stopped.failure().advice())
                .isEqualTo("The build left an index that is not valid: public.big_id_idx. Mend the cause, then resume "
                        + "001_index: it runs DROP INDEX CONCURRENTLY IF EXISTS public.big_id_idx; and builds again.");
        database.execute("DELETE FROM big");

        assertThat(resume("001_index")).isInstanceOf(RunOutcome.Completed.class);
        assertThat(database.query("SELECT string_agg(indexrelid::regclass || ' ' || indisvalid, ',') FROM pg_index "
                        + "WHERE indrelid = 'big'::regclass"))
                .isEqualTo("big_id_idx true");
    }

    @Test
    void whatRebuildingAnIndexLeftIsDropped() {
        database.execute(
                "CREATE TABLE big (id integer)",
                "CREATE FUNCTION halved(integer) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT $1'",
                "CREATE UNIQUE INDEX big_half ON big (halved(id))",
                "INSERT INTO big VALUES (2), (3)",
                "CREATE OR REPLACE FUNCTION halved(integer) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT $1 / 2'");
        project.migration("001_again", "REINDEX INDEX CONCURRENTLY big_half;", "");

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) applyAll();

        assertThat(stopped.failure().advice()).contains("DROP INDEX CONCURRENTLY IF EXISTS public.big_half_ccnew;");
        database.execute("DELETE FROM big WHERE id = 3");
        assertThat(resume("001_again")).isInstanceOf(RunOutcome.Completed.class);
        assertThat(database.query("SELECT count(*) FROM pg_index WHERE NOT indisvalid"))
                .isEqualTo("0");
    }

    @Test
    void indexThatIsContentWithAnInvalidOneIsAnError() {
        database.execute("CREATE TABLE big (id integer)", "INSERT INTO big VALUES (1)");
        database.execute("CREATE INDEX big_id ON big (id)");
        database.execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'big_id'::regclass");
        project.migration("001_index", "CREATE INDEX CONCURRENTLY IF NOT EXISTS big_id ON big (id);", "");

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) applyAll();

        assertThat(stopped.failure().code()).isEqualTo("invalid_index");
        assertThat(resume("001_index")).isInstanceOf(RunOutcome.Completed.class);
        assertThat(validity("big_id")).isEqualTo("t");
    }

    private String interruption(String id) {
        return target.status().sets().getFirst().find(new MigrationId(id)).orElseThrow().findings().stream()
                .filter(finding -> finding.code() == FindingCode.INTERRUPTED)
                .findFirst()
                .orElseThrow()
                .message();
    }

    private String validity(String index) {
        return database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = '" + index + "'::regclass");
    }

    @Test
    void indexOfABuildThatBrokeOffIsNotTakenForFinishedButBuiltAgain() {
        writeBrokenBuild();
        database.execute("UPDATE switchback.schema_migrations SET status = 'running'", "DELETE FROM big");

        assertThat(resume("001_index")).isInstanceOf(RunOutcome.Completed.class);

        assertThat(validity("big_id")).isEqualTo("t");
    }

    private void writeBrokenBuild() {
        project.migration(
                "001_index",
                "CREATE TABLE big (id integer);\nINSERT INTO big VALUES (1), (1);\n"
                        + "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS big_id ON big (id);",
                "DROP TABLE big;");
        applyAll();
    }

    private RunOutcome resume(String id) {
        return target.resume(
                new ResumeRequest("main", new MigrationId(id), ResumeRequest.Decision.CONTINUE),
                YES,
                RunListener.SILENT,
                new Cancellation());
    }
}

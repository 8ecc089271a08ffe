package dev.switchback.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.AlembicTarget;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** While revisions are only written as SQL, nothing reaches a database, and nothing is written half. */
class AlembicWithoutDatabaseTest {

    @TempDir
    Path folder;

    private ProjectFolder project = new ProjectFolder(Path.of(""));
    private AlembicTarget target = new AlembicTarget(Path.of(""), "", TestDatabases.h2(), "");
    private String env = "";

    @BeforeEach
    void oneRevision() {
        project = new ProjectFolder(folder);
        target = new AlembicTarget(folder, "main", TestDatabases.postgres(), "BOOKINGS_DATABASE_URL");
        env = Sample.alembicSettings(project);
        revision("op.create_table('one', sa.Column('id', sa.Integer))");
    }

    private void revision(String... upgrade) {
        project.write("versions/one.py", """
                from alembic import op
                import sqlalchemy as sa
                import helpers

                revision = "one"
                down_revision = None


                def upgrade():
                    %s


                def downgrade():
                    op.drop_table("one")
                """.formatted(String.join("\n    ", upgrade)));
        project.write("helpers.py", """
                import sqlalchemy as sa


                def has_table(bind, name):
                    try:
                        return sa.inspect(bind).has_table(name)
                    except Exception:
                        return True


                def count(bind):
                    try:
                        return bind.execute(sa.text("SELECT count(*) FROM pg_class")).scalar()
                    except:
                        return 0


                def single(bind):
                    try:
                        return bind.scalar(sa.text("SELECT count(*) FROM pg_class"))
                    except Exception:
                        return 0


                def knows_table(bind, name):
                    try:
                        return bind.dialect.has_table(bind, name)
                    except Exception:
                        return True
                """);
    }

    private Finding onlineOnly() {
        PlanStep step =
                target.plan(Direction.UP, new Selection.Everything()).steps().getFirst();
        assertThat(step.work().script().program()).as("is not written").isPresent();
        return step.warnings().stream()
                .filter(warning -> warning.code() == FindingCode.ONLINE_ONLY)
                .findFirst()
                .orElseThrow();
    }

    private void assertNothingWasSent() {
        assertThat(target.database().query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create_engine(ADDRESS).connect().execute('CREATE TABLE sent (id integer)')",
                "create_engine(ADDRESS).begin().__enter__().execute('CREATE TABLE sent (id integer)')",
                "create_engine(ADDRESS).execute('CREATE TABLE sent (id integer)')",
                "create_engine(ADDRESS).raw_connection().cursor().execute('COMMIT; CREATE TABLE sent (id integer)')",
                "create_engine(ADDRESS, creator=lambda: psycopg2.connect(ADDRESS)).pool.connect()",
                "psycopg2.connect(ADDRESS).cursor().execute('COMMIT; CREATE TABLE sent (id integer)')"
            })
    void envPyThatConnectsReachesNothingWhileSqlIsWritten(String connects) {
        project.write("env.py", """
                import psycopg2
                from sqlalchemy import create_engine
                ADDRESS = "%s"
                try:
                    %s
                except Exception:
                    pass
                """.formatted(target.url(), connects) + env);

        Finding finding = onlineOnly();

        assertThat(finding.message()).contains("a connection to a database is opened (env.py, line 5)");
        assertThat(finding.line()).as("no line of the revision").isEmpty();
        assertNothingWasSent();
    }

    @Test
    void envPyThatConnectsFirstIsRunByAlembic() {
        project.write("env.py", """
                import os
                from sqlalchemy import create_engine
                create_engine(os.environ["BOOKINGS_DATABASE_URL"]).execute("CREATE SCHEMA IF NOT EXISTS quay")
                """ + env);
        onlineOnly();
        assertThat(target.database().query("SELECT to_regnamespace('quay') IS NULL"))
                .isEqualTo("t");

        assertThat(target.run(Direction.UP, new Selection.Everything())).isInstanceOf(RunOutcome.Completed.class);

        assertThat(target.heads()).containsExactly("one");
        assertThat(target.database().query("SELECT to_regnamespace('quay') IS NULL"))
                .isEqualTo("f");
    }

    @Test
    void revisionThatConnectsByItselfReachesNothing() {
        revision("sa.create_engine('" + target.url() + "').execute('CREATE TABLE sent (id integer)')");

        Finding finding = onlineOnly();

        assertThat(finding.message()).endsWith("a connection to a database is opened");
        assertThat(finding.line()).hasValue(10);
        assertNothingWasSent();
    }

    @Test
    void engineThatIsOnlyMadeIsNoConnection() {
        project.write("env.py", "from sqlalchemy import create_engine\ncreate_engine('postgresql:///none')\n" + env);

        List<PlanStep> steps =
                target.plan(Direction.UP, new Selection.Everything()).steps();

        assertThat(steps.getFirst().work().script().text()).contains("CREATE TABLE one (");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "has_table(bind, 'one') | 6",
                "count(bind) | 13",
                "single(bind) | 20",
                "knows_table(bind, 'one') | 27"
            })
    void helperThatKeepsItToItselfThatItAskedIsNotBelieved(String call, int line) {
        revision(
                "bind = op.get_context().bind",
                "if not helpers." + call + ":",
                "    op.execute('CREATE TABLE one (id integer)')");

        Finding finding = onlineOnly();

        assertThat(finding.message()).contains("(helpers.py, line " + line + ")");
        assertThat(finding.line()).hasValue(11);
    }
}

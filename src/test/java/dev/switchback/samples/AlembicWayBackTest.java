package dev.switchback.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.AlembicTarget;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways back of revisions that are not as they should be: said before anything runs, and as Alembic has it. */
class AlembicWayBackTest {

    @TempDir
    Path folder;

    private ProjectFolder project = new ProjectFolder(Path.of(""));
    private AlembicTarget target = new AlembicTarget(Path.of(""), "", TestDatabases.h2(), "");

    @BeforeEach
    void environment() throws IOException {
        Path bookings = Sample.ALL.resolve("alembic-two-databases/database/migrations/bookings");
        project = new ProjectFolder(folder);
        target = new AlembicTarget(folder, "main", TestDatabases.postgres(), "BOOKINGS_DATABASE_URL");
        project.write("alembic.ini", Files.readString(bookings.resolve("alembic.ini")));
        project.write("env.py", Files.readString(bookings.resolve("env.py")));
    }

    private void revision(String downgrade) {
        project.write("versions/one.py", """
                from alembic import op

                revision = "one"
                down_revision = None


                def upgrade():
                    op.execute("CREATE TABLE one (id integer)")


                def downgrade():
                    %s
                """.formatted(downgrade));
    }

    private List<Finding> warnings(Direction direction) {
        List<PlanStep> steps =
                target.plan(direction, new Selection.Everything()).steps();
        return steps.getFirst().warnings();
    }

    @Test
    void emptyDowngradeTakesTheRevisionBackAndRunsNothing() {
        revision("pass");
        assertThat(warnings(Direction.UP)).extracting(Finding::code).containsExactly(FindingCode.EMPTY_DOWN);
        assertThat(target.run(Direction.UP, new Selection.Everything())).isInstanceOf(RunOutcome.Completed.class);

        assertThat(warnings(Direction.DOWN)).singleElement().satisfies(warning -> {
            assertThat(warning.message()).contains("its downgrade() does nothing");
            assertThat(warning.line()).hasValue(11);
        });
        assertThat(target.run(Direction.DOWN, new Selection.Everything())).isInstanceOf(RunOutcome.Completed.class);

        assertThat(target.alembic().run("current")).doesNotContain("one");
        assertThat(target.database().query("SELECT to_regclass('one') IS NULL")).isEqualTo("f");
    }

    @Test
    void downgradeThatWasEmptiedLaterDoesNotCountWhereAnotherOneWasRecorded() {
        revision("op.execute('DROP TABLE one')");
        target.run(Direction.UP, new Selection.Everything());
        revision("pass");

        assertThat(warnings(Direction.DOWN)).extracting(Finding::code).doesNotContain(FindingCode.EMPTY_DOWN);
    }

    @Test
    void downgradeThatIsInErrorIsSaidWithItsReasonInEveryPlan() {
        revision("op.execute('DROP TABLE one')\n    raise KeyError('colour')");

        assertThat(warnings(Direction.UP)).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(FindingCode.DOWN_NOT_WRITTEN);
            assertThat(warning.message()).contains("KeyError: 'colour'");
            assertThat(warning.line()).hasValue(13);
        });
        target.run(Direction.UP, new Selection.Everything());
        assertThat(refusal().code()).isEqualTo(FindingCode.DOWN_NOT_WRITTEN);
        assertThat(refusal().message()).contains("KeyError: 'colour'");
        assertThat(refusal().line()).hasValue(13);
    }

    @Test
    void downgradeThatFailsElsewhereNamesTheOtherFile() {
        project.write("helpers.py", "def drop(op):\n    raise KeyError('colour')\n");
        revision("__import__('helpers').drop(op)");
        target.run(Direction.UP, new Selection.Everything());

        assertThat(refusal().message()).contains("KeyError: 'colour' (helpers.py, line 2)");
        assertThat(refusal().line()).isEmpty();
    }

    private Finding refusal() {
        return switch (target.outcome(Direction.DOWN, new Selection.Everything())) {
            case PlanOutcome.Refused refused -> refused.refusals().getFirst().finding();
            case Plan plan -> throw new AssertionError("was planned: " + plan);
        };
    }

    @Test
    void downgradeThatIsNotImplementedIsNoWayBack() {
        revision("raise NotImplementedError");
        target.run(Direction.UP, new Selection.Everything());

        assertThat(refusal().message()).contains("raises NotImplementedError");
    }

    @Test
    void warningsNameTheLinesOfTheRevision() {
        revision("""
                op.execute('SELECT 1')
                    op.execute(\"""
                        SELECT 2;
                        DROP TABLE one;
                    \""")
                    op.drop_table("two")
                """);
        target.database().execute("CREATE TABLE two (id integer)");
        target.run(Direction.UP, new Selection.Everything());

        assertThat(warnings(Direction.DOWN))
                .extracting(Finding::code, warning -> warning.line().orElse(0))
                .containsExactly(tuple(FindingCode.DESTRUCTIVE, 15), tuple(FindingCode.DESTRUCTIVE, 17));
    }

    @Test
    void warningsAboutRecordedSqlNameItsStatements() {
        revision("op.execute('SELECT 1')\n    op.execute('DROP TABLE one')");
        target.run(Direction.UP, new Selection.Everything());
        revision("op.execute('DROP TABLE IF EXISTS one')");

        assertThat(warnings(Direction.DOWN)).singleElement().satisfies(warning -> {
            assertThat(warning.message()).startsWith("statement 2 of the rendered SQL: ");
            assertThat(warning.line()).isEmpty();
        });
    }
}

package dev.switchback.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.switchback.engine.Switchback;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.alembic.AlembicBridge;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.source.ProjectReader;
import dev.switchback.support.AlembicTarget;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Python, env.py and revisions that do not do what they should: said in a sentence, and nothing half done. */
class AlembicTroubleTest {

    @TempDir
    Path folder;

    private ProjectFolder project = new ProjectFolder(Path.of(""));
    private AlembicTarget target = new AlembicTarget(Path.of(""), "", TestDatabases.h2(), "");
    private String env = "";

    @BeforeEach
    void oneRevision() {
        project = new ProjectFolder(folder);
        env = Sample.alembicSettings(project);
        revision("op.execute('CREATE TABLE one (id integer)')");
        target = new AlembicTarget(folder, "main", TestDatabases.postgres(), "BOOKINGS_DATABASE_URL");
    }

    private void revision(String... upgrade) {
        project.write("versions/one.py", """
                from alembic import op
                import sqlalchemy as sa

                revision = "one"
                down_revision = None


                def upgrade():
                    %s


                def downgrade():
                    op.execute("DROP TABLE one")
                """.formatted(String.join("\n    ", upgrade)));
    }

    private SwitchbackException failure() {
        return failure(System.getenv());
    }

    private SwitchbackException failure(Map<String, String> environment) {
        try (TargetDatabase database =
                Switchback.open(folder, environment).on(target.database().settings())) {
            SwitchbackException failure =
                    catchThrowableOfType(SwitchbackException.class, () -> database.plan(PlanRequest.upEverything()));
            assertThat(failure).as("planning went well").isNotNull();
            return failure;
        }
    }

    private Finding refusal() {
        return switch (target.outcome(Direction.UP, new Selection.Everything())) {
            case PlanOutcome.Refused refused -> refused.refusals().getFirst().finding();
            case Plan plan -> throw new AssertionError("was planned: " + plan);
        };
    }

    @Test
    void noPythonOnTheMachine() {
        SwitchbackException failure = failure(Map.of("PATH", folder.toString()));

        assertThat(failure.code()).isEqualTo("no_interpreter");
        assertThat(failure).hasMessageContaining("no Python on this machine").hasMessageContaining("VIRTUAL_ENV");
        assertThat(failure.advice()).contains("interpreter =");
    }

    @Test
    void pythonWithoutAlembic() throws IOException {
        Path python = folder.resolve("bin/python3");
        project.write(
                "bin/python3", "#!/bin/sh\necho \"ModuleNotFoundError: No module named 'alembic'\" >&2\nexit 1\n");
        assertThat(python.toFile().setExecutable(true)).isTrue();

        SwitchbackException failure =
                failure(Map.of("PATH", folder.resolve("bin").toString()));

        assertThat(failure.code()).isEqualTo("no_alembic");
        assertThat(failure).hasMessageContaining(python.toString()).hasMessageContaining("No module named 'alembic'");
    }

    @Test
    void interpreterThatIsNone() throws IOException {
        project.write("not-python", "#!/bin/sh\necho hello\n");
        assertThat(folder.resolve("not-python").toFile().setExecutable(true)).isTrue();
        project.write("switchback.toml", "interpreter = \"not-python\"\n");

        assertThat(failure().code()).isEqualTo("wrong_interpreter");

        project.write("switchback.toml", "interpreter = \"nowhere/python\"\n");
        assertThat(failure()).hasMessageContaining("nowhere/python").hasMessageContaining("switchback.toml");
    }

    @Test
    void missingModuleIsNamed() {
        project.write("env.py", "import greenlet_of_nobody\n" + env);

        SwitchbackException failure = failure();

        assertThat(failure.code()).isEqualTo("missing_module");
        assertThat(failure).hasMessageContaining("env.py, line 1").hasMessageContaining("greenlet_of_nobody");
    }

    @Test
    void syntaxErrorInARevisionHasFileAndLine() {
        revision("op.execute('x'", "op.execute('y')");

        SwitchbackException failure = failure();

        assertThat(failure.code()).isEqualTo("python_syntax");
        assertThat(failure).hasMessageContaining("one.py, line 9");
    }

    @Test
    void envPyThatFails() {
        project.write("env.py", env + "\nraise RuntimeError('the vault is sealed')\n");

        assertThat(failure()).hasMessageContaining("env.py, line").hasMessageContaining("the vault is sealed");
    }

    @Test
    void envPyThatLeaves() {
        project.write("env.py", "import sys\nsys.exit(3)\n");

        assertThat(failure()).hasMessageContaining("exit code 3");
    }

    @Test
    void revisionThatFailsRefusesThePlanWithItsLine() {
        revision("op.execute('CREATE TABLE one (id integer)')", "raise KeyError('colour')");

        Finding refusal = refusal();

        assertThat(refusal.code()).isEqualTo(FindingCode.NOT_WRITTEN);
        assertThat(refusal.message()).contains("KeyError: 'colour'");
        assertThat(refusal.line()).hasValue(10);
    }

    @Test
    void parameterWithoutAValueIsNoNull() {
        revision("op.execute(\"INSERT INTO t VALUES (:id)\")");

        assertThat(refusal().message()).contains(":id");
    }

    @Test
    void aHundredMegabytesOfPrintAreReadAndThrownAway() {
        revision("print('x' * 100_000_000)", "op.execute('CREATE TABLE one (id integer)')");

        assertThat(target.run(Direction.UP, new Selection.Everything())).isInstanceOf(RunOutcome.Completed.class);
        assertThat(target.heads()).containsExactly("one");
    }

    @Test
    void statementThatFailsNamesTheLineOfTheRevision() {
        revision("op.execute('CREATE TABLE one (id integer)')", "op.execute('SELECT * FROM nowhere')");

        RunOutcome outcome = target.run(Direction.UP, new Selection.Everything());

        assertThat(outcome).isInstanceOfSatisfying(RunOutcome.Stopped.class, stopped -> {
            assertThat(stopped.failure().place()).hasValueSatisfying(place -> {
                assertThat(place.file()).hasFileName("one.py");
                assertThat(place.line()).isEqualTo(10);
            });
            assertThat(stopped.failure().message()).contains("nowhere");
        });
        assertThat(target.database()
                        .query("SELECT to_regclass('one') IS NULL AND to_regclass('alembic_version') IS NULL"))
                .isEqualTo("t");
    }

    @Test
    void onlineRevisionThatFailsLeavesNothing() {
        revision(
                "bind = op.get_bind()",
                "op.execute('CREATE TABLE one (id integer)')",
                "bind.execute(sa.text('SELECT * FROM nowhere')).fetchall()");

        RunOutcome outcome = target.run(Direction.UP, new Selection.Everything());

        assertThat(outcome).isInstanceOfSatisfying(RunOutcome.Stopped.class, stopped -> {
            assertThat(stopped.failure().message()).contains("relation \"nowhere\" does not exist");
            assertThat(stopped.failure().place())
                    .hasValueSatisfying(place -> assertThat(place.line()).isEqualTo(11));
        });
        assertThat(target.database().query("SELECT to_regclass('one') IS NULL")).isEqualTo("t");
    }

    @Test
    void envPyThatConnectsElsewhereIsRefusedBeforeItTouchesAnything() {
        TestDatabase other = TestDatabases.postgres();
        String url = new AlembicTarget(folder, "main", other, "").url();
        project.write(
                "env.py",
                env.replace(
                        "connectable = engine_from_config(",
                        "from sqlalchemy import create_engine\n    connectable = create_engine(\"" + url
                                + "\") or engine_from_config("));
        revision("op.get_bind().execute(sa.text('CREATE TABLE one (id integer)'))");

        RunOutcome outcome = target.run(Direction.UP, new Selection.Everything());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        RunOutcome.Stopped.class,
                        stopped -> assertThat(stopped.failure().code()).isEqualTo("other_database"));
        assertThat(other.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("0");
        assertThat(target.database().query("SELECT to_regclass('one') IS NULL")).isEqualTo("t");
    }

    @Test
    void envPyThatLoopsForEverIsEnded() {
        project.write("env.py", "print('waiting for the tide', flush=True)\nwhile True:\n    pass\n");
        AlembicBridge bridge = new AlembicBridge(folder, System.getenv(), Duration.ofSeconds(3));

        SwitchbackException failure = catchThrowableOfType(
                SwitchbackException.class,
                () -> bridge.write(
                        ProjectReader.read(folder).sets().getFirst(),
                        new dev.switchback.engine.alembic.AlembicTarget(
                                Optional.of("postgresql://nobody@localhost/none"), Map.of()),
                        List.of(new AlembicBridge.Wish("one", Direction.UP))));

        assertThat(failure.code()).isEqualTo("alembic_timeout");
        assertThat(failure)
                .hasMessageContaining("3 seconds (env.py, line")
                .hasMessageContaining("waiting for the tide");
    }

    @Test
    void revisionThatLoopsForEverIsEndedAsTheSettingsSayWithItsLine() {
        revision("while True:", "    pass");
        project.write("switchback.toml", "[timeouts]\nprogram = \"3s\"\n");

        SwitchbackException failure = failure();

        assertThat(failure.code()).isEqualTo("alembic_timeout");
        assertThat(failure).message().containsPattern("said nothing for 3 seconds \\(one.py, line (9|10)\\)");
    }
}

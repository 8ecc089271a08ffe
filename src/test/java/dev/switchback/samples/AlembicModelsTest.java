package dev.switchback.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.switchback.engine.Switchback;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.alembic.ModelDifferences;
import dev.switchback.engine.alembic.ModelDifferences.Difference;
import dev.switchback.engine.alembic.ModelQuestions.Content;
import dev.switchback.engine.alembic.ModelQuestions.Revision;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationType;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.AlembicModels.Onlooker;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.engine.source.NewMigration;
import dev.switchback.support.AlembicTarget;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of SQLAlchemy against a real database, compared by Alembic itself. */
class AlembicModelsTest {

    @TempDir
    Path folder;

    private ProjectFolder project = new ProjectFolder(Path.of(""));
    private AlembicTarget target = new AlembicTarget(Path.of(""), "", TestDatabases.h2(), "");
    private String env = "";

    @BeforeEach
    void projectWithModels() {
        project = new ProjectFolder(folder);
        env = Sample.alembicSettings(project)
                .replace("target_metadata = None", "from models import metadata\n\ntarget_metadata = metadata")
                .replace(
                        "context.configure(connection=connection, target_metadata=target_metadata)",
                        "context.configure(connection=connection, target_metadata=target_metadata, "
                                + "include_schemas=True, compare_type=True)");
        project.write("env.py", env);
        models("sa.Column(\"id\", sa.Integer, primary_key=True)");
        project.write("versions/one.py", """
                from alembic import op
                import sqlalchemy as sa

                revision = "one"
                down_revision = None


                def upgrade():
                    op.create_table("crossings", sa.Column("id", sa.Integer, primary_key=True))


                def downgrade():
                    op.drop_table("crossings")
                """);
        target = new AlembicTarget(folder, "main", TestDatabases.postgres(), "BOOKINGS_DATABASE_URL");
    }

    private void models(String columns) {
        project.write("models.py", """
                import sqlalchemy as sa

                metadata = sa.MetaData()
                crossings = sa.Table("crossings", metadata, %s)
                """.formatted(columns));
    }

    private static Onlooker nobody() {
        return new Onlooker(line -> {}, new Cancellation());
    }

    private <T> T with(Map<String, String> environment, Function<TargetDatabase, T> question) {
        try (TargetDatabase database =
                Switchback.open(folder, environment).on(target.database().settings())) {
            return question.apply(database);
        }
    }

    private ModelDifferences differences() {
        return with(System.getenv(), database -> database.compareModels("main", nobody()));
    }

    private Revision autogenerate(String name) {
        NewMigration migration = new NewMigration(name, MigrationType.CUSTOM_SQL, List.of());
        return with(System.getenv(), database -> database.autogenerate("main", migration, nobody()));
    }

    private SwitchbackException failure(Map<String, String> environment) {
        return catchThrowableOfType(
                SwitchbackException.class,
                () -> with(environment, database -> database.compareModels("main", nobody())));
    }

    private void apply() {
        assertThat(target.run(Direction.UP, new Selection.Everything())).isInstanceOf(RunOutcome.Completed.class);
    }

    @Test
    void modelsThatAgreeHaveNoDifferencesAndTheLedgerIsNone() {
        apply();

        assertThat(differences()).isEqualTo(new ModelDifferences(List.of(), ""));
    }

    @Test
    void comparisonThatCameToNoEndIsNoAgreement() {
        apply();
        models("sa.Column(\"id\", sa.Integer), sa.Column(\"deck\", sa.String(20))");
        project.write("env.py", env.replace("context.run_migrations()", "pass"));
        assertThat(failure(System.getenv()).code()).isEqualTo("not_compared");

        project.write(
                "env.py",
                env.replace(
                                "            context.run_migrations()\n\n\nif",
                                "            try:\n                context.run_migrations()\n            except Exception:\n"
                                        + "                pass\n\n\nif")
                        .replace("include_schemas=True", "include_schemas=True, include_name=lambda *a: 1 / 0"));
        SwitchbackException failure = failure(System.getenv());
        assertThat(failure.code()).isEqualTo("not_compared");
        assertThat(failure).hasMessageContaining("context.run_migrations()");
    }

    @Test
    void differencesAreToldInWordsAndAsCode() {
        apply();
        models("sa.Column(\"id\", sa.BigInteger, primary_key=True), sa.Column(\"deck\", sa.String(20)), "
                + "sa.Index(\"by_deck\", \"deck\")");

        ModelDifferences found = differences();

        assertThat(found.differences())
                .extracting(Difference::sentence)
                .containsExactlyInAnyOrder(
                        "add column crossings.deck",
                        "add index crossings.by_deck",
                        "modify type of crossings.id: INTEGER, in the models BIGINT");
        assertThat(found.code()).contains("op.add_column('crossings'");
        assertThat(Files.exists(folder.resolve("versions"))).isTrue();
        assertThat(folder.resolve("versions").toFile().list()).containsExactly("one.py");
    }

    @Test
    void autogeneratedRevisionBringsTheDatabaseToTheModels() {
        apply();
        models("sa.Column(\"id\", sa.Integer, primary_key=True), sa.Column(\"deck\", sa.String(20))");

        Revision made = autogenerate("Decks of crossings");

        assertThat(made.content()).isEqualTo(Content.CHANGES);
        assertThat(made.file())
                .hasValueSatisfying(file -> assertThat(file)
                        .content()
                        .contains("down_revision = 'one'")
                        .contains("sa.Column('deck', sa.String(length=20)")
                        .doesNotContain("drop_table"));
        assertThat(target.ids(MigrationState.PENDING)).hasSize(1);
        apply();
        assertThat(differences().differences()).isEmpty();
        assertThat(target.alembic().run("current")).contains("(head)");
    }

    @Test
    void nothingToDoIsSaid() {
        apply();

        assertThat(autogenerate("Nothing new").content()).isEqualTo(Content.NOTHING);
    }

    @Test
    void emptyDatabaseStaysEmpty() throws IOException {
        Files.delete(folder.resolve("versions/one.py"));

        assertThat(differences().differences()).extracting(Difference::sentence).containsExactly("add table crossings");
        assertThat(autogenerate("First").content()).isEqualTo(Content.CHANGES);
        assertThat(target.database().query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("0");
    }

    @Test
    void pendingRevisionsWouldBeTakenForDifferences() {
        SwitchbackException failure = failure(System.getenv());

        assertThat(failure.code()).isEqualTo("not_up_to_date");
        assertThat(failure).hasMessageContaining("1 of the migrations");
    }

    @Test
    void withoutModelsThereIsNothingToCompare() {
        apply();
        project.write("env.py", env.replace("target_metadata = metadata", "target_metadata = None"));

        SwitchbackException failure = failure(System.getenv());

        assertThat(failure.code()).isEqualTo("no_models");
        assertThat(failure).hasMessageContaining("target_metadata is None");
    }

    @Test
    void modelsThatCannotBeImportedAreNamed() {
        apply();
        project.write("models.py", "import larkfield_models\n");

        SwitchbackException failure = failure(System.getenv());

        assertThat(failure.code()).isEqualTo("missing_module");
        assertThat(failure).hasMessageContaining("models.py, line 1").hasMessageContaining("larkfield_models");
    }

    @Test
    void withoutPythonNothingIsCompared() {
        apply();

        assertThat(failure(Map.of("PATH", folder.toString())).code()).isEqualTo("no_interpreter");
    }

    @Test
    void anotherDatabaseIsNotCompared() {
        apply();
        AlembicTarget other = new AlembicTarget(folder, "main", TestDatabases.postgres(), "X");
        project.write(
                "env.py",
                env.replace(
                        "connectable = engine_from_config(",
                        "config.set_main_option('sqlalchemy.url', '" + other.url()
                                + "')\n    connectable = engine_from_config("));

        SwitchbackException failure = failure(System.getenv());

        assertThat(failure.code()).isEqualTo("other_database");
    }
}

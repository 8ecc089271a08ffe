package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.DatabaseKind;
import dev.switchback.support.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MissingObjectsTest {

    @TempDir
    Path folder;

    private String advice(DatabaseKind kind, Selection selection) {
        try (TargetDatabase target = Switchback.open(folder).on(kind.fresh().settings())) {
            Plan plan = (Plan) target.plan(
                    new PlanRequest(Direction.UP, selection, Optional.empty(), PlanRequest.Options.DEFAULT));
            RunOutcome outcome = target.run(
                    plan, RunOptions.DEFAULT.with(RunOptions.Confirmation.YES), RunListener.SILENT, new Cancellation());
            return ((RunOutcome.Stopped) outcome).failure().advice();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatNothingCreatesHasToBeThereBefore(DatabaseKind kind) {
        new ProjectFolder(folder).migration("001_a", "INSERT INTO people VALUES (1);", "");

        assertThat(advice(kind, new Selection.Everything()))
                .containsIgnoringCase("No migration of this project creates people: it has to be there before.");
    }

    @ParameterizedTest
    @EnumSource
    void whatALaterOneCreatesIsNamedWithIt(DatabaseKind kind) {
        new ProjectFolder(folder)
                .write("001_a.sql", "-- Depends on: []\n-- @up\nINSERT INTO people VALUES (1);\n")
                .write("002_b.sql", "-- Depends on: []\n-- @up\nCREATE TABLE IF NOT EXISTS people (id integer);\n");

        assertThat(advice(kind, new Selection.Only(new MigrationId("001_a"))))
                .containsIgnoringCase("people is created by 002_b: see that it is applied before");
    }

    @Test
    void revisionOfASimilarNameCreatesNothing() throws IOException {
        Path bookings = Path.of("migrations-samples/alembic-two-databases/database/migrations/bookings");
        ProjectFolder project = new ProjectFolder(folder)
                .write("alembic.ini", Files.readString(bookings.resolve("alembic.ini")))
                .write("env.py", Files.readString(bookings.resolve("env.py")));
        revision(project, "people", "None", "op.create_table('people_2', sa.Column('people', sa.Integer))");
        revision(project, "log", "'people'", "op.execute('CREATE TABLE IF NOT EXISTS \"people-log\" (i integer)')");
        revision(project, "fails", "'log'", "op.execute('INSERT INTO people VALUES (1)')");

        assertThat(advice(DatabaseKind.POSTGRES, new Selection.Everything()))
                .contains("No migration of this project creates people: it has to be there before.");
    }

    @Test
    void revisionThatCreatesItWithACallIsNamed() throws IOException {
        revisionOfASimilarNameCreatesNothing();
        revision(
                new ProjectFolder(folder),
                "later",
                "'fails'",
                "op.create_table('people', sa.Column('id', sa.Integer))");

        assertThat(advice(DatabaseKind.POSTGRES, new Selection.Everything())).contains("people is created by later:");
    }

    private static void revision(ProjectFolder project, String id, String parent, String upgrade) {
        project.write("versions/" + id + ".py", """
                \"""Adds %1$s.

                Create Date: 2026-11-30 12:00:00
                \"""
                from alembic import op
                import sqlalchemy as sa

                revision = '%1$s'
                down_revision = %2$s


                def upgrade():
                    %3$s


                def downgrade():
                    raise NotImplementedError
                """.formatted(id, parent, upgrade));
    }

    @ParameterizedTest
    @EnumSource
    void ofWhatItCreatesItselfNothingIsSaid(DatabaseKind kind) {
        new ProjectFolder(folder)
                .migration(
                        "001_a",
                        "CREATE TABLE people (id integer);\nDROP TABLE people;\nINSERT INTO people VALUES (1);",
                        "");

        assertThat(advice(kind, new Selection.Everything())).doesNotContainIgnoringCase("people: it has to be there");
    }
}

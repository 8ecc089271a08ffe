package dev.switchback.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.AlembicTarget;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An env.py as the asynchronous template of Alembic has it. */
class AlembicAsynchronousTest {

    @TempDir
    Path folder;

    private ProjectFolder project = new ProjectFolder(Path.of(""));
    private AlembicTarget target = new AlembicTarget(Path.of(""), "", TestDatabases.h2(), "");

    @BeforeEach
    void oneRevision() {
        project = new ProjectFolder(folder);
        Sample.alembicSettings(project);
        target = new AlembicTarget(folder, "main", TestDatabases.postgres(), "BOOKINGS_DATABASE_URL");
        project.write("versions/one.py", """
                from alembic import op

                revision = "one"
                down_revision = None


                def upgrade():
                    op.execute("CREATE TABLE one (id integer)")


                def downgrade():
                    op.execute("DROP TABLE one")
                """);
    }

    @Test
    void envPyIsWrittenOffline() {
        project.write("env.py", """
                import asyncio
                from alembic import context
                from sqlalchemy import pool
                from sqlalchemy.engine import Connection
                from sqlalchemy.ext.asyncio import create_async_engine

                url = context.config.get_main_option("sqlalchemy.url")
                assert url.startswith("postgresql+asyncpg://"), url


                def offline():
                    context.configure(url=url, literal_binds=True, dialect_opts={"paramstyle": "named"})
                    with context.begin_transaction():
                        context.run_migrations()


                def migrate(connection: Connection):
                    context.configure(connection=connection)
                    with context.begin_transaction():
                        context.run_migrations()


                async def online():
                    engine = create_async_engine(url, poolclass=pool.NullPool)
                    async with engine.connect() as connection:
                        await connection.run_sync(migrate)


                if context.is_offline_mode():
                    offline()
                else:
                    asyncio.run(online())
                """);

        assertThat(target.run(Direction.UP, new Selection.Everything())).isInstanceOf(RunOutcome.Completed.class);
        assertThat(target.heads()).containsExactly("one");
    }

    @Test
    void withoutItsDriverTheMissingModuleIsNamed() {
        envPyIsWrittenOffline();
        project.write("versions/two.py", """
                from alembic import op

                revision = "two"
                down_revision = "one"


                def upgrade():
                    op.get_bind().execute("SELECT 1").scalar()


                def downgrade():
                    pass
                """);

        assertThat(target.run(Direction.UP, new Selection.Everything()))
                .isInstanceOfSatisfying(RunOutcome.Stopped.class, stopped -> {
                    assertThat(stopped.failure().code()).isEqualTo("missing_module");
                    assertThat(stopped.failure().message()).contains("asyncpg");
                });
        assertThat(target.heads()).containsExactly("one");
    }
}

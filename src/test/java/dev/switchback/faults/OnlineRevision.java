package dev.switchback.faults;

import dev.switchback.support.AlembicTarget;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A project of one revision that only Alembic can run, on a database of its own. */
final class OnlineRevision {

    private final ProjectFolder project;
    private final AlembicTarget target;

    /** Each statement of Python is a line of the function. */
    OnlineRevision(Path folder, List<String> upgrade, List<String> downgrade) {
        this(
                folder,
                new AlembicTarget(folder, "main", TestDatabases.postgres(), "BOOKINGS_DATABASE_URL"),
                upgrade,
                downgrade);
    }

    OnlineRevision(Path folder, AlembicTarget target, List<String> upgrade, List<String> downgrade) {
        this.project = new ProjectFolder(folder);
        this.target = target;
        try {
            Path bookings = Path.of("migrations-samples/alembic-two-databases/database/migrations/bookings");
            project.write("alembic.ini", Files.readString(bookings.resolve("alembic.ini")));
            project.write("env.py", Files.readString(bookings.resolve("env.py")));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        project.write(
                "versions/one.py", """
                from alembic import op
                import sqlalchemy as sa

                revision = "one"
                down_revision = None


                def upgrade():
                    bind = op.get_bind()
                    %s


                def downgrade():
                    bind = op.get_bind()
                    %s
                """.formatted(String.join("\n    ", upgrade), String.join("\n    ", downgrade)));
    }

    static String sends(String sql) {
        return "bind.execute(sa.text(\"" + sql + "\"))";
    }

    ProjectFolder project() {
        return project;
    }

    AlembicTarget target() {
        return target;
    }

    /** A server learns that its client is gone when it wants to tell it something. */
    void awaitTheEndOfItsSession() {
        String others = "SELECT count(*) FROM pg_stat_activity "
                + "WHERE datname = current_database() AND pid <> pg_backend_pid()";
        while (!target.database().query(others).equals("0")) {
            Thread.onSpinWait();
        }
    }
}

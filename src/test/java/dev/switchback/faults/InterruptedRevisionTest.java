package dev.switchback.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.ledger.HistoryAction;
import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunEvent;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.AlembicTarget;
import dev.switchback.support.ProjectFolder;
import dev.switchback.support.SwitchbackProcess;
import dev.switchback.support.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A revision that only Alembic can run, cut off in the middle: nothing of it is left, and it is simply tried again. */
class InterruptedRevisionTest {

    private static final String AT_WORK = "sent: SELECT pg_sleep";

    @TempDir
    Path folder;

    private AlembicTarget target = new AlembicTarget(Path.of(""), "", TestDatabases.h2(), "");

    @BeforeEach
    void revisionThatTakesAsLongAsTheTableSays() throws IOException {
        Path bookings = Path.of("migrations-samples/alembic-two-databases/database/migrations/bookings");
        ProjectFolder project = new ProjectFolder(folder);
        project.write("alembic.ini", Files.readString(bookings.resolve("alembic.ini")));
        project.write("env.py", Files.readString(bookings.resolve("env.py")));
        project.write("versions/one.py", """
                from alembic import op
                import sqlalchemy as sa

                revision = "one"
                down_revision = None


                def upgrade():
                    bind = op.get_bind()
                    bind.execute(sa.text("CREATE TABLE piers (id integer)"))
                    bind.execute(sa.text("SELECT pg_sleep(seconds) FROM holds"))


                def downgrade():
                    op.execute("DROP TABLE piers")
                """);
        target = new AlembicTarget(folder, "main", TestDatabases.postgres(), "BOOKINGS_DATABASE_URL");
        target.database().execute("CREATE TABLE holds (seconds integer)", "INSERT INTO holds VALUES (3)");
    }

    private MigrationStatus revision() {
        return target.status().find(new MigrationId("one")).orElseThrow();
    }

    /** A server learns that its client is gone when it wants to tell it something. */
    private void awaitTheEndOfItsSession() {
        String others = "SELECT count(*) FROM pg_stat_activity "
                + "WHERE datname = current_database() AND pid <> pg_backend_pid()";
        while (!target.database().query(others).equals("0")) {
            Thread.onSpinWait();
        }
    }

    private void nothingIsLeftAndItCanBeTriedAgain() {
        assertThat(target.database().query("SELECT to_regclass('piers') IS NULL"))
                .isEqualTo("t");
        assertThat(revision().state()).isEqualTo(MigrationState.FAILED);
        assertThat(target.status().blocking()).isEmpty();

        target.database().execute("DELETE FROM holds");
        assertThat(target.run(Direction.UP, new Selection.Everything())).isInstanceOf(RunOutcome.Completed.class);
        assertThat(revision().state()).isEqualTo(MigrationState.COMPLETED);
        assertThat(target.alembic().run("current")).contains("one (head)");
        assertThat(target.database().query("SELECT status FROM switchback.schema_migrations WHERE id = 'one'"))
                .isEqualTo("completed");
    }

    @Test
    void killedProcessTakesAlembicWithItAndLeavesNothing() throws Exception {
        Process apply = new SwitchbackProcess(folder, target.database()).startedUntil(AT_WORK, "apply", "--yes");
        assertThat(apply.isAlive()).isTrue();

        apply.destroyForcibly().waitFor();

        awaitTheEndOfItsSession();
        nothingIsLeftAndItCanBeTriedAgain();
        assertThat(target.history())
                .as("what the ledger learned from Alembic's table is noted once")
                .filteredOn(entry -> entry.action() == HistoryAction.ADOPT)
                .hasSize(1);
    }

    @Test
    void cancelledRevisionIsEndedOnTheServerAndLeavesNothing() {
        target.database().execute("UPDATE holds SET seconds = 600");
        Cancellation cancellation = new Cancellation();

        RunOutcome outcome = target.run(
                Direction.UP,
                new Selection.Everything(),
                event -> {
                    if (event instanceof RunEvent.Notice notice
                            && notice.message().startsWith(AT_WORK)) {
                        cancellation.request();
                    }
                },
                cancellation);

        assertThat(outcome).isInstanceOf(RunOutcome.Cancelled.class);
        awaitTheEndOfItsSession();
        nothingIsLeftAndItCanBeTriedAgain();
    }
}

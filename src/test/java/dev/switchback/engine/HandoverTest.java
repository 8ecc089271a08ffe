package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOutcome;
import org.junit.jupiter.api.Test;

/** On H2 the commit that ends a migration announces the next one: what the ledger says in between, and afterwards. */
class HandoverTest extends ThreeTables {

    @Test
    void oneCommitEndsAMigrationAndAnnouncesTheNext() {
        assertThat(run(Direction.UP, behind("001_a", () -> {
                    assertThat(row("001_a")).isEqualTo(COMPLETED);
                    assertThat(row("002_b")).isEqualTo(ANNOUNCED);
                    assertThat(row("003_c")).isEqualTo(NO_ROW);
                    source.breakAt(Integer.MAX_VALUE);
                })))
                .isInstanceOf(RunOutcome.Completed.class);

        assertThat(source.sent().stream().filter("commit"::equals))
                .as("commits of the two behind")
                .hasSize(2);
        assertAllIsAppliedInTheEnd();
    }

    @Test
    void nextThatFailsItsCheckIsFailedAndTriedAgain() {
        project.write(
                "002_b.sql",
                "-- @check before\nSELECT false;\n-- @up\nCREATE TABLE b (id integer);\n-- @down\nDROP TABLE b;");

        RunOutcome outcome =
                run(Direction.UP, behind("001_a", () -> assertThat(row("002_b")).isEqualTo("running 0 false")));

        assertThat(outcome).isInstanceOf(RunOutcome.Stopped.class);
        assertThat(row("001_a")).isEqualTo(COMPLETED);
        assertThat(row("002_b")).isEqualTo("failed 0 false");
        assertThat(status("002_b").has(FindingCode.INTERRUPTED)).isFalse();
        project.migration("002_b", "CREATE TABLE b (id integer);", "DROP TABLE b;");
        assertAllIsAppliedInTheEnd();
    }

    @Test
    void nextThatIsOneTransactionIsNotAnnouncedButAnnouncesWhatFollows() {
        project.migration("002_b", "INSERT INTO a VALUES (1);", "DELETE FROM a;");

        RunOutcome outcome = run(Direction.UP, event -> {
            behind("001_a", () -> assertThat(row("002_b")).isEqualTo(NO_ROW)).on(event);
            behind("002_b", () -> {
                        assertThat(row("002_b")).isEqualTo(COMPLETED);
                        assertThat(row("003_c")).isEqualTo(ANNOUNCED);
                    })
                    .on(event);
        });

        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        assertThat(row("003_c")).isEqualTo(COMPLETED);
    }

    @Test
    void failedTransactionTakesTheAnnouncementAlong() {
        project.migration("002_b", "INSERT INTO a VALUES (1);\nINSERT INTO missing VALUES (1);", "DELETE FROM a;");

        assertThat(apply()).isInstanceOf(RunOutcome.Stopped.class);

        assertPending("003_c");
    }

    @Test
    void hooksRunBetweenTheAnnouncementAndTheFirstStatement() {
        project.write("switchback.toml", """
                layout = "annotated"
                [hooks]
                before_all = "CREATE TABLE IF NOT EXISTS seen (what varchar(40))"
                before_each = "INSERT INTO seen VALUES ('before')"
                after_each = "INSERT INTO seen VALUES ('after')"
                """);

        RunOutcome outcome =
                run(Direction.UP, behind("001_a", () -> assertThat(row("002_b")).isEqualTo("running 0 false")));

        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        assertThat(database.query("SELECT count(*) FROM seen")).isEqualTo("6");
        assertAllIsAppliedInTheEnd();
    }

    @Test
    void migrationThatHasARowAlreadyAnnouncesItself() {
        apply();
        run(Direction.DOWN, RunListener.SILENT);

        RunOutcome outcome = run(Direction.UP, behind("001_a", () -> {
            assertThat(row("002_b")).startsWith("rolled_back");
            cancellation.request();
        }));

        assertThat(outcome).isInstanceOf(RunOutcome.Cancelled.class);
        assertThat(row("002_b")).startsWith("rolled_back");
    }

    @Test
    void wayBackAnnouncesEachStepByItself() {
        apply();

        RunOutcome outcome = run(
                Direction.DOWN, behind("003_c", () -> assertThat(row("002_b")).isEqualTo(COMPLETED)));

        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        assertThat(row("001_a")).startsWith("rolled_back");
    }

    @Test
    void resumedMigrationAnnouncesNothing() {
        project.migration("001_a", "CREATE TABLE a (id integer);\nINSERT INTO later VALUES (1);", "DROP TABLE a;");
        assertThat(apply()).isInstanceOf(RunOutcome.Stopped.class);
        database.execute("CREATE TABLE later (id integer)");

        resume("001_a");

        assertPending("002_b");
        assertAllIsAppliedInTheEnd();
    }
}

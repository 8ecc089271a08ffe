package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import org.junit.jupiter.api.Test;

class H2EngineTest extends EngineContract {

    @Override
    TestDatabase newDatabase() {
        return TestDatabases.h2();
    }

    @Test
    void migrationThatStoppedHalfWayIsResumed() {
        project.migration(
                "001_half",
                "CREATE TABLE half (id integer);\nINSERT INTO half VALUES (1);\nINSERT INTO later VALUES (1);",
                "");

        RunOutcome.Stopped stopped = (RunOutcome.Stopped) applyAll();
        assertThat(stopped.failure().advice()).contains("Statements 1–2 of 3 stay applied");
        assertThat(status("001_half").has(FindingCode.INTERRUPTED)).isTrue();

        database.execute("CREATE TABLE later (id integer)");
        RunOutcome resumed = target().resume(
                        new ResumeRequest("main", new MigrationId("001_half"), ResumeRequest.Decision.CONTINUE),
                        YES,
                        RunListener.SILENT,
                        new Cancellation());

        assertThat(resumed).isInstanceOf(RunOutcome.Completed.class);
        assertThat(count("half")).isEqualTo("1");
        assertThat(count("later")).isEqualTo("1");
        assertThat(status("001_half").state()).isEqualTo(MigrationState.COMPLETED);
    }
}

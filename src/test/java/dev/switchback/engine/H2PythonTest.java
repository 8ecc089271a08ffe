package dev.switchback.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.ledger.MigrationState;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.run.RunFailure;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import org.junit.jupiter.api.Test;

/** Python migrations on H2, where every statement commits by itself. */
class H2PythonTest extends PythonContract {

    @Override
    TestDatabase newDatabase() {
        return TestDatabases.h2();
    }

    @Test
    void whatHadFinishedStaysAndIsSaid() {
        migration("cursor.execute('CREATE TABLE t (id integer)')", "raise ValueError('half way')");

        RunFailure failure = failure(apply());

        assertThat(failure.advice()).contains("Statement 1 stays applied: mark it done, or roll it back");
        assertThat(exists("t")).isTrue();
        assertThat(status().has(FindingCode.INTERRUPTED)).isTrue();
        assertThat(status().state()).isEqualTo(MigrationState.FAILED);
    }

    @Test
    void aRollbackThatCannotBeIsAnError() {
        migration("cursor.execute('CREATE TABLE t (id integer)')", "connection.rollback()");

        assertThat(failure(apply()).message())
                .contains("FeatureNotSupported")
                .contains("each statement has been committed by itself");
    }
}

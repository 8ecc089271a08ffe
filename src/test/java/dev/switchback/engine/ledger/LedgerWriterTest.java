package dev.switchback.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchback.engine.database.H2Dialect;
import dev.switchback.engine.database.Transactions;
import dev.switchback.engine.ledger.LedgerRow.Doubt;
import dev.switchback.engine.ledger.LedgerRow.Execution;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.support.Migrations;
import dev.switchback.support.TestDatabase;
import dev.switchback.support.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a writer knows of the ledger saves it a look, and never costs a row or a text. */
class LedgerWriterTest {

    private static final String SCHEMA = "ledger";
    private static final String DIGEST = "d".repeat(64);

    private final TestDatabase database = TestDatabases.h2();
    private Connection connection;
    private LedgerWriter writer;

    @BeforeEach
    void createLedger() throws SQLException {
        connection = database.connect();
        LedgerTables.create(connection, new H2Dialect(2).createLedger(SCHEMA));
        writer = new LedgerWriter(connection, SCHEMA);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private static LedgerWriter.NewRow row(String id, MigrationState state) {
        return new LedgerWriter.NewRow(
                "main",
                Migrations.set().file(id).asSet().find(new MigrationId(id)).orElseThrow(),
                state,
                new Execution(1, Optional.empty(), Duration.ZERO, 0, 1, Doubt.NONE, Optional.empty()));
    }

    private static HistoryEntry entry(String id) {
        return new HistoryEntry(
                "run",
                "main",
                new MigrationId(id),
                HistoryAction.UP,
                DIGEST,
                new HistoryEntry.Event(
                        MigrationState.COMPLETED,
                        Instant.EPOCH,
                        Duration.ZERO,
                        new HistoryEntry.Actor("sa", "dba", "desk", "1"),
                        Optional.empty(),
                        Optional.empty()));
    }

    private void beginWithWhatIsThere() throws SQLException {
        writer.beginWith(new LedgerReader(connection, SCHEMA).contents());
    }

    private String states() {
        return database.query("SELECT coalesce(LISTAGG(id || ' ' || status, ', ') WITHIN GROUP (ORDER BY id), '') FROM "
                + SCHEMA + ".schema_migrations");
    }

    private String texts() {
        return database.query("SELECT coalesce(LISTAGG(content, ', '), '') FROM " + SCHEMA + ".scripts");
    }

    @Test
    void rowThatWasThereIsReplaced() throws SQLException {
        writer.write(row("001", MigrationState.FAILED));
        beginWithWhatIsThere();

        writer.write(row("001", MigrationState.COMPLETED));
        writer.write(row("002", MigrationState.COMPLETED));

        assertThat(states()).isEqualTo("001 completed, 002 completed");
    }

    @Test
    void rowThatWasWrittenSinceIsReplaced() throws SQLException {
        beginWithWhatIsThere();

        writer.write(row("001", MigrationState.RUNNING));
        writer.write(row("001", MigrationState.COMPLETED));

        assertThat(states()).isEqualTo("001 completed");
    }

    @Test
    void rowThatGotAnotherIdIsReplacedUnderThatId() throws SQLException {
        writer.write(row("001", MigrationState.COMPLETED));
        beginWithWhatIsThere();

        writer.rename("main", new MigrationId("001"), new MigrationId("002"));
        writer.write(row("002", MigrationState.RUNNING));

        assertThat(states()).isEqualTo("002 running");
    }

    @Test
    void whatWasTakenBackIsWrittenAgain() throws SQLException {
        beginWithWhatIsThere();

        Transactions.tried(connection, () -> {
            writer.write(row("001", MigrationState.COMPLETED));
            writer.append(entry("001"), "SELECT 1");
            return connection;
        });
        assertThat(states() + texts()).isEmpty();
        writer.write(row("001", MigrationState.COMPLETED));
        writer.append(entry("001"), "SELECT 1");

        assertThat(states()).isEqualTo("001 completed");
        assertThat(texts()).isEqualTo("SELECT 1");
    }

    @Test
    void textIsKeptOnceWhetherItWasThereOrCameSince() throws SQLException {
        writer.append(entry("001"), "SELECT 1");
        beginWithWhatIsThere();
        writer.append(entry("002"), "SELECT 1");
        assertThat(texts()).isEqualTo("SELECT 1");

        LedgerWriter other = new LedgerWriter(connection, SCHEMA);
        other.append(entry("003"), "SELECT 1");

        assertThat(texts()).isEqualTo("SELECT 1");
        assertThat(database.query("SELECT count(*) FROM " + SCHEMA + ".migration_history"))
                .isEqualTo("3");
    }
}

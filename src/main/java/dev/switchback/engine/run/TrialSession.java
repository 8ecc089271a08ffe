package dev.switchback.engine.run;

import dev.switchback.engine.database.SchemaChanges;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** Draws the borders between the steps of a trial, which a real run has by committing. */
final class TrialSession {

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(1);

    /** What is deferred from the start; a name that also means a constraint which cannot be deferred is an error. */
    private static final String INITIALLY_DEFERRED = """
            SELECT pg_catalog.string_agg(DISTINCT pg_catalog.format('%I.%I', n.nspname, c.conname), ', ')
            FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace
            WHERE c.condeferred
              AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint o
                              WHERE o.connamespace = c.connamespace AND o.conname = c.conname AND NOT o.condeferrable)
            """;

    private final RunTarget target;

    TrialSession(RunTarget target) {
        this.target = target;
    }

    /** Short limits, because a trial must not be in anybody's way; shorter ones of the profile stay. */
    void prepare(Connection connection) throws SQLException {
        target.sessionSetup().prepare(connection, lockTimeout(), Optional.of(statementTimeout()));
    }

    /** Gives the session back what it started with, inside of the trial's transaction. */
    void renew(Connection connection) throws SQLException {
        target.sessionSetup().renew(connection, lockTimeout(), Optional.of(statementTimeout()));
    }

    private Duration lockTimeout() {
        return target.session()
                .lockTimeout()
                .filter(wish -> wish.compareTo(LOCK_TIMEOUT) < 0)
                .orElse(LOCK_TIMEOUT);
    }

    private Duration statementTimeout() {
        return target.session().statementTimeout().orElse(STATEMENT_TIMEOUT);
    }

    /**
     * Checks what a commit would check. {@code SET CONSTRAINTS} lasts until the transaction ends, so that the next step
     * would find everything immediate: what is deferred from the start is deferred again.
     */
    void checkDeferred(Connection connection) throws SQLException {
        if (target.dialect().schemaChanges() == SchemaChanges.COMMIT_BY_THEMSELVES) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
            String deferred;
            try (ResultSet row = statement.executeQuery(INITIALLY_DEFERRED)) {
                deferred = row.next() && row.getString(1) != null ? row.getString(1) : "";
            }
            if (!deferred.isEmpty()) {
                statement.execute("SET CONSTRAINTS " + deferred + " DEFERRED");
            }
        }
    }
}

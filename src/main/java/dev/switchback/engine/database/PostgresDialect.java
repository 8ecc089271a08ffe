package dev.switchback.engine.database;

import dev.switchback.engine.sql.SqlSyntax;
import java.time.Duration;
import java.util.List;

/**
 * PostgreSQL 12 and later, and what speaks its protocol.
 *
 * @param sessions whether a connection has a session of the server for itself
 */
public record PostgresDialect(int majorVersion, Sessions sessions, Flavour flavour, LockKind lockKind)
        implements Dialect {

    /** PostgreSQL itself, with a session for each connection. */
    public PostgresDialect(int majorVersion) {
        this(majorVersion, Sessions.OWN, Flavour.POSTGRESQL, LockKind.ADVISORY);
    }

    @Override
    public Dialect sharingSessions() {
        return new PostgresDialect(majorVersion, Sessions.SHARED, flavour, lockKind);
    }

    /** The same server, now that more is known of it. */
    Dialect as(Flavour found) {
        return new PostgresDialect(majorVersion, sessions, found, lockKind);
    }

    private String set() {
        return switch (sessions) {
            case OWN -> "SET ";
            case SHARED -> "SET LOCAL ";
        };
    }

    @Override
    public String product() {
        return flavour.product();
    }

    @Override
    public SqlSyntax syntax() {
        return SqlSyntax.POSTGRESQL;
    }

    /**
     * CockroachDB may fail a change of the structure after its transaction has committed; YugabyteDB commits each by
     * itself unless told otherwise, with a setting of the cluster.
     */
    @Override
    public SchemaChanges schemaChanges() {
        return switch (flavour) {
            case POSTGRESQL, CITUS -> SchemaChanges.TRANSACTIONAL;
            case COCKROACHDB, YUGABYTEDB -> SchemaChanges.ALONE;
        };
    }

    @Override
    public Sending sending() {
        return switch (flavour) {
            case POSTGRESQL -> Sending.TOGETHER;
            case CITUS, COCKROACHDB, YUGABYTEDB -> Sending.ONE_BY_ONE;
        };
    }

    @Override
    public boolean isObservable() {
        return flavour != Flavour.COCKROACHDB;
    }

    /** Citus changes types and functions over one connection to each worker, which must not meet parallel work. */
    @Override
    public List<String> beginTransaction() {
        return flavour == Flavour.CITUS
                ? List.of("SET LOCAL citus.multi_shard_modify_mode TO 'sequential'")
                : List.of();
    }

    @Override
    public List<String> becomeOurselves() {
        return flavour == Flavour.COCKROACHDB
                ? List.of("SET LOCAL role = 'none'")
                : List.of("SET LOCAL SESSION AUTHORIZATION DEFAULT", "SET LOCAL ROLE NONE");
    }

    /** Written, and not only locked: what CockroachDB locks without writing it may forget when a range moves. */
    @Override
    public RowLock rowLock(String schema) {
        return new RowLock(
                "SET LOCAL idle_in_transaction_session_timeout = 0",
                "SELECT id FROM " + schema + ".lock_row WHERE id = 1 FOR UPDATE NOWAIT",
                "UPDATE " + schema + ".lock_row SET id = 1 WHERE id = 1",
                "another session on this database");
    }

    @Override
    public List<String> resetSession() {
        return flavour == Flavour.COCKROACHDB
                ? List.of("SET role = 'none'", "RESET ALL")
                : List.of(
                        "RESET SESSION AUTHORIZATION",
                        "RESET ROLE",
                        "RESET ALL",
                        "CLOSE ALL",
                        "UNLISTEN *",
                        "DISCARD TEMP");
    }

    @Override
    public String limitLockWait(Duration limit) {
        return set() + "lock_timeout = " + limit.toMillis();
    }

    @Override
    public String limitStatement(Duration limit) {
        return set() + "statement_timeout = " + limit.toMillis();
    }

    @Override
    public List<String> createLedger(String schema) {
        LedgerSchema.TextTypes text = new LedgerSchema.TextTypes("text", "text");
        return switch (lockKind) {
            case ADVISORY -> LedgerSchema.statements(schema, text);
            case ROW -> LedgerSchema.withLockRow(schema, text);
        };
    }
}

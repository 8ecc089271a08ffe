package dev.switchback.engine.database;

import dev.switchback.engine.sql.SqlSyntax;
import java.time.Duration;
import java.util.List;

/** PostgreSQL 12 and later. */
public record PostgresDialect(int majorVersion, Sessions sessions) implements Dialect {

    /** With a session for each connection. */
    public PostgresDialect(int majorVersion) {
        this(majorVersion, Sessions.OWN);
    }

    @Override
    public Dialect sharingSessions() {
        return new PostgresDialect(majorVersion, Sessions.SHARED);
    }

    private String set() {
        return switch (sessions) {
            case OWN -> "SET ";
            case SHARED -> "SET LOCAL ";
        };
    }

    @Override
    public String product() {
        return "PostgreSQL";
    }

    @Override
    public SqlSyntax syntax() {
        return SqlSyntax.POSTGRESQL;
    }

    @Override
    public SchemaChanges schemaChanges() {
        return SchemaChanges.TRANSACTIONAL;
    }

    @Override
    public LockKind lockKind() {
        return LockKind.ADVISORY;
    }

    @Override
    public List<String> resetSession() {
        return List.of(
                "RESET SESSION AUTHORIZATION", "RESET ROLE", "RESET ALL", "CLOSE ALL", "UNLISTEN *", "DISCARD TEMP");
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
        return LedgerSchema.statements(schema, "text");
    }
}

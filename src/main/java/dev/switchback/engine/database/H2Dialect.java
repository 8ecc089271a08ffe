package dev.switchback.engine.database;

import dev.switchback.engine.sql.SqlSyntax;
import java.time.Duration;
import java.util.List;

/** H2 2.x, in a file or in memory. */
public record H2Dialect(int majorVersion) implements Dialect {

    private static final int NO_LIMIT_IN_MILLISECONDS = Integer.MAX_VALUE;

    @Override
    public String product() {
        return "H2";
    }

    @Override
    public SqlSyntax syntax() {
        return SqlSyntax.H2;
    }

    @Override
    public SchemaChanges schemaChanges() {
        return SchemaChanges.COMMIT_BY_THEMSELVES;
    }

    @Override
    public LockKind lockKind() {
        return LockKind.ROW;
    }

    @Override
    public RowLock rowLock(String schema) {
        return new RowLock(
                "SET LOCK_TIMEOUT 1",
                "SELECT id FROM " + schema + ".lock_row WHERE id = 1 FOR UPDATE",
                "SELECT 1",
                "another process on this file");
    }

    @Override
    public List<String> resetSession() {
        return List.of("SET SCHEMA PUBLIC");
    }

    @Override
    public String limitLockWait(Duration limit) {
        return "SET LOCK_TIMEOUT " + (limit.isZero() ? NO_LIMIT_IN_MILLISECONDS : limit.toMillis());
    }

    @Override
    public String limitStatement(Duration limit) {
        return "SET QUERY_TIMEOUT " + limit.toMillis();
    }

    /** Large objects have a storage of their own, which takes longer to write than the row. */
    @Override
    public List<String> createLedger(String schema) {
        return LedgerSchema.withLockRow(
                schema, new LedgerSchema.TextTypes("character large object", "character varying"));
    }
}

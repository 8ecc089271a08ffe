package dev.switchback.engine.database;

import dev.switchback.engine.sql.SqlSyntax;
import java.time.Duration;
import java.util.ArrayList;
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

    @Override
    public List<String> createLedger(String schema) {
        List<String> statements = new ArrayList<>(LedgerSchema.statements(schema, "character large object"));
        String version = statements.removeLast();
        statements.add("CREATE TABLE IF NOT EXISTS %s.lock_row (id integer PRIMARY KEY)".formatted(schema));
        statements.add(
                "INSERT INTO %1$s.lock_row SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM %1$s.lock_row)".formatted(schema));
        statements.add(version); // last, because a ledger with a version counts as complete
        return statements;
    }
}

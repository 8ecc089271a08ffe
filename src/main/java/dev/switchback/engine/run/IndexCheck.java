package dev.switchback.engine.run;

import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.run.StepFailedException.Cause;
import dev.switchback.engine.sql.QuickStatements;
import dev.switchback.engine.sql.SqlStatement;
import dev.switchback.engine.sql.SqlSyntax;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** After a concurrent index build: an index that is there but not valid enforces and speeds up nothing. */
final class IndexCheck {

    private static final String INVALID = """
            SELECT c.relname, pg_catalog.format('%I.%I', n.nspname, c.relname)
            FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT i.indisvalid
            """;

    private final RunContext context;
    private final SqlStatement sql;
    private final Set<Index> invalidBefore;

    /** @param qualified with its schema, quoted where it has to be */
    private record Index(String name, String qualified) {}

    /** Looks before the statement runs, because an index without a name of its own is known only by being new. */
    IndexCheck(RunContext context, SqlStatement sql) throws SQLException {
        this.context = context;
        this.sql = sql;
        this.invalidBefore = builds() ? invalid() : Set.of();
    }

    private boolean builds() {
        return context.target().dialect().syntax() == SqlSyntax.POSTGRESQL
                && sql.text().matches("(?is)(CREATE|REINDEX)\\b.*\\bCONCURRENTLY\\b.*");
    }

    private Set<Index> invalid() throws SQLException {
        Set<Index> indexes = new HashSet<>();
        try (Statement statement = context.connection().createStatement();
                ResultSet rows = statement.executeQuery(INVALID)) {
            while (rows.next()) {
                indexes.add(new Index(rows.getString(1), rows.getString(2)));
            }
        }
        return indexes;
    }

    /**
     * Drops what a build that broke off has left: the ledger knows that it was under way, and it bears its name. Had it
     * been there before, the build could not have begun.
     */
    void removeLeftover(MigrationId id, StatementLoop loop) throws StepFailedException {
        for (Index index : invalidBefore) {
            if (!isNamed(index)) {
                continue;
            }
            try (Statement statement = context.connection().createStatement()) {
                context.tell(new RunEvent.Notice(
                        id, "dropping the invalid index " + index.qualified() + ", which the broken build left"));
                statement.execute("DROP INDEX CONCURRENTLY IF EXISTS " + index.qualified());
            } catch (SQLException failure) {
                throw loop.failed(failure, sql);
            }
        }
    }

    private boolean isNamed(Index index) {
        Set<String> words = QuickStatements.words(List.of(sql));
        return words.contains(index.name());
    }

    /** {@code IF NOT EXISTS} is content with an invalid index of an earlier attempt; people are not. */
    void after(MigrationId id, Script script, StatementLoop loop) throws SQLException, StepFailedException {
        if (!builds()) {
            return;
        }
        for (Index index : invalid()) {
            if (isNamed(index) || !invalidBefore.contains(index)) {
                throw failure(index, id, script, loop);
            }
        }
    }

    private StepFailedException failure(Index index, MigrationId id, Script script, StatementLoop loop) {
        RunFailure failure = new RunFailure(
                "invalid_index",
                "the index " + index.name() + " exists but is not valid: it enforces and speeds up nothing",
                Optional.of(id),
                Optional.of(Failures.place(script, sql)),
                RunFailure.Server.SILENT,
                "Drop what the broken build left: DROP INDEX CONCURRENTLY " + index.qualified() + "; then try again.");
        return new StepFailedException(failure, loop.done(), Cause.FAILED, loop.elapsed());
    }
}

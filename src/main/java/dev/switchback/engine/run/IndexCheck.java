package dev.switchback.engine.run;

import dev.switchback.engine.database.Dialect;
import dev.switchback.engine.database.InvalidIndexes;
import dev.switchback.engine.database.InvalidIndexes.Index;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.run.StepFailedException.Cause;
import dev.switchback.engine.sql.SqlStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** After a concurrent index build: an index that is there but not valid enforces and speeds up nothing. */
final class IndexCheck {

    private final RunContext context;
    private final SqlStatement sql;
    private final Dialect dialect;
    private final Set<Index> invalidBefore;

    /** Looks before the statement runs, because an index without a name of its own is known only by being new. */
    IndexCheck(RunContext context, SqlStatement sql) throws SQLException {
        this.context = context;
        this.sql = sql;
        this.dialect = context.target().dialect();
        this.invalidBefore = builds() ? InvalidIndexes.of(context.connection()) : Set.of();
    }

    private boolean builds() {
        return InvalidIndexes.mayBeLeftBy(sql, dialect);
    }

    /** Drops what an earlier attempt has left, as whoever resumes it has been shown. */
    void removeLeftover(MigrationId id, StatementLoop loop) throws SQLException, StepFailedException {
        for (Index index : leftover()) {
            try (Statement statement = context.connection().createStatement()) {
                context.tell(new RunEvent.Notice(
                        id, "dropping the invalid index " + index.qualified() + ", which the broken build left"));
                statement.execute(index.drop(dialect));
            } catch (SQLException failure) {
                throw loop.failed(failure, sql);
            }
        }
    }

    private List<Index> leftover() throws SQLException {
        return InvalidIndexes.leftBy(sql, context.connection(), dialect);
    }

    /** {@code IF NOT EXISTS} is content with an invalid index of an earlier attempt; people are not. */
    void after(MigrationId id, Script script, StatementLoop loop) throws SQLException, StepFailedException {
        if (!builds()) {
            return;
        }
        for (Index index : InvalidIndexes.of(context.connection())) {
            if (InvalidIndexes.names(sql, index) || !invalidBefore.contains(index)) {
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
                "");
        return new StepFailedException(failure, loop.done(), Cause.FAILED, loop.elapsed());
    }

    /** The failure with the offer to drop what the build left and to try again; empty where it left nothing. */
    Optional<StepFailedException> offer(MigrationId id, StepFailedException failed) throws SQLException {
        List<Index> left = leftover();
        if (left.isEmpty()) {
            return Optional.empty();
        }
        String names = left.stream().map(Index::qualified).collect(Collectors.joining(", "));
        String drops = left.stream().map(index -> index.drop(dialect) + ";").collect(Collectors.joining(" "));
        String advice = "The build left an index that is not valid: " + names + ". Mend the cause, then resume " + id
                + ": it runs " + drops + " and builds again.";
        return Optional.of(new StepFailedException(
                Failures.advise(failed.failure(), advice), failed.done(), failed.kind(), failed.time()));
    }
}

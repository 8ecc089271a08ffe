package dev.switchback.engine.run;

import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Script;
import dev.switchback.engine.run.StepFailedException.Cause;
import dev.switchback.engine.sql.SqlStatement;
import dev.switchback.engine.sql.SqlSyntax;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** After a concurrent index build: an index that is there but not valid enforces and speeds up nothing. */
final class IndexCheck {

    private final RunContext context;

    IndexCheck(RunContext context) {
        this.context = context;
    }

    void after(SqlStatement sql, MigrationId id, Script script) throws SQLException, StepFailedException {
        if (context.target().dialect().syntax() != SqlSyntax.POSTGRESQL
                || !sql.text().matches("(?is).*\\bINDEX\\b.*\\bCONCURRENTLY\\b.*")) {
            return;
        }
        String query = """
                SELECT c.relname FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
                WHERE NOT i.indisvalid
                """;
        try (Statement statement = context.connection().createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                String name = rows.getString(1);
                if (sql.text().contains(name)) {
                    throw invalid(sql, name, id, script);
                }
            }
        }
    }

    private static StepFailedException invalid(SqlStatement sql, String name, MigrationId id, Script script) {
        RunFailure failure = new RunFailure(
                "invalid_index",
                "the index " + name + " exists but is not valid: it enforces and speeds up nothing",
                Optional.of(id),
                Optional.of(Failures.place(script, sql)),
                RunFailure.Server.SILENT,
                "Drop it with DROP INDEX CONCURRENTLY, then try again.");
        return new StepFailedException(failure, List.of(), Cause.FAILED);
    }
}

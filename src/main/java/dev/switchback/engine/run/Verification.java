package dev.switchback.engine.run;

import dev.switchback.engine.database.Transactions;
import dev.switchback.engine.migration.Check;
import dev.switchback.engine.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;

/** Runs a script that verifies a migration by not failing, and takes back what it changed. */
final class Verification {

    /** Such scripts bring their own transaction, which would end the migration's. */
    private static final Pattern BORDER =
            Pattern.compile("(?i)(BEGIN|START|COMMIT|END|ROLLBACK|ABORT)(\\s+(WORK|TRANSACTION))?");

    private final RunContext context;

    Verification(RunContext context) {
        this.context = context;
    }

    void run(StatementLoop loop, Check check, List<SqlStatement> statements) throws StepFailedException {
        if (statements.isEmpty()) {
            return;
        }
        Connection connection = context.connection();
        try {
            Transactions.Work<List<SqlStatement>, StepFailedException> work = () -> all(loop, check, statements);
            if (connection.getAutoCommit()) {
                Transactions.tried(connection, work);
            } else {
                Transactions.triedInside(connection, work);
            }
        } catch (SQLException connectionLost) {
            throw loop.failed(connectionLost, statements.getFirst(), check.script());
        }
    }

    private List<SqlStatement> all(StatementLoop loop, Check check, List<SqlStatement> statements)
            throws StepFailedException {
        for (SqlStatement each : statements) {
            if (!BORDER.matcher(each.text().strip()).matches()) {
                try (Statement statement = context.connection().createStatement()) {
                    statement.execute(each.text());
                } catch (SQLException failure) {
                    throw loop.failed(failure, each, check.script());
                }
            }
        }
        return statements;
    }
}

package dev.switchback.engine;

import dev.switchback.engine.database.ObjectLookup;
import dev.switchback.engine.database.OpenDatabase;
import dev.switchback.engine.database.SessionSetup;
import dev.switchback.engine.ledger.LedgerRow;
import dev.switchback.engine.migration.TransactionMode;
import dev.switchback.engine.plan.PlanStep;
import dev.switchback.engine.plan.StepScripts;
import dev.switchback.engine.sql.SqlStatement;
import java.util.List;

/** Finds out whether the statement that was under way took effect, where the database can be asked. */
final class Doubts {

    private final OpenDatabase database;
    private final StepScripts scripts;
    private final SessionSetup session;

    Doubts(OpenDatabase database, StepScripts scripts, SessionSetup session) {
        this.database = database;
        this.scripts = scripts;
        this.session = session;
    }

    /** How many statements need not run again. */
    int finished(PlanStep step, LedgerRow row) {
        int done = row.execution().statementsDone();
        if (row.execution().doubt() == LedgerRow.Doubt.NONE) {
            return done;
        }
        List<SqlStatement> statements =
                scripts.analyse(step.work().script(), TransactionMode.OFF).statements();
        if (done >= statements.size()) {
            return done;
        }
        if (statements.stream().limit(done).anyMatch(Doubts::movesNames)) {
            return done;
        }
        database.ask("preparing the session", connection -> {
            session.prepare(connection);
            return connection;
        });
        boolean tookEffect = new ObjectLookup(database).tookEffect(statements.get(done));
        return tookEffect ? done + 1 : done;
    }

    /** After it a bare name may mean another object than it does to us. */
    private static boolean movesNames(SqlStatement statement) {
        return statement.text().matches("(?is).*(\\bsearch_path\\b|\\bSET\\s+SCHEMA\\b).*");
    }
}

package dev.switchback.engine.run;

import dev.switchback.engine.database.SchemaChanges;
import dev.switchback.engine.database.Transactions;
import java.sql.Connection;
import java.sql.SQLException;

/** Does something in a trial that the trial's own database must not keep: in a savepoint, or in another copy. */
final class Aside {

    private Aside() {}

    /** What is done aside, on the context that it is given. */
    @FunctionalInterface
    interface Work<T> {
        T on(RunContext context) throws SQLException, StepFailedException;
    }

    static <T> T run(RunContext context, Work<T> work) throws SQLException, StepFailedException {
        if (context.target().dialect().schemaChanges() == SchemaChanges.TRANSACTIONAL) {
            return Transactions.<T, StepFailedException>triedInside(context.connection(), () -> work.on(context));
        }
        try (H2Copy copy = H2Copy.of(context.connection());
                Connection there = copy.open()) {
            return work.on(context.on(there));
        }
    }
}

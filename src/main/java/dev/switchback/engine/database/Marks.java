package dev.switchback.engine.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;

/**
 * The commits and rollbacks of a script inside of a transaction that is ours: a commit is a mark, a rollback leads back
 * to the last one. Where the connection commits each statement by itself there is nothing to go back to.
 */
public final class Marks {

    private final Connection connection;
    private Optional<Savepoint> last;
    private boolean changed;

    private Marks(Connection connection, Optional<Savepoint> first) {
        this.connection = connection;
        this.last = first;
    }

    /** Puts the first mark, where the script begins. */
    public static Marks begin(Connection connection) throws SQLException {
        return new Marks(
                connection, connection.getAutoCommit() ? Optional.empty() : Optional.of(Transactions.mark(connection)));
    }

    /** What happened when a script asked to commit or to roll back. */
    public enum Answer {
        DONE,
        /** A statement has failed: a commit would take back everything since the last one. */
        ABORTED,
        /** What was done since the last commit has been committed already. */
        CANNOT_GO_BACK
    }

    /** A statement that may have changed something has ended well. */
    public void changed() {
        changed = true;
    }

    public Answer commit() throws SQLException {
        if (isAborted()) {
            return Answer.ABORTED;
        }
        if (last.isPresent()) {
            Transactions.forget(connection, last.get());
            last = Optional.of(Transactions.mark(connection));
        }
        changed = false;
        return Answer.DONE;
    }

    public Answer rollback() throws SQLException {
        if (last.isEmpty()) {
            return changed ? Answer.CANNOT_GO_BACK : Answer.DONE;
        }
        Transactions.backTo(connection, last.get());
        changed = false;
        return Answer.DONE;
    }

    /** Whether a statement failed and nothing was taken back since. */
    public boolean isAborted() throws SQLException {
        return Transactions.isAborted(connection);
    }

    /** A statement. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws SQLException, E;
    }

    /** Does something that, when it fails, takes back only itself. */
    public <T, E extends Exception> T alone(Work<T, E> work) throws SQLException, E {
        if (last.isEmpty()) {
            return work.run();
        }
        Savepoint own = Transactions.mark(connection);
        try {
            T result = work.run();
            Transactions.forget(connection, own);
            return result;
        } catch (SQLException failure) {
            if (!DatabaseErrors.isConnectionLost(failure)) {
                Transactions.backTo(connection, own);
            }
            throw failure;
        }
    }
}

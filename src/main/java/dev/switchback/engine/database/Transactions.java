package dev.switchback.engine.database;

import dev.switchback.engine.database.Pipeline.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** Draws every border of a transaction; no other class commits or rolls back. */
public final class Transactions {

    /** What begins and ends a transaction of statements that are sent together; see {@link Pipeline}. */
    public static final Message BEGIN = Message.often("BEGIN");

    public static final Message COMMIT = Message.often("COMMIT");

    /** What happens inside, when nothing comes of it. */
    @FunctionalInterface
    public interface Deed<E extends Exception> {
        void run() throws SQLException, E;
    }

    /** What happens inside. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws SQLException, E;
    }

    private Transactions() {}

    /** Commits what the work did, or takes it back when it throws; the connection commits by itself before and after. */
    public static <T, E extends Exception> T inOne(Connection connection, Work<T, E> work) throws SQLException, E {
        return run(connection, work, Ending.COMMIT);
    }

    /** The same for what has no result. */
    public static <E extends Exception> void doInOne(Connection connection, Deed<E> deed) throws SQLException, E {
        Transactions.<Ending, E>run(connection, () -> done(deed), Ending.COMMIT);
    }

    private static <E extends Exception> Ending done(Deed<E> deed) throws SQLException, E {
        deed.run();
        return Ending.COMMIT;
    }

    /** Takes everything back, however the work ends. */
    public static <T, E extends Exception> T tried(Connection connection, Work<T, E> work) throws SQLException, E {
        return run(connection, work, Ending.ROLLBACK);
    }

    /** Takes back what the work did, inside of an open transaction that goes on. */
    public static <T, E extends Exception> T triedInside(Connection connection, Work<T, E> work)
            throws SQLException, E {
        Savepoint savepoint = connection.setSavepoint();
        try {
            return work.run();
        } finally {
            connection.rollback(savepoint);
        }
    }

    /** Puts a mark into the open transaction, to which {@link #backTo} leads. */
    static Savepoint mark(Connection connection) throws SQLException {
        return connection.setSavepoint();
    }

    /** Takes back everything behind a mark, which stays. */
    static void backTo(Connection connection, Savepoint mark) throws SQLException {
        connection.rollback(mark);
    }

    /** Forgets a mark; what was done behind it stays. */
    static void forget(Connection connection, Savepoint mark) throws SQLException {
        connection.releaseSavepoint(mark);
    }

    /** Whether a statement failed, so that nothing more can be done in this transaction before something is taken back. */
    static boolean isAborted(Connection connection) throws SQLException {
        return !connection.getAutoCommit()
                && connection.isWrapperFor(BaseConnection.class)
                && connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.FAILED;
    }

    /** Whether a statement ended the transaction that {@link #inOne} opened, as {@code PREPARE TRANSACTION} does. */
    public static boolean endedByScript(Connection connection) throws SQLException {
        return !connection.getAutoCommit()
                && connection.isWrapperFor(BaseConnection.class)
                && connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.IDLE;
    }

    /** Takes back what a connection left open, so that it lets go of every row; one that is gone has done so. */
    static void letGo(Connection connection) {
        takeBack(connection);
        restore(connection);
    }

    /** Leaves the transaction in which statements that were sent together failed; one that is gone has been left. */
    public static void leave(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException alreadyGone) {
            return;
        }
    }

    private enum Ending {
        COMMIT,
        ROLLBACK
    }

    private static <T, E extends Exception> T run(Connection connection, Work<T, E> work, Ending ending)
            throws SQLException, E {
        connection.setAutoCommit(false);
        boolean finished = false;
        try {
            T result = work.run();
            switch (ending) {
                case COMMIT -> connection.commit();
                case ROLLBACK -> connection.rollback();
            }
            finished = true;
            return result;
        } finally {
            if (!finished) {
                takeBack(connection);
            }
            restore(connection);
        }
    }

    /** A connection that is gone took its transaction along. */
    private static void takeBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException alreadyGone) {
            return;
        }
    }

    private static void restore(Connection connection) {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException alreadyGone) {
            return;
        }
    }
}

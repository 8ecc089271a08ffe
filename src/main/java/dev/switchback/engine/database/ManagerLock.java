package dev.switchback.engine.database;

import dev.switchback.engine.failure.SwitchbackException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * Keeps a second manager out while one works. It lives on a connection of its own, so that it ends with its process,
 * and it polls, because a session that waits inside the server would itself hold up a concurrent index build.
 */
public final class ManagerLock implements AutoCloseable {

    /** "switchba" in ASCII: the same for every project on a database. */
    private static final long KEY = 0x7377697463686261L;

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Connection connection;
    private final Dialect dialect;
    private final String alive;
    private final OptionalLong witness;

    private ManagerLock(Connection connection, Dialect dialect, String alive, OptionalLong witness) {
        this.connection = connection;
        this.dialect = dialect;
        this.alive = alive;
        this.witness = witness;
    }

    /**
     * Key of a second advisory lock, chosen by chance, that lives exactly as long as this one: whoever can get it in
     * another session knows that this lock is lost. Empty where there are no advisory locks.
     */
    public OptionalLong witness() {
        return witness;
    }

    /** The database, with what was found out about it and the way to it. */
    public Dialect dialect() {
        return dialect;
    }

    /**
     * How to wait.
     *
     * @param limit after which to give up
     * @param waiting hears who holds the lock, and for how long we wait
     * @param cancelled asked between two attempts
     */
    public record Patience(Duration limit, BiConsumer<String, Duration> waiting, BooleanSupplier cancelled) {}

    /**
     * Waits for the lock.
     *
     * @param ledgerSchema quoted
     * @throws SwitchbackException.LockHeld when the limit is over or the wait was cancelled
     */
    public static ManagerLock acquire(ConnectionSource source, Dialect known, String ledgerSchema, Patience patience)
            throws SQLException {
        Connection connection = source.open();
        boolean acquired = false;
        try {
            Dialect dialect = LockConnection.prepare(connection, known, source);
            long start = System.nanoTime();
            while (!tryAcquire(connection, dialect, ledgerSchema)) {
                Duration waited = Duration.ofNanos(System.nanoTime() - start);
                String holder = holder(connection, dialect, ledgerSchema);
                patience.waiting().accept(holder, waited);
                if (patience.cancelled().getAsBoolean() || waited.compareTo(patience.limit()) > 0) {
                    throw new SwitchbackException.LockHeld(
                            "another manager works on this database: " + holder,
                            "Waited " + waited.toSeconds() + " s. Nothing was done; try again when it has finished.");
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            OptionalLong witness = witness(connection, dialect);
            acquired = true;
            return new ManagerLock(connection, dialect, alive(dialect, ledgerSchema), witness);
        } finally {
            if (!acquired) {
                connection.close();
            }
        }
    }

    private static String alive(Dialect dialect, String schema) {
        return switch (dialect.lockKind()) {
            case ADVISORY -> "SELECT 1";
            case ROW -> dialect.rowLock(schema).confirm();
        };
    }

    private static OptionalLong witness(Connection connection, Dialect dialect) throws SQLException {
        if (dialect.lockKind() != Dialect.LockKind.ADVISORY) {
            return OptionalLong.empty();
        }
        long key = ThreadLocalRandom.current().nextLong();
        String in = dialect.sessions() == Sessions.SHARED ? "xact_" : "";
        ask(connection, "SELECT pg_advisory_" + in + "lock(" + key + ")");
        return OptionalLong.of(key);
    }

    private static void ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Asks whether the lock is still ours: it ends with its connection, and then somebody else may be at work.
     *
     * @throws SQLException when it is lost
     */
    public void requireHeld() throws SQLException {
        ask(connection, alive);
    }

    private static boolean tryAcquire(Connection connection, Dialect dialect, String schema) throws SQLException {
        return switch (dialect.lockKind()) {
            case ADVISORY ->
                switch (dialect.sessions()) {
                    case OWN -> tryAdvisory(connection, "SELECT pg_try_advisory_lock(?)");
                    case SHARED -> tryInTransaction(connection);
                };
            case ROW -> tryRow(connection, dialect.rowLock(schema));
        };
    }

    /** A proxy lends us a session as long as the transaction lasts, and with it the lock. */
    private static boolean tryInTransaction(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        ask(connection, "SET LOCAL idle_in_transaction_session_timeout = 0");
        boolean ours = tryAdvisory(connection, "SELECT pg_try_advisory_xact_lock(?)");
        if (!ours) {
            Transactions.letGo(connection);
        }
        return ours;
    }

    private static boolean tryAdvisory(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, KEY);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static boolean tryRow(Connection connection, Dialect.RowLock lock) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(lock.prepare());
            boolean ours;
            try (ResultSet row = statement.executeQuery(lock.take())) {
                ours = row.next();
            }
            statement.execute(lock.confirm());
            return ours;
        } catch (SQLException failure) {
            Transactions.letGo(connection);
            if (DatabaseErrors.isLockTimeout(failure) || DatabaseErrors.wantsRepetition(failure)) {
                return false;
            }
            throw failure;
        }
    }

    /**
     * Whether a manager is at work on a database, without waiting for it.
     *
     * @param ledgerSchema quoted
     */
    public static boolean isHeld(OpenDatabase database, String ledgerSchema) {
        return switch (database.dialect().lockKind()) {
            case ADVISORY ->
                database.ask("looking for a run", ManagerLock::advisoryHolder).isPresent();
            case ROW -> rowIsHeld(database, database.dialect().rowLock(ledgerSchema));
        };
    }

    /** Tried on a connection of its own, which lets go of the row when it closes. */
    private static boolean rowIsHeld(OpenDatabase database, Dialect.RowLock lock) {
        try (Connection own = database.source().open()) {
            boolean free = tryRow(own, lock);
            Transactions.letGo(own);
            return !free;
        } catch (SQLException noRightToLock) {
            return false;
        }
    }

    private static String holder(Connection connection, Dialect dialect, String schema) throws SQLException {
        return switch (dialect.lockKind()) {
            case ROW -> dialect.rowLock(schema).holder();
            case ADVISORY -> advisoryHolder(connection).orElse("a session that has just ended");
        };
    }

    private static Optional<String> advisoryHolder(Connection connection) throws SQLException {
        String sql = """
                SELECT a.pid, a.usename, a.application_name, a.backend_start
                FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
                WHERE l.locktype = 'advisory' AND l.granted AND l.classid = ? AND l.objid = ?
                  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, KEY >>> 32);
            statement.setLong(2, KEY & 0xFFFFFFFFL);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of("process " + row.getInt(1) + ", user " + row.getString(2) + ", "
                                + row.getString(3) + ", since " + row.getString(4))
                        : Optional.empty();
            }
        }
    }

    private void giveBack() throws SQLException {
        switch (dialect.sessions()) {
            case OWN -> {
                ask(
                        connection,
                        "SELECT pg_advisory_unlock(" + KEY + "), pg_advisory_unlock(" + witness.orElseThrow() + ")");
                LockConnection.restore(connection);
            }
            case SHARED -> Transactions.letGo(connection);
        }
    }

    /** A pool keeps the session when its connection is closed, so the lock is given back by name. */
    @Override
    public void close() {
        try {
            switch (dialect.lockKind()) {
                case ADVISORY -> giveBack();
                case ROW -> Transactions.letGo(connection);
            }
        } catch (SQLException endedWithItsConnection) {
            // nothing is left to give back
        }
        try {
            connection.close();
        } catch (SQLException endsWithTheConnection) {
            return;
        }
    }
}

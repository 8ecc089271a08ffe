package dev.switchback.engine.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;

/**
 * Opens one connection before it is asked for, while something else is done: over a slow link connecting takes longer
 * than most of what follows. Closes it when nobody asked.
 */
public final class OneAhead implements ConnectionSource, AutoCloseable {

    private final ConnectionSource source;
    private Optional<FutureTask<Connection>> first = Optional.empty();

    public OneAhead(ConnectionSource source) {
        this.source = source;
    }

    /** Begins to connect; a failure shows when the connection is asked for. */
    public OneAhead begin(ThreadFactory threads) {
        FutureTask<Connection> connecting = new FutureTask<>(source::open);
        first = Optional.of(connecting);
        threads.newThread(connecting).start();
        return this;
    }

    @Override
    public Connection open() throws SQLException {
        Optional<FutureTask<Connection>> begun = first;
        first = Optional.empty();
        return begun.isPresent() ? answer(begun.get()) : source.open();
    }

    private static Connection answer(FutureTask<Connection> connecting) throws SQLException {
        try {
            return connecting.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof SQLException expected) {
                throw expected;
            }
            throw failure.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while connecting", interrupted);
        }
    }

    @Override
    public void close() {
        if (first.isPresent()) {
            try {
                open().close();
            } catch (SQLException nobodyAsked) {
                return;
            }
        }
    }
}

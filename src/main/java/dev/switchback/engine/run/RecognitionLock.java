package dev.switchback.engine.run;

import dev.switchback.engine.alembic.OnlineRun.Token;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;

/** An advisory lock of two random numbers: who sees it held is in the same database. */
final class RecognitionLock implements AutoCloseable {

    private final Connection connection;
    private final Token token;

    private RecognitionLock(Connection connection, Token token) {
        this.connection = connection;
        this.token = token;
    }

    static RecognitionLock on(Connection connection) throws SQLException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        RecognitionLock lock = new RecognitionLock(
                connection, new Token(random.nextInt(1, Integer.MAX_VALUE), random.nextInt(1, Integer.MAX_VALUE)));
        lock.send("SELECT pg_catalog.pg_advisory_lock(?, ?)");
        return lock;
    }

    Token token() {
        return token;
    }

    private void send(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, token.first());
            statement.setInt(2, token.second());
            statement.execute();
        }
    }

    @Override
    public void close() throws SQLException {
        send("SELECT pg_catalog.pg_advisory_unlock(?, ?)");
    }
}

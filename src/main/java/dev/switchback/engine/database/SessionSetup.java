package dev.switchback.engine.database;

import dev.switchback.engine.sql.SqlSyntax;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Gives every migration the same session to start from, whatever the one before left behind. */
public final class SessionSetup {

    /** Long enough for ordinary traffic, short enough not to queue everybody behind a blocked change. */
    public static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(5);

    private final Dialect dialect;
    private final ConnectionSettings.Session session;

    public SessionSetup(Dialect dialect, ConnectionSettings.Session session) {
        this.dialect = dialect;
        this.session = session;
    }

    /** Must be called outside of a transaction. */
    public void prepare(Connection connection) throws SQLException {
        prepare(connection, session.lockTimeout().orElse(DEFAULT_LOCK_TIMEOUT), session.statementTimeout());
    }

    /** The same inside of an open transaction, which goes on. */
    public void renew(Connection connection) throws SQLException {
        renew(connection, session.lockTimeout().orElse(DEFAULT_LOCK_TIMEOUT), session.statementTimeout());
    }

    /** The same with other limits, for trials that must not be in anybody's way. */
    public void prepare(Connection connection, Duration lockTimeout, Optional<Duration> statementTimeout)
            throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.setAutoCommit(true);
        }
        renew(connection, lockTimeout, statementTimeout);
    }

    /** The same inside of an open transaction, which goes on: for the steps of a trial, which share one. */
    public void renew(Connection connection, Duration lockTimeout, Optional<Duration> statementTimeout)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(dialect.resetSession());
            statement.execute(dialect.limitLockWait(lockTimeout));
            if (statementTimeout.isPresent()) {
                statement.execute(dialect.limitStatement(statementTimeout.get()));
            }
        }
        if (dialect.syntax() == SqlSyntax.POSTGRESQL) {
            setParameters(connection);
        }
    }

    private void setParameters(Connection connection) throws SQLException {
        for (Map.Entry<String, String> parameter : session.parameters().entrySet()) {
            try (PreparedStatement statement = connection.prepareStatement("SELECT set_config(?, ?, false)")) {
                statement.setString(1, parameter.getKey());
                statement.setString(2, parameter.getValue());
                statement.execute();
            }
        }
    }
}

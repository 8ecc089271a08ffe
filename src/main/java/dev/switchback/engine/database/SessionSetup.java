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
        switch (dialect.sessions()) {
            case OWN -> renew(connection, lockTimeout, statementTimeout);
            case SHARED -> {} // outside of a transaction it would meet some other session
        }
    }

    /** To be called first of all in a transaction: what could not be set before. */
    public void begin(Connection connection) throws SQLException {
        if (dialect.sessions() == Sessions.SHARED) {
            renew(connection);
        }
    }

    /** To be called last of all in a transaction: leaves nothing in a session that goes to somebody else. */
    public void end(Connection connection) throws SQLException {
        if (dialect.sessions() == Sessions.SHARED) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(dialect.resetSession());
            }
        }
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
            try (PreparedStatement statement = connection.prepareStatement("SELECT set_config(?, ?, ?)")) {
                statement.setString(1, parameter.getKey());
                statement.setString(2, parameter.getValue());
                statement.setBoolean(3, dialect.sessions() == Sessions.SHARED);
                statement.execute();
            }
        }
    }
}

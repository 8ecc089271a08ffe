package dev.switchback.engine.database;

import dev.switchback.engine.database.Pipeline.Message;
import dev.switchback.engine.database.Pipeline.Recurrence;
import dev.switchback.engine.sql.SqlSyntax;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        tell(connection, Message.all(dialect.beginTransaction()), dialect);
    }

    /** To be called last of all in a transaction: leaves nothing in a session that goes to somebody else. */
    public void end(Connection connection) throws SQLException {
        if (dialect.sessions() == Sessions.SHARED) {
            tell(connection, Message.all(dialect.resetSession()), dialect);
        }
    }

    /** The same inside of an open transaction, which goes on: for the steps of a trial, which share one. */
    public void renew(Connection connection, Duration lockTimeout, Optional<Duration> statementTimeout)
            throws SQLException {
        tell(connection, messages(lockTimeout, statementTimeout), dialect);
    }

    /** What {@link #prepare} tells a session, for whoever sends it along with other things. */
    public List<Message> messages() {
        return messages(session.lockTimeout().orElse(DEFAULT_LOCK_TIMEOUT), session.statementTimeout());
    }

    private List<Message> messages(Duration lockTimeout, Optional<Duration> statementTimeout) {
        List<Message> messages = new ArrayList<>(Message.all(dialect.resetSession()));
        messages.add(Message.often(dialect.limitLockWait(lockTimeout)));
        statementTimeout.ifPresent(limit -> messages.add(Message.often(dialect.limitStatement(limit))));
        if (dialect.syntax() == SqlSyntax.POSTGRESQL) {
            session.parameters().forEach((name, value) -> messages.add(parameter(name, value)));
        }
        return messages;
    }

    private Message parameter(String name, String value) {
        String onlyHere = String.valueOf(dialect.sessions() == Sessions.SHARED);
        return new Message(
                "SELECT set_config($1, $2, $3)",
                List.of(Optional.of(name), Optional.of(value), Optional.of(onlyHere)),
                Recurrence.OFTEN);
    }

    /** Tells a session several things, at once where it can be. */
    public static void tell(Connection connection, List<Message> messages, Dialect dialect) throws SQLException {
        if (messages.isEmpty()) {
            return;
        }
        Optional<Pipeline> pipeline = Pipeline.over(connection, dialect);
        if (pipeline.isPresent()) {
            pipeline.get().sendAll(messages);
            return;
        }
        for (Message message : messages) {
            if (message.values().isEmpty()) {
                execute(connection, message.sql());
                continue;
            }
            try (PreparedStatement statement =
                    connection.prepareStatement(message.sql().replaceAll("\\$\\d", "?"))) {
                int index = 1;
                for (Optional<String> value : message.values()) {
                    statement.setObject(index++, value.orElse(null), Types.OTHER);
                }
                statement.execute();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package dev.switchback.engine.database;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Everything needed to connect, but never printed with its password.
 *
 * @param url a JDBC URL without credentials
 * @param password UTF-16 characters; empty for none
 * @param connectTimeout how long to wait for a server that does not answer
 */
public record ConnectionSettings(
        String url, Optional<String> user, Optional<String> password, Duration connectTimeout, Session session) {

    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /**
     * What every migration finds set when it starts.
     *
     * @param parameters server settings such as {@code search_path} or {@code role}, by name
     */
    public record Session(
            Optional<Duration> lockTimeout, Optional<Duration> statementTimeout, Map<String, String> parameters) {

        public static final Session DEFAULT = new Session(Optional.empty(), Optional.empty(), Map.of());

        public Session {
            parameters = Map.copyOf(parameters);
        }

        /** The same with limits where this session sets none. */
        public Session or(Optional<Duration> otherLockTimeout, Optional<Duration> otherStatementTimeout) {
            return new Session(
                    lockTimeout.or(() -> otherLockTimeout),
                    statementTimeout.or(() -> otherStatementTimeout),
                    parameters);
        }
    }

    /** Settings with the usual timeout and session. */
    public static ConnectionSettings of(String url, String user, String password) {
        return new ConnectionSettings(
                url, Optional.of(user), Optional.of(password), DEFAULT_CONNECT_TIMEOUT, Session.DEFAULT);
    }

    /** The same with another session. */
    public ConnectionSettings with(Session other) {
        return new ConnectionSettings(url, user, password, connectTimeout, other);
    }

    @Override
    public String toString() {
        return "ConnectionSettings[" + url + ", " + user.orElse("-") + "]";
    }
}

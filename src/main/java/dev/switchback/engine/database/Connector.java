package dev.switchback.engine.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

/** Opens connections as the settings say. */
public final class Connector implements ConnectionSource {

    private static final int MOST_ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ConnectionSettings settings;

    public Connector(ConnectionSettings settings) {
        this.settings = settings;
    }

    @Override
    public Connection open() throws SQLException {
        Properties properties = new Properties();
        settings.user().ifPresent(user -> properties.setProperty("user", user));
        settings.password().ifPresent(password -> properties.setProperty("password", password));
        if (settings.url().startsWith("jdbc:postgresql:")) {
            String seconds =
                    String.valueOf(Math.max(1, settings.connectTimeout().toSeconds()));
            properties.setProperty("connectTimeout", seconds);
            properties.setProperty("loginTimeout", seconds);
            properties.setProperty("tcpKeepAlive", "true");
            properties.setProperty("ApplicationName", "switchback");
            // Lets the driver send the name when it connects, instead of in a statement of its own.
            properties.setProperty("assumeMinServerVersion", "12");
        }
        return settings.url().startsWith("jdbc:h2:")
                ? openFile(properties)
                : DriverManager.getConnection(settings.url(), properties);
    }

    /**
     * Of programs that open an H2 file in the same moment one may give up after four seconds, because it saw the other's
     * lock but not yet the way through it; the next attempt finds that.
     */
    private Connection openFile(Properties properties) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return DriverManager.getConnection(settings.url(), properties);
            } catch (SQLException failure) {
                if (attempt == MOST_ATTEMPTS || !DatabaseErrors.isFileBeingLocked(failure)) {
                    throw failure;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}

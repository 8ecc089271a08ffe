package dev.switchback.engine.database;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

/** Opens connections as the settings say. */
public final class Connector implements ConnectionSource {

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
            properties.setProperty("socketFactory", StartupSockets.class.getName());
            properties.setProperty("sslfactory", StartupTls.class.getName());
        }
        return settings.url().toUpperCase(Locale.ROOT).contains(";AUTO_SERVER=TRUE")
                ? openShared(properties)
                : connected(properties);
    }

    /** The manager of drivers would load all of them, and ask each. */
    private Connection connected(Properties properties) throws SQLException {
        Driver driver = settings.url().startsWith("jdbc:h2:") ? new org.h2.Driver() : new org.postgresql.Driver();
        Connection connection = driver.connect(settings.url(), properties);
        return connection == null ? DriverManager.getConnection(settings.url(), properties) : connection;
    }

    /**
     * Programs that share an H2 file reach it through the one that opened it first. While that one comes or goes,
     * others are sent away for a moment.
     */
    private Connection openShared(Properties properties) throws SQLException {
        long start = System.nanoTime();
        while (true) {
            try {
                return connected(properties);
            } catch (SQLException failure) {
                boolean late =
                        System.nanoTime() - start > settings.connectTimeout().toNanos();
                if (late || !DatabaseErrors.isBetweenOwners(failure)) {
                    throw failure;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}

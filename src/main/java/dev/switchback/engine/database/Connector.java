package dev.switchback.engine.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Opens connections as the settings say. */
public final class Connector implements ConnectionSource {

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
        return DriverManager.getConnection(settings.url(), properties);
    }
}

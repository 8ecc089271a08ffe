package dev.switchback.engine.profile;

import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.migration.Environment;
import java.util.Optional;

/**
 * A saved connection.
 *
 * @param url a JDBC URL without credentials
 */
public record Profile(
        String name,
        Environment environment,
        String url,
        Optional<String> user,
        SecretSource secret,
        Settings settings) {

    /** How careful Switchback is with the database. */
    public enum Guard {
        OPEN,
        GUARDED
    }

    /**
     * Guard, session and purpose of a profile.
     *
     * @param guard whether destruction wants the database's name typed
     * @param set the only set of a project that belongs to this database; empty where nothing is said
     */
    public record Settings(Guard guard, ConnectionSettings.Session session, Optional<String> set) {

        public Settings(Guard guard, ConnectionSettings.Session session) {
            this(guard, session, Optional.empty());
        }

        public static final Settings OPEN = new Settings(Guard.OPEN, ConnectionSettings.Session.DEFAULT);
        public static final Settings GUARDED = new Settings(Guard.GUARDED, ConnectionSettings.Session.DEFAULT);
    }

    public Profile {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a profile needs a name");
        }
    }

    public boolean isGuarded() {
        return settings.guard() == Guard.GUARDED;
    }
}

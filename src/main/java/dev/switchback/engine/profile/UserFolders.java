package dev.switchback.engine.profile;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where settings and logs of this user are kept. */
public record UserFolders(Path config, Path state) {

    /** Looks at the environment: SWITCHBACK_HOME, XDG folders, or what the system has for this. */
    public static UserFolders of(Map<String, String> environment) {
        Optional<Path> own = folder(environment, "SWITCHBACK_HOME");
        if (own.isPresent()) {
            return new UserFolders(own.get(), own.get());
        }
        Optional<Path> windows = folder(environment, "APPDATA");
        if (windows.isPresent()) {
            Path base = windows.get().resolve("Switchback");
            return new UserFolders(base, base);
        }
        Path home = Path.of(System.getProperty("user.home"));
        return new UserFolders(
                folder(environment, "XDG_CONFIG_HOME")
                        .orElse(home.resolve(".config"))
                        .resolve("switchback"),
                folder(environment, "XDG_STATE_HOME")
                        .orElse(home.resolve(".local/state"))
                        .resolve("switchback"));
    }

    private static Optional<Path> folder(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }

    /** The file that holds the profiles. */
    public Path profiles() {
        return config.resolve("profiles.json");
    }
}

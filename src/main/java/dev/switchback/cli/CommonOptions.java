package dev.switchback.cli;

import dev.switchback.engine.profile.EnvFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command has. */
final class CommonOptions {

    @Option(names = "--project", paramLabel = "DIR", description = "The project's folder; here unless told.")
    private Path project = Path.of(".");

    @Option(names = "--set", paramLabel = "NAME", description = "One migration set of the project.")
    private @Nullable String set;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "A saved connection; several, where each is for a set of its own.")
    private List<String> profiles = new ArrayList<>();

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description = "Reads variables that are not set from a file such as .env.")
    private @Nullable Path envFile;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The database: jdbc:…, postgresql://… or env:NAME for a variable that holds it.")
    private @Nullable String url;

    @Option(names = "--user", paramLabel = "NAME", description = "The database user.")
    private @Nullable String user;

    @Option(names = "--json", description = "One JSON document on standard output.")
    private boolean json;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Option(names = "--no-color", description = "No colours.")
    private boolean noColor;

    Path project() {
        return project;
    }

    Optional<String> set() {
        return Optional.ofNullable(set);
    }

    List<String> profiles() {
        return profiles;
    }

    /** The world around the command with the variables of the file that was asked for. */
    Face with(Face face) {
        return envFile == null ? face : face.with(EnvFile.around(face.environment(), envFile));
    }

    Optional<String> url() {
        return Optional.ofNullable(url);
    }

    Optional<String> user() {
        return Optional.ofNullable(user);
    }

    boolean json() {
        return json;
    }

    boolean quiet() {
        return quiet;
    }

    boolean colours(Face face) {
        return !noColor
                && !json
                && face.terminal().isPresent()
                && !face.environment().containsKey("NO_COLOR");
    }
}

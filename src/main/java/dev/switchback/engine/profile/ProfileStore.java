package dev.switchback.engine.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchback.engine.database.ConnectionSettings.Session;
import dev.switchback.engine.database.JdbcUrls;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.Durations;
import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.source.SourceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The saved profiles of this user; the file never holds a password. */
public final class ProfileStore {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    public ProfileStore(Path file) {
        this.file = file;
    }

    /** All profiles, by environment and name. */
    public List<Profile> list() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<Profile> profiles = new ArrayList<>();
            JSON.readTree(file.toFile()).path("profiles").forEach(each -> profiles.add(read(each)));
            profiles.sort(Comparator.comparing(
                            (Profile profile) -> profile.environment().name())
                    .thenComparing(Profile::name));
            return profiles;
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    public Optional<Profile> find(String name) {
        return list().stream().filter(profile -> profile.name().equals(name)).findFirst();
    }

    /** Adds a profile, or replaces the one of its name. */
    public void save(Profile profile) {
        List<Profile> profiles = new ArrayList<>(list());
        profiles.removeIf(other -> other.name().equals(profile.name()));
        profiles.add(profile);
        write(profiles);
    }

    public void remove(String name) {
        write(list().stream().filter(profile -> !profile.name().equals(name)).toList());
    }

    private void write(List<Profile> profiles) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode array = root.putArray("profiles");
        profiles.forEach(profile -> write(profile, array.addObject()));
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            SourceStore.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    private static void write(Profile profile, ObjectNode node) {
        node.put("name", profile.name());
        node.put("environment", profile.environment().name());
        node.put("url", withoutPassword(profile.url()));
        profile.user().ifPresent(user -> node.put("user", user));
        node.put("guarded", profile.isGuarded());
        node.put("secret", text(profile.secret()));
        Session session = profile.settings().session();
        session.lockTimeout().ifPresent(limit -> node.put("lock_timeout", Durations.text(limit)));
        session.statementTimeout().ifPresent(limit -> node.put("statement_timeout", Durations.text(limit)));
        profile.settings().set().ifPresent(set -> node.put("set", set));
        if (!session.parameters().isEmpty()) {
            ObjectNode parameters = node.putObject("session");
            new TreeMap<>(session.parameters()).forEach(parameters::put);
        }
    }

    /** Whoever made the profile: this file is no place for a password. */
    private static String withoutPassword(String url) {
        try {
            return url.startsWith("env:") ? url : JdbcUrls.parse(url).url();
        } catch (IllegalArgumentException unknownForm) {
            return JdbcUrls.masked(url);
        }
    }

    private static Profile read(JsonNode node) {
        Profile.Guard guard = node.path("guarded").asBoolean() ? Profile.Guard.GUARDED : Profile.Guard.OPEN;
        return new Profile(
                node.path("name").asText(),
                new Environment(node.path("environment").asText("development")),
                node.path("url").asText(),
                Optional.ofNullable(node.get("user")).map(JsonNode::asText),
                secret(node.path("secret").asText("prompt")),
                new Profile.Settings(
                        guard,
                        session(node),
                        Optional.ofNullable(node.path("set").textValue())));
    }

    private static Session session(JsonNode node) {
        Map<String, String> parameters = new TreeMap<>();
        node.path("session")
                .properties()
                .forEach(each -> parameters.put(each.getKey(), each.getValue().asText()));
        return new Session(
                Durations.parse(node.path("lock_timeout").asText()),
                Durations.parse(node.path("statement_timeout").asText()),
                parameters);
    }

    /** What {@link #secret} reads. */
    public static String text(SecretSource source) {
        return switch (source) {
            case SecretSource.None none -> "none";
            case SecretSource.Keyring keyring -> "keyring";
            case SecretSource.PasswordFile passwordFile -> "pgpass";
            case SecretSource.Prompt prompt -> "prompt";
            case SecretSource.Variable variable -> "env:" + variable.name();
        };
    }

    /** Reads {@code none}, {@code keyring}, {@code pgpass}, {@code prompt} and {@code env:NAME}. */
    public static SecretSource secret(String text) {
        if (text.startsWith("env:")) {
            return new SecretSource.Variable(text.substring("env:".length()));
        }
        return switch (text) {
            case "none" -> new SecretSource.None();
            case "keyring" -> new SecretSource.Keyring();
            case "pgpass" -> new SecretSource.PasswordFile();
            default -> new SecretSource.Prompt();
        };
    }

    private SwitchbackException.Unreadable unreadable(IOException failure) {
        return new SwitchbackException.Unreadable(
                "bad_profiles",
                "cannot use " + file + ": " + failure.getMessage(),
                "Correct or move the file.",
                Optional.of(file));
    }
}

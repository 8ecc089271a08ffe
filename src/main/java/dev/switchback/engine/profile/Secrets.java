package dev.switchback.engine.profile;

import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.database.JdbcUrls;
import dev.switchback.engine.failure.SwitchbackException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the password of a connection; it goes nowhere but into the connection. */
public final class Secrets {

    private static final String SERVICE = "switchback";
    private static final String VARIABLE = "SWITCHBACK_PASSWORD";

    private final Map<String, String> environment;
    private final Prompt prompt;
    private final Map<String, String> remembered = new ConcurrentHashMap<>();

    /** Asks the user. */
    @FunctionalInterface
    public interface Prompt {

        /** The password for what is described; empty when there is nobody to ask. */
        Optional<String> ask(String what);
    }

    public Secrets(Map<String, String> environment, Prompt prompt) {
        this.environment = environment;
        this.prompt = prompt;
    }

    /** The same user and what was typed so far, with other variables. */
    public Secrets with(Map<String, String> variables) {
        Secrets other = new Secrets(variables, prompt);
        other.remembered.putAll(remembered);
        return other;
    }

    /** The settings to connect with a profile. */
    public ConnectionSettings connect(Profile profile) {
        JdbcUrls address = address(profile.url());
        Optional<String> user = profile.user().or(address::user);
        Optional<String> password = address.password().or(() -> find(profile, address, user.orElse("")));
        return new ConnectionSettings(
                address.url(),
                user,
                password,
                ConnectionSettings.DEFAULT_CONNECT_TIMEOUT,
                profile.settings().session());
    }

    /** The same with a password that was typed just now. */
    public ConnectionSettings connect(Profile profile, Optional<String> typed) {
        if (typed.isEmpty()) {
            return connect(profile);
        }
        JdbcUrls address = address(profile.url());
        return new ConnectionSettings(
                address.url(),
                profile.user().or(address::user),
                typed,
                ConnectionSettings.DEFAULT_CONNECT_TIMEOUT,
                profile.settings().session());
    }

    /** The settings to connect with an address: {@code jdbc:…}, {@code postgresql://…} or {@code env:NAME}. */
    public ConnectionSettings connect(String url, Optional<String> user) {
        JdbcUrls address = address(url);
        Optional<String> name = user.or(address::user);
        Optional<String> password = address.password()
                .or(() -> Optional.ofNullable(environment.get(VARIABLE)))
                .or(() -> new PasswordFile(environment)
                        .find(address.url(), name.orElse(System.getProperty("user.name", ""))))
                .or(() -> address.url().startsWith("jdbc:h2:")
                        ? Optional.of("")
                        : prompt.ask(name.orElse("") + " on " + address.url()));
        return new ConnectionSettings(
                address.url(),
                address.url().startsWith("jdbc:h2:") ? name.or(() -> Optional.of("sa")) : name,
                password,
                ConnectionSettings.DEFAULT_CONNECT_TIMEOUT,
                ConnectionSettings.Session.DEFAULT);
    }

    private JdbcUrls address(String url) {
        String text = url.startsWith("env:") ? variable(url.substring("env:".length())) : url;
        try {
            return JdbcUrls.parse(shared(text));
        } catch (IllegalArgumentException failure) {
            throw new SwitchbackException.Unreadable(
                    "bad_url", String.valueOf(failure.getMessage()), "Correct the URL.", Optional.empty());
        }
    }

    /** Window and command line may use one H2 file at the same time, and what is committed is on disk. */
    private static String shared(String url) {
        boolean file = url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:mem:") && !url.startsWith("jdbc:h2:tcp:");
        if (!file) {
            return url;
        }
        String upper = url.toUpperCase(Locale.ROOT);
        return url
                + (upper.contains("AUTO_SERVER=") ? "" : ";AUTO_SERVER=TRUE")
                + (upper.contains("WRITE_DELAY=") ? "" : ";WRITE_DELAY=0");
    }

    private String variable(String name) {
        return Optional.ofNullable(environment.get(name))
                .orElseThrow(() -> new SwitchbackException.Unreadable(
                        "no_variable",
                        "the environment variable " + name + " is not set",
                        "Set it, or give the URL itself.",
                        Optional.empty()));
    }

    /** Keeps a typed password: in the keyring where the profile says so, else in memory until the program ends. */
    public void remember(Profile profile, String password) {
        boolean kept = profile.secret() instanceof SecretSource.Keyring && keep(profile.name(), password);
        if (!kept) {
            remembered.put(profile.name(), password);
        }
    }

    private Optional<String> find(Profile profile, JdbcUrls address, String user) {
        Optional<String> typed = Optional.ofNullable(remembered.get(profile.name()));
        if (typed.isPresent()) {
            return typed;
        }
        return switch (profile.secret()) {
            case SecretSource.None none -> Optional.of("");
            case SecretSource.Variable variable -> Optional.of(variable(variable.name()));
            case SecretSource.PasswordFile file -> new PasswordFile(environment).find(address.url(), user);
            case SecretSource.Keyring keyring ->
                fromKeyring(profile.name()).or(() -> fromEnvironment()).or(() -> prompt.ask(profile.name()));
            case SecretSource.Prompt ask -> fromEnvironment().or(() -> prompt.ask(profile.name()));
        };
    }

    private Optional<String> fromEnvironment() {
        return Optional.ofNullable(environment.get(VARIABLE));
    }

    private static Optional<String> fromKeyring(String profile) {
        return ask(keyring -> Optional.ofNullable(keyring.getPassword(SERVICE, profile)), Optional.empty());
    }

    /** False where there is no keyring. */
    private static boolean keep(String profile, String password) {
        return ask(
                keyring -> {
                    keyring.setPassword(SERVICE, profile, password);
                    return true;
                },
                false);
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(Keyring keyring) throws PasswordAccessException;
    }

    /** @param otherwise the answer where there is no keyring, or where it does not have what is asked for */
    private static <T> T ask(Question<T> question, T otherwise) {
        try {
            Keyring keyring = Keyring.create();
            try {
                return question.ask(keyring);
            } finally {
                keyring.close();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return otherwise;
        } catch (Exception noKeyring) {
            return otherwise;
        }
    }
}

package dev.switchback.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.switchback.engine.database.ConnectionSettings.Session;
import dev.switchback.engine.database.ConnectionTest;
import dev.switchback.engine.database.JdbcUrls;
import dev.switchback.engine.migration.Durations;
import dev.switchback.engine.migration.Environment;
import dev.switchback.engine.profile.Profile;
import dev.switchback.engine.profile.ProfileStore;
import dev.switchback.engine.profile.SecretSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Saved connections. */
@CommandLine.Command(name = "profile", description = "Lists, adds, tests and removes saved connections.")
final class ProfileCommand implements Command {

    private static final List<String> SECRETS = List.of("prompt", "keyring", "pgpass", "none");

    private final Face face;

    @Mixin
    private CommonOptions options = new CommonOptions();

    /** What to do. */
    enum Verb {
        list,
        add,
        test,
        remove
    }

    @Parameters(index = "0", paramLabel = "list|add|test|remove", description = "What to do.")
    private Verb verb = Verb.list;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "The profile.")
    private @Nullable String profileName;

    @Option(names = "--environment", paramLabel = "E", description = "development, staging, production or your own.")
    private String environment = "development";

    @Option(
            names = "--secret",
            paramLabel = "S",
            description = "Where the password is: prompt, keyring, pgpass, none or env:NAME.")
    private String secret = "prompt";

    @Option(names = "--guarded", description = "Destruction wants the database's name; always so for production.")
    private boolean guarded;

    @Option(
            names = "--lock-timeout",
            paramLabel = "T",
            description = "How long a statement waits for a lock: 5s; 0s: for ever.")
    private @Nullable String lockTimeout;

    @Option(names = "--statement-timeout", paramLabel = "T", description = "How long a statement may take: 10m.")
    private @Nullable String statementTimeout;

    @Option(
            names = "--session",
            paramLabel = "NAME=VALUE",
            description = "What every migration finds set, such as search_path=shop; may be repeated.")
    private Map<String, String> session = Map.of();

    ProfileCommand(Face face) {
        this.face = face;
    }

    @Override
    public CommonOptions options() {
        return options;
    }

    @Override
    public String name() {
        return "profile";
    }

    @Override
    public Integer call() {
        ProfileStore store = new ProfileStore(face.folders().profiles());
        switch (verb) {
            case list -> list(store.list());
            case add -> add(store);
            case test -> test(find(store));
            case remove -> remove(store);
        }
        return ExitCode.DONE;
    }

    private Profile find(ProfileStore store) {
        return store.find(wanted()).orElseThrow(() -> SelectionOptions.wrong("there is no profile " + wanted()));
    }

    private String wanted() {
        if (profileName == null) {
            throw SelectionOptions.wrong("name the profile");
        }
        return profileName;
    }

    private void list(List<Profile> profiles) {
        new Reports(face, this)
                .print(
                        document -> {
                            ArrayNode array = document.putArray("profiles");
                            profiles.forEach(profile -> array.addObject()
                                    .put("name", profile.name())
                                    .put("environment", profile.environment().name())
                                    .put("url", JdbcUrls.masked(profile.url()))
                                    .put("guarded", profile.isGuarded())
                                    .put("set", profile.settings().set().orElse(null)));
                        },
                        text -> {
                            if (profiles.isEmpty()) {
                                face.out()
                                        .println("There are no profiles yet; `profile add NAME --url URL` makes one.");
                            }
                            profiles.forEach(profile -> face.out()
                                    .println("%-14s %-12s %s%s%s"
                                            .formatted(
                                                    profile.name(),
                                                    profile.environment().name(),
                                                    JdbcUrls.masked(profile.url()),
                                                    profile.isGuarded() ? "  guarded" : "",
                                                    profile.settings()
                                                            .set()
                                                            .map(set -> "  set " + set)
                                                            .orElse(""))));
                        });
    }

    private void remove(ProfileStore store) {
        String name = find(store).name();
        store.remove(name);
        said(name, "removed");
    }

    private void said(String name, String what) {
        new Reports(face, this)
                .print(
                        document -> document.put("name", name).put("outcome", what),
                        text -> face.out().println("Profile " + name + " " + what + "."));
    }

    private void add(ProfileStore store) {
        String url = options.url().orElseThrow(() -> SelectionOptions.wrong("--url is missing"));
        Environment where = new Environment(environment);
        Optional<JdbcUrls> address = url.startsWith("env:") ? Optional.empty() : Optional.of(parse(url));
        boolean careful = guarded || where.equals(Environment.PRODUCTION);
        boolean known = store.find(wanted()).isPresent();
        store.save(new Profile(
                wanted(),
                where,
                address.map(JdbcUrls::url).orElse(url),
                options.user().or(() -> address.flatMap(JdbcUrls::user)),
                secretSource(),
                new Profile.Settings(
                        careful ? Profile.Guard.GUARDED : Profile.Guard.OPEN,
                        new Session(
                                duration("--lock-timeout", lockTimeout),
                                duration("--statement-timeout", statementTimeout),
                                session),
                        options.set())));
        said(wanted(), known ? "replaced" : "added");
        if (address.flatMap(JdbcUrls::password).isPresent()) {
            face.err().println("The password in the URL was not kept: it comes from " + secret + ".");
        }
    }

    private static Optional<Duration> duration(String option, @Nullable String text) {
        Optional<Duration> duration = Optional.ofNullable(text).flatMap(Durations::parse);
        if (text != null && duration.isEmpty()) {
            throw SelectionOptions.wrong(option + " is \"" + text + "\"", "Write it as 500ms, 5s, 2m or 1h.");
        }
        return duration;
    }

    private SecretSource secretSource() {
        if (!secret.startsWith("env:") && !SECRETS.contains(secret)) {
            throw SelectionOptions.wrong(
                    "unknown place for a secret: " + secret, "Write prompt, keyring, pgpass, none or env:NAME.");
        }
        return ProfileStore.secret(secret);
    }

    private static JdbcUrls parse(String url) {
        try {
            return JdbcUrls.parse(url);
        } catch (IllegalArgumentException failure) {
            throw SelectionOptions.wrong(String.valueOf(failure.getMessage()));
        }
    }

    private void test(Profile profile) {
        ConnectionTest result = ConnectionTest.of(options.with(face).secrets().connect(profile));
        new Reports(face, this)
                .print(
                        document -> {
                            document.put("product", result.product())
                                    .put("version", result.version())
                                    .put("latency_ms", result.latency().toNanos() / 1_000_000.0)
                                    .put("encrypted", encrypted(result.encryption()))
                                    .put("read_only", result.access() == ConnectionTest.Access.READ_ONLY)
                                    .put("may_create", result.access() == ConnectionTest.Access.MAY_CREATE);
                            Json.tools(document, result.foundTables());
                        },
                        text -> face.out().println(result.sentence()));
    }

    /** Null where the server does not tell. */
    private static @Nullable Boolean encrypted(ConnectionTest.Encryption encryption) {
        return switch (encryption) {
            case ON -> Boolean.TRUE;
            case OFF -> Boolean.FALSE;
            case UNKNOWN -> null;
        };
    }
}

package dev.switchback.engine;

import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.AlembicPlace;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Project;
import dev.switchback.engine.profile.Profile;
import dev.switchback.engine.profile.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Finds the database of each set, in a project whose sets have databases of their own. */
public final class SetDatabases {

    private static final String USUAL = "DATABASE_URL";

    private final Project project;
    private final Secrets secrets;
    private final Map<String, String> environment;

    public SetDatabases(Project project, Secrets secrets, Map<String, String> environment) {
        this.project = project;
        this.secrets = secrets;
        this.environment = environment;
    }

    /**
     * A set at home in a database.
     *
     * @param from who says so: {@code env:NAME}, or {@code profile NAME}
     */
    public record Home(String set, String from, ConnectionSettings settings, Switchback.Caution caution) {}

    /** Who says where a set is at home. */
    public sealed interface Word {

        /** The variable that the set's own env.py names. */
        record Variable() implements Word {}

        /** A profile, whether or not it names a set itself. */
        record Saved(Profile profile) implements Word {}
    }

    /** Whether sets of the project say by themselves where their databases are. */
    public static boolean areKnownTo(Project project) {
        return project.sets().stream().anyMatch(set -> set.alembic().isPresent());
    }

    /**
     * The databases that the variables name from which each set's own env.py takes its address, in the project's order.
     *
     * @throws SwitchbackException.Unreadable when one of them says nothing, or not clearly
     */
    public List<Home> ofVariables() {
        return clear(project.sets().stream().map(this::ofVariable).toList());
    }

    /** The databases of profiles, each of which names its set, in the order of the profiles. */
    public List<Home> ofProfiles(List<Profile> profiles) {
        return clear(profiles.stream().map(this::ofProfile).toList());
    }

    /**
     * The databases that were chosen for sets, in the order given.
     *
     * @throws SwitchbackException.Unreadable when a variable says nothing, or two sets cannot share their database
     */
    public List<Home> chosen(SequencedMap<String, Word> words) {
        return clear(words.sequencedEntrySet().stream()
                .map(each -> switch (each.getValue()) {
                    case Word.Variable variable ->
                        ofVariable(project.set(each.getKey()).orElseThrow());
                    case Word.Saved saved -> of(each.getKey(), saved.profile());
                })
                .toList());
    }

    /** What is in the way of finding a set's database by its variable, in words; empty when it is known. */
    public Optional<String> obstacle(String set) {
        try {
            variable(project.set(set).orElseThrow());
            return Optional.empty();
        } catch (SwitchbackException unclear) {
            return Optional.of(String.valueOf(unclear.getMessage()));
        }
    }

    private Home of(String set, Profile profile) {
        return new Home(set, "profile " + profile.name(), secrets.connect(profile), Switchback.Caution.of(profile));
    }

    private Home ofProfile(Profile profile) {
        String set = profile.settings()
                .set()
                .orElseThrow(() -> new SwitchbackException.Unreadable(
                        "no_set",
                        "the profile " + profile.name() + " does not say which set belongs to its database",
                        "Say it with `profile add " + profile.name()
                                + " … --set NAME`; with several profiles each needs one.",
                        Optional.empty()));
        requireSet(project, set);
        return of(set, profile);
    }

    /** Refuses the name of a set that the project has not. */
    public static void requireSet(Project project, String set) {
        if (project.set(set).isEmpty()) {
            throw new SwitchbackException.Unreadable(
                    "wrong_use",
                    "this project has no set " + set,
                    project.sets().isEmpty()
                            ? "It has no sets at all."
                            : "It has: "
                                    + project.sets().stream()
                                            .map(MigrationSet::name)
                                            .collect(Collectors.joining(", "))
                                    + ".",
                    Optional.empty());
        }
    }

    private Home ofVariable(MigrationSet set) {
        String from = "env:" + variable(set);
        return new Home(set.name(), from, secrets.connect(from, Optional.empty()), Switchback.Caution.NONE);
    }

    /** The variable that holds the address; looks into no address, and asks nobody for a password. */
    private String variable(MigrationSet set) {
        List<String> names = names(set);
        Map<String, List<String>> byValue = names.stream()
                .filter(name -> !environment.getOrDefault(name, "").isBlank())
                .collect(Collectors.groupingBy(name -> environment.getOrDefault(name, "")));
        if (byValue.size() != 1) {
            throw unclear(
                    set, names, byValue.values().stream().flatMap(List::stream).toList());
        }
        return byValue.values().iterator().next().getFirst();
    }

    /** Where env.py reads its address elsewhere, the usual variable can only be meant for the only set. */
    private List<String> names(MigrationSet set) {
        List<String> named = named(set);
        return named.isEmpty() && set.alembic().isPresent() && project.sets().size() == 1 ? List.of(USUAL) : named;
    }

    private static List<String> named(MigrationSet set) {
        return set.alembic()
                .map(AlembicPlace::environment)
                .map(AlembicPlace.Environment::addresses)
                .orElse(List.of());
    }

    private SwitchbackException unclear(MigrationSet set, List<String> names, List<String> given) {
        String what = "nothing says where its database is";
        if (!given.isEmpty()) {
            what = "its env.py names " + String.join(" and ", given) + ", which hold different addresses";
        } else if (names.equals(List.of(USUAL)) && named(set).isEmpty()) {
            what = "its env.py names no variable that is known to hold an address, and " + USUAL
                    + ", the usual one, is not set";
        } else if (!names.isEmpty()) {
            what = "its env.py takes the address from " + String.join(" or ", names) + ", "
                    + (names.size() == 1 ? "which is not set" : "none of which is set");
        }
        return new SwitchbackException.Unreadable(
                "no_database",
                "the database of " + set.name() + " is not known: " + what,
                "Set the variable, read it from a file with --env-file FILE, or name the database with --profile or --url"
                        + (project.sets().size() > 1 ? " and its set with --set." : "."),
                Optional.empty());
    }

    /** One database cannot be at home to two sets that keep their state in one and the same table. */
    private List<Home> clear(List<Home> homes) {
        List<Home> seen = new ArrayList<>();
        for (Home home : homes) {
            Rivals rivals = Rivals.of(project.set(home.set()).orElseThrow(), project.sets());
            for (Home other : seen) {
                boolean same = other.settings().url().equals(home.settings().url());
                boolean twice = other.set().equals(home.set());
                boolean rival =
                        rivals.others().stream().anyMatch(set -> set.name().equals(other.set()));
                if (twice || (same && rival)) {
                    throw new SwitchbackException.Unreadable(
                            "which_set",
                            twice
                                    ? other.from() + " and " + home.from() + " are both for " + home.set()
                                    : other.set() + " (" + other.from() + ") and " + home.set() + " (" + home.from()
                                            + ") keep their state in the same table of the same database",
                            "Give each set a database of its own.",
                            Optional.empty());
                }
            }
            seen.add(home);
        }
        return List.copyOf(seen);
    }
}

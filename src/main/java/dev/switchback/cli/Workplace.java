package dev.switchback.cli;

import dev.switchback.engine.SetDatabases;
import dev.switchback.engine.SetDatabases.Home;
import dev.switchback.engine.Switchback;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.database.Connector;
import dev.switchback.engine.database.OneAhead;
import dev.switchback.engine.failure.SwitchbackException;
import dev.switchback.engine.migration.MigrationSet;
import dev.switchback.engine.migration.Project;
import dev.switchback.engine.profile.Profile;
import dev.switchback.engine.profile.ProfileStore;
import dev.switchback.engine.run.RunPace;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntBiFunction;

/** Opens the project and the database, or databases, that the options name. */
final class Workplace {

    private final Face face;
    private final CommonOptions options;
    private Optional<Switchback> read = Optional.empty();

    Workplace(Face face, CommonOptions options) {
        this.face = options.with(face);
        this.options = options;
    }

    /** The project as it was when it was first asked for. */
    Switchback project() {
        Switchback switchback = read.orElseGet(() -> Switchback.open(options.project(), face.environment()));
        read = Optional.of(switchback);
        options.set().ifPresent(name -> SetDatabases.requireSet(switchback.project(), name));
        return switchback;
    }

    /** The set that a command is about, which works on one. */
    MigrationSet chosenSet() {
        List<MigrationSet> sets = project().project().sets().stream()
                .filter(set -> options.set().map(set.name()::equals).orElse(true))
                .toList();
        if (sets.size() != 1) {
            throw SelectionOptions.wrong(
                    sets.isEmpty()
                            ? "there is no migration here"
                            : "this project has several sets: "
                                    + String.join(
                                            ", ",
                                            sets.stream()
                                                    .map(MigrationSet::name)
                                                    .toList()),
                    sets.isEmpty() ? "Name the project's folder with --project." : "Name one with --set.");
        }
        return sets.getFirst();
    }

    /** The one database of a command that works on one; whoever opens it closes it. */
    TargetDatabase database() {
        if (options.url().isPresent()) {
            if (!options.profiles().isEmpty()) {
                throw SelectionOptions.wrong("--url and --profile exclude each other");
            }
            ConnectionSettings settings = face.secrets().connect(options.url().get(), options.user());
            return database(settings, Switchback.Caution.NONE, options.set());
        }
        return switch (options.profiles().size()) {
            case 0 -> byVariable();
            case 1 -> database(profile(options.profiles().getFirst()));
            default ->
                throw SelectionOptions.wrong(
                        "several profiles, and this works on one database", "Name the one that is meant.");
        };
    }

    /**
     * Puts a question to the one database that is meant, or to each of those that the sets have of their own.
     *
     * @param several refuses what can only be asked of one
     * @param question answers with an exit code
     */
    int ask(Command command, Runnable several, ToIntBiFunction<TargetDatabase, Reports> question) {
        List<Home> homes = homes();
        if (!homes.isEmpty()) {
            several.run();
            return new EachDatabase(face, command, this, homes).ask(question);
        }
        try (TargetDatabase target = database()) {
            return question.applyAsInt(target, new Reports(face, command));
        }
    }

    private TargetDatabase byVariable() {
        Switchback opened = project();
        Switchback wanted = options.set().map(opened::only).orElse(opened);
        List<Home> homes = homes(wanted);
        if (homes.size() > 1) {
            throw SelectionOptions.wrong(
                    "the sets of this project have databases of their own", "Say which one is meant with --set.");
        }
        return database(wanted, homes.getFirst());
    }

    /** A set on its own database. */
    TargetDatabase database(Switchback opened, Home home) {
        return opened.only(home.set()).once(new Connector(home.settings()), home.settings(), home.caution());
    }

    /** Where each set is at home, when the options say so of several; empty when they are about one database. */
    List<Home> homes() {
        boolean one = options.url().isPresent()
                || options.set().isPresent()
                || options.profiles().size() == 1;
        if (one) {
            return List.of();
        }
        Switchback opened = project();
        boolean several =
                options.profiles().size() > 1 || opened.project().sets().size() > 1;
        return several && (!options.profiles().isEmpty() || SetDatabases.areKnownTo(opened.project()))
                ? homes(opened)
                : List.of();
    }

    private List<Home> homes(Switchback opened) {
        SetDatabases databases = new SetDatabases(opened.project(), face.secrets(), face.environment());
        if (!options.profiles().isEmpty()) {
            return databases.ofProfiles(
                    options.profiles().stream().map(this::profile).toList());
        }
        if (!SetDatabases.areKnownTo(opened.project())) {
            throw SelectionOptions.wrong("name the database: --profile NAME or --url URL");
        }
        return databases.ofVariables();
    }

    private TargetDatabase database(Profile profile) {
        Optional<String> set = profile.settings().set();
        if (set.isPresent() && options.set().isPresent() && !set.equals(options.set())) {
            throw SelectionOptions.wrong("the profile " + profile.name() + " is for the set " + set.get()
                    + ", and --set names " + options.set().get());
        }
        return database(face.secrets().connect(profile), Switchback.Caution.of(profile), set.or(options::set));
    }

    /** How to reach the database that the options name; empty where they name none. */
    Optional<ConnectionSettings> settings() {
        return options.url()
                .map(url -> face.secrets().connect(url, options.user()))
                .or(() -> options.profiles().stream()
                        .findFirst()
                        .map(name -> face.secrets().connect(profile(name))));
    }

    /** A server is called while the files are read; what is wrong with them is told first. */
    private TargetDatabase database(ConnectionSettings settings, Switchback.Caution caution, Optional<String> set) {
        OneAhead source = new OneAhead(new Connector(settings));
        if (settings.url().startsWith("jdbc:postgresql:")) {
            source.begin(RunPace.REAL.threads());
        }
        try {
            Switchback switchback = project();
            warnWhereNothingIs(switchback.project());
            set.ifPresent(name -> SetDatabases.requireSet(switchback.project(), name));
            return set.map(switchback::only).orElse(switchback).once(source, settings, caution);
        } catch (SwitchbackException failure) {
            source.close();
            throw failure;
        }
    }

    /** "Nothing to do" in the wrong folder is the most expensive kind of success. */
    private void warnWhereNothingIs(Project project) {
        boolean none = project.sets().stream()
                .allMatch(set ->
                        set.migrations().isEmpty() && set.problems().files().isEmpty());
        if (none) {
            face.err()
                    .println("warning: there is no migration in "
                            + project.root().toAbsolutePath().normalize() + "; is --project right?");
        }
    }

    private Profile profile(String name) {
        return new ProfileStore(face.folders().profiles())
                .find(name)
                .orElseThrow(() -> new SwitchbackException.Unreadable(
                        "unknown_profile", "there is no profile " + name, "Look at `profile list`.", Optional.empty()));
    }
}

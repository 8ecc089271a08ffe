package dev.switchback.cli;

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

/** Opens the project and the database that the options name. */
final class Workplace {

    private final Face face;
    private final CommonOptions options;

    Workplace(Face face, CommonOptions options) {
        this.face = face;
        this.options = options;
    }

    Switchback project() {
        Switchback switchback = Switchback.open(options.project(), face.environment());
        options.set().ifPresent(name -> requireSet(switchback.project(), name));
        return switchback;
    }

    private static void requireSet(Project project, String name) {
        List<String> names = project.sets().stream().map(MigrationSet::name).toList();
        if (!names.contains(name)) {
            throw SelectionOptions.wrong(
                    "this project has no set " + name,
                    names.isEmpty() ? "It has no sets at all." : "It has: " + String.join(", ", names) + ".");
        }
    }

    /** Whoever opens the database closes it. */
    TargetDatabase database() {
        if (options.url().isPresent() && options.profile().isPresent()) {
            throw SelectionOptions.wrong("--url and --profile exclude each other");
        }
        return options.url().isPresent()
                ? database(face.secrets().connect(options.url().get(), options.user()), Switchback.Caution.NONE)
                : database(profile());
    }

    private TargetDatabase database(Profile profile) {
        Switchback.Guard guard = profile.isGuarded() ? Switchback.Guard.GUARDED : Switchback.Guard.OPEN;
        return database(
                face.secrets().connect(profile),
                new Switchback.Caution(Optional.of(profile.environment().name()), guard));
    }

    /** How to reach the database that the options name; empty where they name none. */
    Optional<ConnectionSettings> settings() {
        return options.url()
                .map(url -> face.secrets().connect(url, options.user()))
                .or(() -> options.profile().map(name -> face.secrets().connect(profile())));
    }

    /** A server is called while the files are read; what is wrong with them is told first. */
    private TargetDatabase database(ConnectionSettings settings, Switchback.Caution caution) {
        OneAhead source = new OneAhead(new Connector(settings));
        if (settings.url().startsWith("jdbc:postgresql:")) {
            source.begin(RunPace.REAL.threads());
        }
        try {
            Switchback switchback = project();
            warnWhereNothingIs(switchback.project());
            return options.set().map(switchback::only).orElse(switchback).once(source, settings, caution);
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

    private Profile profile() {
        String name = options.profile()
                .orElseThrow(() -> SelectionOptions.wrong("name the database: --profile NAME or --url URL"));
        return new ProfileStore(face.folders().profiles())
                .find(name)
                .orElseThrow(() -> new SwitchbackException.Unreadable(
                        "unknown_profile", "there is no profile " + name, "Look at `profile list`.", Optional.empty()));
    }
}

package dev.switchback.ui.workspace;

import dev.switchback.engine.SetDatabases;
import dev.switchback.engine.Switchback;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.profile.EnvFile;
import dev.switchback.engine.profile.Profile;
import dev.switchback.engine.profile.Secrets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The engine as the window sees it, so that tests can put another one in its place. */
public interface Engine {

    Switchback open(Path folder);

    TargetDatabase connect(Switchback project, Profile profile);

    /**
     * Where the sets of a project are at home.
     *
     * @param variables a file with variables beside those of the process
     */
    SetDatabases databases(Switchback project, Optional<Path> variables);

    /** How to reach the database of a profile, for what works on connections of its own. */
    ConnectionSettings settings(Profile profile);

    /** The engine of the program. */
    static Engine real(Map<String, String> environment, Secrets secrets) {
        return new Engine() {
            @Override
            public Switchback open(Path folder) {
                return Switchback.open(folder, environment);
            }

            @Override
            public SetDatabases databases(Switchback project, Optional<Path> variables) {
                Map<String, String> known =
                        variables.map(file -> EnvFile.around(environment, file)).orElse(environment);
                return new SetDatabases(project.project(), secrets.with(known), known);
            }

            @Override
            public TargetDatabase connect(Switchback project, Profile profile) {
                Optional<String> set = profile.settings().set();
                set.ifPresent(name -> SetDatabases.requireSet(project.project(), name));
                return set.map(project::only).orElse(project).on(settings(profile), Switchback.Caution.of(profile));
            }

            @Override
            public ConnectionSettings settings(Profile profile) {
                return secrets.connect(profile);
            }
        };
    }
}

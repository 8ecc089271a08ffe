package dev.switchback.engine.run;

import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.database.ConnectionSource;
import dev.switchback.engine.database.Dialect;
import dev.switchback.engine.database.SessionSetup;
import dev.switchback.engine.migration.ProjectConfig;
import dev.switchback.engine.migration.ProjectConfig.Hooks;
import dev.switchback.engine.program.ProgramSettings;
import java.nio.file.Path;

/**
 * Where a run happens.
 *
 * @param ledgerSchema quoted
 * @param config what switchback.toml says
 * @param programs how programs of the project run, in the folder whose files were planned
 */
public record RunTarget(
        ConnectionSource source,
        Dialect dialect,
        ConnectionSettings.Session session,
        String ledgerSchema,
        ProjectConfig config,
        ProgramSettings programs) {

    Hooks hooks() {
        return config.hooks();
    }

    /** The same project on another database of the same kind. */
    RunTarget at(ConnectionSource other) {
        return new RunTarget(other, dialect, session, ledgerSchema, config, programs);
    }

    /** The same place as the lock found it to be. */
    RunTarget as(Dialect found) {
        return new RunTarget(source, found, session, ledgerSchema, config, programs);
    }

    Path projectRoot() {
        return programs.root();
    }

    SessionSetup sessionSetup() {
        return new SessionSetup(dialect, session);
    }
}

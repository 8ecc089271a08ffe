package dev.switchback.engine.run;

import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.database.ConnectionSource;
import dev.switchback.engine.database.Dialect;
import dev.switchback.engine.database.SessionSetup;
import dev.switchback.engine.migration.ProjectConfig.Hooks;
import java.nio.file.Path;

/**
 * Where a run happens.
 *
 * @param ledgerSchema quoted
 * @param projectRoot the folder whose files were planned
 * @param hooks SQL of the project's around migrations and runs
 */
public record RunTarget(
        ConnectionSource source,
        Dialect dialect,
        ConnectionSettings.Session session,
        String ledgerSchema,
        Path projectRoot,
        Hooks hooks) {

    /** The same project on another database of the same kind. */
    RunTarget at(ConnectionSource other) {
        return new RunTarget(other, dialect, session, ledgerSchema, projectRoot, hooks);
    }

    /** The same place as the lock found it to be. */
    RunTarget as(Dialect found) {
        return new RunTarget(source, found, session, ledgerSchema, projectRoot, hooks);
    }

    SessionSetup sessionSetup() {
        return new SessionSetup(dialect, session);
    }
}

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
 * @param alembic the sets of Alembic, and Alembic itself
 */
public record RunTarget(
        ConnectionSource source,
        Dialect dialect,
        ConnectionSettings.Session session,
        String ledgerSchema,
        ProjectConfig config,
        ProgramSettings programs,
        AlembicSets alembic) {

    Hooks hooks() {
        return config.hooks();
    }

    /** The same project on another database of the same kind. */
    RunTarget at(ConnectionSource other) {
        return new RunTarget(other, dialect, session, ledgerSchema, config, programs, alembic);
    }

    /** The same place as the lock found it to be. */
    RunTarget as(Dialect found) {
        return new RunTarget(source, found, session, ledgerSchema, config, programs, alembic);
    }

    Path projectRoot() {
        return programs.root();
    }

    /** The same place with the sets as they are now. */
    public RunTarget with(AlembicSets now) {
        return new RunTarget(source, dialect, session, ledgerSchema, config, programs, now);
    }

    SessionSetup sessionSetup() {
        return new SessionSetup(dialect, session);
    }
}

package dev.switchback.engine.run;

import dev.switchback.engine.database.ConnectionSettings;
import dev.switchback.engine.database.ConnectionSource;
import dev.switchback.engine.database.Dialect;
import dev.switchback.engine.database.SessionSetup;
import java.nio.file.Path;

/**
 * Where a run happens.
 *
 * @param ledgerSchema quoted
 * @param projectRoot the folder whose files were planned
 */
public record RunTarget(
        ConnectionSource source,
        Dialect dialect,
        ConnectionSettings.Session session,
        String ledgerSchema,
        Path projectRoot) {

    SessionSetup sessionSetup() {
        return new SessionSetup(dialect, session);
    }
}

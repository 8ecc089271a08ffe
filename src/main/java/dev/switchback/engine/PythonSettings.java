package dev.switchback.engine;

import dev.switchback.engine.alembic.RevisionScripts;
import dev.switchback.engine.migration.Project;
import dev.switchback.engine.program.ProgramSettings;
import java.util.Map;

/**
 * What runs Python for a project.
 *
 * @param environment variables of the process
 */
record PythonSettings(RevisionScripts revisions, Map<String, String> environment) {

    /** How the project's own programs run. */
    ProgramSettings programs(Project project) {
        return new ProgramSettings(
                project.root(),
                project.config().running().interpreter(),
                project.config().timeouts().program(),
                environment);
    }
}

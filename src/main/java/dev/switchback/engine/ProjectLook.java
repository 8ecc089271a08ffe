package dev.switchback.engine;

import dev.switchback.engine.migration.Project;
import dev.switchback.engine.source.ProjectReader;
import java.util.Optional;

/** Looks at the files of a project, each time anew, but for a first look that counts as taken. */
final class ProjectLook {

    private final Project opened;
    private Optional<Project> taken;

    private ProjectLook(Project opened, Optional<Project> taken) {
        this.opened = opened;
        this.taken = taken;
    }

    /** For whoever keeps a project open while its files change. */
    static ProjectLook anew(Project opened) {
        return new ProjectLook(opened, Optional.empty());
    }

    /** For whoever opened the project for the one question that comes next. */
    static ProjectLook taken(Project opened) {
        return new ProjectLook(opened, Optional.of(opened));
    }

    /** As it was opened: its settings do not change as long as it is open. */
    Project opened() {
        return opened;
    }

    /** As it is now. */
    Project now() {
        Optional<Project> first = taken;
        taken = Optional.empty();
        return first.orElseGet(() -> ProjectReader.read(opened.root()));
    }
}

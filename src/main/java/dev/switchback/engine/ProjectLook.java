package dev.switchback.engine;

import dev.switchback.engine.migration.Project;
import dev.switchback.engine.source.ProjectReader;
import java.util.Optional;

/** Looks at the files of a project, each time anew, but for a first look that counts as taken. */
final class ProjectLook {

    private final Project opened;
    private final Optional<String> only;
    private Optional<Project> taken;

    private ProjectLook(Project opened, Optional<String> only, Optional<Project> taken) {
        this.opened = opened;
        this.only = only;
        this.taken = taken;
    }

    /**
     * For whoever keeps a project open while its files change.
     *
     * @param only the set that is looked at; empty for all of them
     */
    static ProjectLook anew(Project opened, Optional<String> only) {
        return new ProjectLook(opened, only, Optional.empty());
    }

    /** For whoever opened the project for the one question that comes next. */
    static ProjectLook taken(Project opened, Optional<String> only) {
        return new ProjectLook(opened, only, Optional.of(opened));
    }

    /** As it was opened: its settings do not change as long as it is open. */
    Project opened() {
        return opened;
    }

    /** As it is now. */
    Project now() {
        Optional<Project> first = taken;
        taken = Optional.empty();
        return first.orElseGet(this::read);
    }

    private Project read() {
        Project all = ProjectReader.read(opened.root());
        return only.map(all::only).orElse(all);
    }
}

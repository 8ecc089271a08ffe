package dev.switchback.cli;

import dev.switchback.engine.ledger.MigrationStatus;
import dev.switchback.engine.ledger.SetStatus;
import dev.switchback.engine.migration.FileInError;
import dev.switchback.engine.plan.PlanStep;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the file behind a migration, also where it could not be read. */
final class Places {

    private Places() {}

    static Optional<Path> file(SetStatus set, MigrationStatus status) {
        return status.migration()
                .map(migration -> migration.source().path())
                .or(() -> set.set().problems().files().stream()
                        .filter(error -> error.id().equals(status.id()))
                        .map(FileInError::file)
                        .findFirst());
    }

    /** The file to which the lines of a step's warnings belong. */
    static String name(PlanStep step) {
        return name(Optional.of(step.work().script().file()));
    }

    /** The last part of the path; empty where there is no file. */
    static String name(Optional<Path> file) {
        return file.map(Path::getFileName).map(Path::toString).orElse("");
    }
}

package dev.switchback.engine.source;

import dev.switchback.engine.migration.FileInError;
import dev.switchback.engine.migration.Header.Repetition;
import dev.switchback.engine.migration.MigrationId;
import java.util.Optional;
import java.util.Set;

/** One place in a set's order: a migration, or a file in error that keeps its place among them. */
sealed interface Member {

    MigrationId id();

    /** A migration that could be read. */
    record Sound(Draft migration) implements Member {
        @Override
        public MigrationId id() {
            return migration.id();
        }
    }

    /** A file that could not. */
    record Broken(FileInError cause) implements Member {
        @Override
        public MigrationId id() {
            return cause.id();
        }
    }

    default Optional<Draft> draft() {
        return switch (this) {
            case Sound sound -> Optional.of(sound.migration());
            case Broken broken -> Optional.empty();
        };
    }

    default Optional<FileInError> error() {
        return switch (this) {
            case Sound sound -> Optional.empty();
            case Broken broken -> Optional.of(broken.cause());
        };
    }

    default boolean isRepeatable() {
        return draft().map(migration -> migration.header().repetition() == Repetition.ON_CHANGE)
                .orElse(false);
    }

    /** Whether this runs in every environment in which the other runs. */
    default boolean runsWherever(Member other) {
        Set<String> own = environments();
        return own.isEmpty() || (!other.environments().isEmpty() && own.containsAll(other.environments()));
    }

    private Set<String> environments() {
        return draft().map(migration -> migration.header().environments()).orElse(Set.of());
    }
}

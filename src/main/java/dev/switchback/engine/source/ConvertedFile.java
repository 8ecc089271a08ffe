package dev.switchback.engine.source;

import dev.switchback.engine.migration.MigrationId;
import java.util.Locale;
import java.util.Optional;

/**
 * One annotated file of a converted set.
 *
 * @param former what the migration was called before
 * @param down empty where there is no way back
 */
public record ConvertedFile(MigrationId id, MigrationId former, String text, Way up, Optional<Way> down) {

    /** How SQL came into the file. */
    public enum Way {
        /** As it stands in the files of the set. */
        COPIED,
        /** As Alembic writes the revision. */
        RENDERED,
        /** As a program sent it, in one run in an empty database. */
        RECORDED;

        /** The word used in reports and JSON. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public String name() {
        return id + ".sql";
    }
}

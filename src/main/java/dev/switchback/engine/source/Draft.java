package dev.switchback.engine.source;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.Header;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Scripts;
import dev.switchback.engine.migration.SourceFile;
import java.util.List;

/** A migration as its own files say it, before it is seen among the others. */
record Draft(MigrationId id, Header header, Scripts scripts, Needs needs, SourceFile source, Observed observed) {

    /**
     * What was seen beside the values.
     *
     * @param rawDigest over the bytes on disk
     * @param files all that belong to the migration, main file first
     */
    record Observed(String rawDigest, List<FileContent.Text> files, List<Finding> findings) {

        public Observed {
            files = List.copyOf(files);
            findings = List.copyOf(findings);
        }
    }
}

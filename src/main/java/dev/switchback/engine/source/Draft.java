package dev.switchback.engine.source;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.Header;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.migration.Scripts;
import dev.switchback.engine.migration.SourceFile;
import java.util.List;
import java.util.Optional;

/** A migration as its file says, before its dependencies are looked up among the others. */
record Draft(
        MigrationId id,
        Header header,
        Scripts scripts,
        Optional<DeclaredNeeds> needs,
        SourceFile source,
        List<Finding> findings) {

    /**
     * What a header says about dependencies.
     *
     * @param names ids, or unambiguous beginnings of ids
     * @param line the line of the file, from 1
     */
    record DeclaredNeeds(List<String> names, int line) {

        DeclaredNeeds {
            names = List.copyOf(names);
        }
    }

    Draft {
        findings = List.copyOf(findings);
    }
}

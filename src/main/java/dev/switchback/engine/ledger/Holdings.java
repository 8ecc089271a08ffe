package dev.switchback.engine.ledger;

import dev.switchback.engine.migration.MigrationId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the ledger may hold already: what it held at some moment and what was written since, or anything. What was
 * written in a transaction that came to nothing stays among it, and is looked for in vain.
 */
final class Holdings {

    private final Optional<Held> held;

    private record Held(Set<Row> rows, Set<String> scripts) {}

    private record Row(String set, MigrationId id) {}

    private Holdings(Optional<Held> held) {
        this.held = held;
    }

    static Holdings unknown() {
        return new Holdings(Optional.empty());
    }

    /** @param scripts digests of the texts that are kept; this adds to them */
    static Holdings of(LedgerContents contents, Set<String> scripts) {
        Set<Row> rows = new HashSet<>();
        contents.rows().forEach(row -> rows.add(new Row(row.set(), row.id())));
        return new Holdings(Optional.of(new Held(rows, scripts)));
    }

    /** A row is written now: whether it is certain that it was not there. */
    boolean add(String set, MigrationId id) {
        return held.isPresent() && held.get().rows().add(new Row(set, id));
    }

    /** The same for a text. */
    boolean add(String digest) {
        return held.isPresent() && held.get().scripts().add(digest);
    }
}

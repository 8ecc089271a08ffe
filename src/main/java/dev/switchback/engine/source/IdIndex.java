package dev.switchback.engine.source;

import dev.switchback.engine.migration.MigrationId;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Finds migrations by what people write for them: the id, a prefix of it, or the file's name. */
final class IdIndex {

    private final TreeMap<String, MigrationId> ids = new TreeMap<>();

    IdIndex(Collection<MigrationId> all) {
        all.forEach(id -> ids.put(id.value(), id));
    }

    /** The migrations that a name can mean: one when it is clear, none when there is no such migration. */
    List<MigrationId> find(String written) {
        MigrationId literal = ids.get(written);
        if (literal != null) {
            return List.of(literal);
        }
        String name = FileName.withoutSuffix(written.substring(written.lastIndexOf('/') + 1));
        MigrationId exact = ids.get(name);
        if (exact != null) {
            return List.of(exact);
        }
        if (name.isEmpty()) {
            return List.of();
        }
        List<MigrationId> starting =
                List.copyOf(ids.subMap(name, name + Character.MAX_VALUE).values());
        List<MigrationId> wholeWord = starting.stream()
                .filter(id -> !Character.isLetterOrDigit(id.value().charAt(name.length())))
                .toList();
        return wholeWord.size() == 1 ? wholeWord : starting;
    }
}

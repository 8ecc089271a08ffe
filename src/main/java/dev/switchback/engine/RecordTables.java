package dev.switchback.engine;

import dev.switchback.engine.snapshot.ObjectKey;
import dev.switchback.engine.snapshot.Snapshot;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tables in which tools and the project's own runner keep their record: they say nothing of what a set makes.
 *
 * @param names in small letters
 */
record RecordTables(Set<String> names) {

    /** A structure without them and what hangs on them. */
    Snapshot leaveOut(Snapshot snapshot) {
        TreeMap<ObjectKey, String> objects = new TreeMap<>(snapshot.objects());
        objects.keySet()
                .removeIf(key ->
                        key.parts().stream().anyMatch(part -> names.stream().anyMatch(name -> belongs(part, name))));
        return new Snapshot(objects);
    }

    /** Its sequence and its keys are named after a table. */
    private static boolean belongs(String part, String table) {
        String name = part.toLowerCase(Locale.ROOT);
        return name.equals(table) || name.startsWith(table + "_");
    }
}

package dev.switchback.engine.snapshot;

import java.util.ArrayList;
import java.util.List;

/**
 * The objects that two snapshots do not share, each list in name order.
 *
 * <p>Where a column stands counts only relative to the columns that both tables have: a column added at the end, or
 * taken away, moves no other. One that was dropped and came back behind the others is a changed {@code column order},
 * because {@code INSERT} without a column list and {@code SELECT *} see it.
 */
public record StructureDifference(List<ObjectKey> added, List<ObjectKey> removed, List<Changed> changed) {

    public static final StructureDifference NONE = new StructureDifference(List.of(), List.of(), List.of());

    private static final String COLUMN_ORDER = "column order";

    /** An object with two definitions. */
    public record Changed(ObjectKey key, String before, String after) {}

    public StructureDifference {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
    }

    static StructureDifference between(Snapshot before, Snapshot after) {
        List<Changed> changed = new ArrayList<>();
        after.objects().forEach((key, definition) -> {
            String earlier = before.objects().get(key);
            if (earlier != null && !sameDefinition(key, earlier, definition)) {
                changed.add(new Changed(key, earlier, definition));
            }
        });
        return new StructureDifference(onlyIn(after, before), onlyIn(before, after), changed);
    }

    /** A table that comes or goes says enough about the order of its columns. */
    private static List<ObjectKey> onlyIn(Snapshot one, Snapshot other) {
        return one.objects().keySet().stream()
                .filter(key -> !key.kind().equals(COLUMN_ORDER))
                .filter(key -> !other.objects().containsKey(key))
                .toList();
    }

    private static boolean sameDefinition(ObjectKey key, String before, String after) {
        if (before.equals(after)) {
            return true;
        }
        return key.kind().equals(COLUMN_ORDER) && shared(before, after).equals(shared(after, before));
    }

    private static List<String> shared(String columns, String others) {
        List<String> there = others.lines().toList();
        return columns.lines().filter(there::contains).toList();
    }

    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }
}

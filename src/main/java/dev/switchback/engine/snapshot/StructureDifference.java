package dev.switchback.engine.snapshot;

import java.util.ArrayList;
import java.util.List;

/** The objects that two snapshots do not share, each list in name order. */
public record StructureDifference(List<ObjectKey> added, List<ObjectKey> removed, List<Changed> changed) {

    public static final StructureDifference NONE = new StructureDifference(List.of(), List.of(), List.of());

    /** An object with two definitions. */
    public record Changed(ObjectKey key, String before, String after) {}

    public StructureDifference {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
    }

    static StructureDifference between(Snapshot before, Snapshot after) {
        List<ObjectKey> added = new ArrayList<>();
        List<ObjectKey> removed = new ArrayList<>();
        List<Changed> changed = new ArrayList<>();
        after.objects().forEach((key, definition) -> {
            String earlier = before.objects().get(key);
            if (earlier == null) {
                added.add(key);
            } else if (!earlier.equals(definition)) {
                changed.add(new Changed(key, earlier, definition));
            }
        });
        before.objects().keySet().stream()
                .filter(key -> !after.objects().containsKey(key))
                .forEach(removed::add);
        return new StructureDifference(added, removed, changed);
    }

    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }
}

package dev.switchback.engine.snapshot;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The structure of a database at one moment: a definition as text per object, without Switchback's own ledger. */
public record Snapshot(SortedMap<ObjectKey, String> objects) {

    public Snapshot {
        objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    }

    /** What has to happen to this structure to become the other one. */
    public StructureDifference to(Snapshot other) {
        return StructureDifference.between(this, other);
    }
}

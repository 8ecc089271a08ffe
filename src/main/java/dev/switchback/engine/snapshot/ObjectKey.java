package dev.switchback.engine.snapshot;

import java.util.Comparator;

/**
 * Names one object of a database.
 *
 * @param kind such as {@code table}, {@code column}, {@code index}, {@code view}, {@code function}
 * @param name qualified by schema and, for parts, by owner: {@code public.orders.channel}
 */
public record ObjectKey(String kind, String name) implements Comparable<ObjectKey> {

    private static final Comparator<ObjectKey> ORDER =
            Comparator.comparing(ObjectKey::name).thenComparing(ObjectKey::kind);

    @Override
    public int compareTo(ObjectKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}

package dev.switchback.engine.snapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one object of a database.
 *
 * @param kind such as {@code table}, {@code column}, {@code index}, {@code view}, {@code function}
 * @param name qualified by schema and, for parts, by owner, each quoted where SQL wants it: {@code
 *     public.orders.channel}, {@code public."Order lines"}
 */
public record ObjectKey(String kind, String name) implements Comparable<ObjectKey> {

    private static final Comparator<ObjectKey> ORDER =
            Comparator.comparing(ObjectKey::name).thenComparing(ObjectKey::kind);
    private static final Pattern PART = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^.\"]+)");

    /** The parts of the name without their quotes: schema, owner, own name. */
    public List<String> parts() {
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(name);
        while (part.find()) {
            parts.add(part.group(1) == null ? part.group(2) : part.group(1).replace("\"\"", "\""));
        }
        return parts;
    }

    /** Whether this names a part of the other object, as a column is a part of its table. */
    public boolean isPartOf(ObjectKey other) {
        return name.startsWith(other.name + ".");
    }

    /** Something about this object that comes and goes by itself: {@code comment on table public.orders}. */
    ObjectKey aspect(String what) {
        return new ObjectKey(what + " on " + kind, name);
    }

    @Override
    public int compareTo(ObjectKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}

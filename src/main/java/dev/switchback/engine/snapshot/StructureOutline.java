package dev.switchback.engine.snapshot;

import dev.switchback.engine.snapshot.StructureDifference.Changed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A difference as people read it: what comes or goes with its table is counted there and not listed one by one. */
public final class StructureOutline {

    private StructureOutline() {}

    /** One line per object, such as {@code − table public.jobs (7 columns, 2 constraints)}; removed ones first. */
    public static List<String> of(StructureDifference difference) {
        return Stream.of(
                        wholes("− ", difference.removed()).stream(),
                        wholes("+ ", difference.added()).stream(),
                        difference.changed().stream().map(Changed::key).map(key -> "~ " + key))
                .flatMap(lines -> lines)
                .toList();
    }

    private static List<String> wholes(String sign, List<ObjectKey> keys) {
        List<String> lines = new ArrayList<>();
        List<ObjectKey> roots = keys.stream()
                .filter(key -> keys.stream().noneMatch(other -> goesWith(key, other)))
                .toList();
        for (ObjectKey root : roots) {
            Map<String, Long> parts = keys.stream()
                    .filter(key -> goesWith(key, root) && !isAspect(key))
                    .collect(Collectors.groupingBy(ObjectKey::kind, TreeMap::new, Collectors.counting()));
            lines.add(sign + root + (parts.isEmpty() ? "" : " (" + counts(parts) + ")"));
        }
        return lines;
    }

    private static String counts(Map<String, Long> parts) {
        return parts.entrySet().stream()
                .map(part -> part.getValue() + " " + (part.getValue() == 1 ? part.getKey() : plural(part.getKey())))
                .collect(Collectors.joining(", "));
    }

    private static String plural(String kind) {
        return switch (kind) {
            case "index" -> "indexes";
            case "policy" -> "policies";
            default -> kind + "s";
        };
    }

    /** Comments and rights say something about an object and have its name. */
    private static boolean isAspect(ObjectKey key) {
        return key.kind().contains(" on ");
    }

    private static boolean goesWith(ObjectKey key, ObjectKey whole) {
        if (isAspect(whole) || key.equals(whole)) {
            return false;
        }
        return key.isPartOf(whole) || (isAspect(key) && key.name().equals(whole.name()));
    }
}

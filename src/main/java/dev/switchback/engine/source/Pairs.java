package dev.switchback.engine.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the way down that belongs to each way up: by name, or by version where the names disagree. */
final class Pairs {

    private final Map<Path, FileName> downOfUp = new HashMap<>();
    private final List<FileName> lone = new ArrayList<>();

    private Pairs() {}

    static Pairs of(List<FileName> ups, List<FileName> downs) {
        Pairs pairs = new Pairs();
        Map<String, FileName> byId =
                ups.stream().collect(Collectors.toMap(FileName::id, up -> up, (first, second) -> first));
        Map<String, List<FileName>> byVersion = ups.stream()
                .filter(up -> up.version().isPresent())
                .collect(Collectors.groupingBy(
                        up -> up.version().orElseThrow(), LinkedHashMap::new, Collectors.toList()));
        List<FileName> unnamed = new ArrayList<>();
        for (FileName down : downs) {
            if (!pairs.pair(Optional.ofNullable(byId.get(down.id())), down)) {
                unnamed.add(down);
            }
        }
        for (FileName down : unnamed) {
            List<FileName> same = down.version()
                    .map(version -> byVersion.getOrDefault(version, List.of()))
                    .orElse(List.of());
            if (same.size() != 1 || !pairs.pair(same.stream().findFirst(), down)) {
                pairs.lone.add(down);
            }
        }
        return pairs;
    }

    Optional<FileName> downOf(FileName up) {
        return Optional.ofNullable(downOfUp.get(up.file()));
    }

    /** Ways down without a way up. */
    List<FileName> lone() {
        return lone;
    }

    private boolean pair(Optional<FileName> up, FileName down) {
        return up.isPresent() && downOfUp.putIfAbsent(up.get().file(), down) == null;
    }
}

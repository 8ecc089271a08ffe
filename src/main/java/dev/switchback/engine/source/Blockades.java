package dev.switchback.engine.source;

import dev.switchback.engine.migration.Finding;
import dev.switchback.engine.migration.FindingCode;
import dev.switchback.engine.migration.MigrationId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which migrations cannot run because of others that cannot. */
final class Blockades {

    private final Map<MigrationId, List<MigrationId>> dependents = new HashMap<>();
    private final Map<MigrationId, String> reasons = new LinkedHashMap<>();

    Blockades(Map<MigrationId, List<MigrationId>> needs) {
        needs.forEach((id, needed) -> needed.forEach(other ->
                dependents.computeIfAbsent(other, k -> new ArrayList<>()).add(id)));
    }

    /** Says that a migration cannot run by itself, and why, in words that follow "which". */
    void stop(MigrationId id, String reason) {
        reasons.putIfAbsent(id, reason);
    }

    /** One finding for each migration that is held up by one it needs, near or far. */
    Map<MigrationId, Finding> findings() {
        Map<MigrationId, Finding> findings = new LinkedHashMap<>();
        ArrayDeque<MigrationId> queue = new ArrayDeque<>(reasons.keySet());
        while (!queue.isEmpty()) {
            MigrationId stopped = queue.remove();
            for (MigrationId dependent : dependents.getOrDefault(stopped, List.of())) {
                if (!reasons.containsKey(dependent)) {
                    findings.put(dependent, blocked(stopped));
                    reasons.put(dependent, "is blocked itself");
                    queue.add(dependent);
                }
            }
        }
        return findings;
    }

    private Finding blocked(MigrationId by) {
        return Finding.of(
                FindingCode.BLOCKED,
                "it needs " + by + ", which " + reasons.get(by) + ". Mend that one, and this can run");
    }
}

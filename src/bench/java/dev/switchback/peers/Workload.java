package dev.switchback.peers;

import java.util.List;
import java.util.Set;

/**
 * One thing to do, done by several contenders in turn.
 *
 * @param migrations in the project; for {@code STATUS} and {@code ROLLBACK} all are applied before
 * @param rounds how often each contender does it
 */
record Workload(String title, Action action, int migrations, Place place, int rounds, Set<Contender> contenders) {

    Workload {
        contenders = Set.copyOf(contenders);
    }

    /** Those who take part, the floor first. */
    List<Contender> inOrder() {
        return contenders.stream().sorted().toList();
    }
}

package dev.switchback.engine.plan;

import dev.switchback.engine.ledger.MigrationStatus;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which open migrations a plan wants.
 *
 * @param reason why a wanted one is in the plan
 * @param most how many steps the plan may have
 */
record Wanted(Predicate<MigrationStatus> test, Function<MigrationStatus, String> reason, int most) {

    static Wanted all(String reason) {
        return new Wanted(any -> true, any -> reason, Integer.MAX_VALUE);
    }

    Wanted atMost(int count) {
        return new Wanted(test, reason, count);
    }
}

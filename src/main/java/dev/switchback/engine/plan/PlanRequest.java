package dev.switchback.engine.plan;

import dev.switchback.engine.migration.Direction;
import java.util.Optional;

/**
 * What to plan.
 *
 * @param set the set's name; empty for all sets of the project
 */
public record PlanRequest(Direction direction, Selection selection, Optional<String> set, Options options) {

    /**
     * What the database and the user allow.
     *
     * @param environment the name of the profile's environment, to leave out what is not meant for it
     * @param outOfOrder whether a pending migration older than applied ones may run
     */
    public record Options(Optional<String> environment, OutOfOrder outOfOrder) {

        public static final Options DEFAULT = new Options(Optional.empty(), OutOfOrder.WARN);
    }

    /** What to do with a pending migration older than applied ones. */
    public enum OutOfOrder {
        WARN,
        REFUSE
    }

    /** Everything, upwards, in all sets. */
    public static PlanRequest upEverything() {
        return new PlanRequest(Direction.UP, new Selection.Everything(), Optional.empty(), Options.DEFAULT);
    }
}

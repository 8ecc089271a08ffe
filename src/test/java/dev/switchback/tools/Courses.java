package dev.switchback.tools;

import dev.switchback.engine.Switchback;
import dev.switchback.engine.TargetDatabase;
import dev.switchback.engine.migration.Direction;
import dev.switchback.engine.migration.MigrationId;
import dev.switchback.engine.plan.Plan;
import dev.switchback.engine.plan.PlanOutcome;
import dev.switchback.engine.plan.PlanRequest;
import dev.switchback.engine.plan.Selection;
import dev.switchback.engine.run.Cancellation;
import dev.switchback.engine.run.RunListener;
import dev.switchback.engine.run.RunOptions;
import dev.switchback.engine.run.RunOptions.Confirmation;
import dev.switchback.engine.run.RunOutcome;
import dev.switchback.support.TestDatabase;
import java.nio.file.Path;
import java.util.Optional;

/** Whole courses on a project's folder, each as a program of its own would do it. */
final class Courses {

    private Courses() {}

    static void apply(Path folder, TestDatabase database) {
        run(folder, database, Direction.UP, new Selection.Everything());
    }

    static void apply(Path folder, TestDatabase database, int count) {
        run(folder, database, Direction.UP, new Selection.Count(count));
    }

    static void rollBack(Path folder, TestDatabase database, int count) {
        run(folder, database, Direction.DOWN, new Selection.Count(count));
    }

    static void rollBackOnly(Path folder, TestDatabase database, String id) {
        run(folder, database, Direction.DOWN, new Selection.Only(new MigrationId(id)));
    }

    /** A run that has to come to its end. */
    private static void run(Path folder, TestDatabase database, Direction direction, Selection selection) {
        try (TargetDatabase target = Switchback.open(folder).on(database.settings())) {
            PlanRequest request = new PlanRequest(direction, selection, Optional.empty(), PlanRequest.Options.DEFAULT);
            switch (target.plan(request)) {
                case Plan plan -> {
                    RunOutcome outcome = target.run(
                            plan, RunOptions.DEFAULT.with(Confirmation.YES), RunListener.SILENT, new Cancellation());
                    if (!(outcome instanceof RunOutcome.Completed)) {
                        throw new AssertionError("the run did not end well: " + outcome);
                    }
                }
                case PlanOutcome.Refused refused -> throw new AssertionError("the plan was refused: " + refused);
            }
        }
    }
}
